import type { ImportColumn } from '../../../platform/importing/index.ts'

/** The columns of a list of offers: the headers of the export, and what else lists of counselling and courses call them. */
export const columns = [
  {
    key: 'name',
    header: 'Name',
    known: ['angebot', 'titel', 'bezeichnung', 'name des angebots', 'kurs', 'kursname', 'maßnahme', 'projekt'],
  },
  {
    key: 'organisation',
    header: 'Anbietende Stelle',
    known: ['anbieter', 'träger', 'organisation', 'stelle', 'einrichtung', 'veranstalter'],
  },
  {
    key: 'topic',
    header: 'Lebensbereich',
    known: ['thema', 'themenfeld', 'bereich', 'handlungsfeld', 'kategorie', 'art des angebots', 'angebotsart'],
  },
  {
    key: 'municipality',
    header: 'Ort',
    known: ['gemeinde', 'stadt', 'kommune', 'wo', 'standort', 'veranstaltungsort'],
  },
  { key: 'reach', header: 'Einzugsgebiet', known: ['für wen räumlich', 'gemeinden', 'gilt für', 'gebiet'] },
  { key: 'languages', header: 'Sprachen vor Ort', known: ['sprachen', 'sprache', 'beratungssprachen', 'kurssprache'] },
  { key: 'targetGroups', header: 'Zielgruppen', known: ['zielgruppe', 'für wen', 'personengruppe'] },
  { key: 'summary', header: 'Kurz gesagt', known: ['kurzbeschreibung', 'kurztext', 'inhalt', 'worum geht es'] },
  { key: 'description', header: 'Beschreibung', known: ['erläuterung', 'langtext', 'details'] },
  { key: 'booking', header: 'Zugang', known: ['anmeldung', 'zugangsart', 'wie komme ich hin'] },
  { key: 'cost', header: 'Kosten', known: ['preis', 'gebühr', 'teilnahmegebühr', 'entgelt'] },
  { key: 'timesNote', header: 'Zeiten', known: ['uhrzeit', 'öffnungszeiten', 'wann', 'termine', 'kurszeiten'] },
  {
    key: 'contactOffice',
    header: 'Ansprechstelle',
    known: ['ansprechpartner', 'ansprechperson', 'kontakt', 'kontaktstelle', 'anmeldung bei'],
  },
  { key: 'phone', header: 'Telefon', known: ['tel', 'telefonnummer', 'rufnummer'] },
  { key: 'email', header: 'E-Mail', known: ['email', 'mail', 'e mail adresse'] },
  { key: 'homepage', header: 'Internetseite', known: ['webseite', 'website', 'homepage', 'internet', 'link', 'url'] },
  {
    key: 'capacity',
    header: 'Plätze insgesamt',
    known: ['plätze', 'kapazität', 'anzahl plätze', 'platzzahl', 'gesamtplätze', 'max teilnehmer', 'gruppengröße'],
  },
  {
    key: 'freePlaces',
    header: 'Freie Plätze',
    known: ['frei', 'davon frei', 'freie', 'verfügbare plätze', 'noch frei'],
  },
  { key: 'waiting', header: 'Auf der Warteliste', known: ['warteliste', 'wartende', 'anzahl warteliste'] },
  { key: 'checkedOn', header: 'Geprüft am', known: ['stand', 'stand vom', 'aktualisiert am', 'aktualisiert', 'datum'] },
] as const satisfies readonly ImportColumn[]

export type ColumnKey = (typeof columns)[number]['key']
