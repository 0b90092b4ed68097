/** Where the public facts about Kreis Warendorf stand. Each fact names one of these. */
import { type Day, day } from '../../src/kernel/day.ts'
import type { SourceData } from '../../src/rooms/network/index.ts'

const source = (title: string, address?: string, dated?: Day): SourceData => ({
  title,
  ...(address ? { address } : {}),
  ...(dated ? { dated } : {}),
})

/** The report this platform began with. */
export const report = source('Kreis Warendorf, Berichtsvorlage 066/2023', undefined, day('2023-05-25'))

/** Public statement of a party group of the council. */
export const greenMotion = source(
  'Bündnis 90/Die Grünen Kreis Warendorf, Antrag auf Überprüfung und Aktualisierung des Integrationskonzepts',
  'https://gruene-kreis-warendorf.de/startseite/aktuelles/antrag-auf-ueberpruefung-und-aktualisierung-des-integrationskonzepts-des-kreises-warendorf-von-2010',
  day('2022-11-16'),
)

export const municipalityList = source(
  'Statistisches Bundesamt (Destatis), Gemeindeverzeichnis GV-ISys, Gebietsstand 31.12.2024, © 2025',
  'https://www.destatis.de/DE/Themen/Laender-Regionen/Regionales/Gemeindeverzeichnis/_inhalt.html',
  day('2024-12-31'),
)

export const aboutCentre = source(
  'Kreis Warendorf, Über das KI',
  'https://kommunales-integrationszentrum.kreis-warendorf.de/startseite/ueber-das-ki.html',
)

export const council = source(
  'Serviceportal Kreis Warendorf, Kreistag, Kreisausschuss und Landrat',
  'https://serviceportal.kreis-warendorf.de/detail/-/vr-bis-detail/dienstleistung/925/show',
)

export const committees = source(
  'Der Kreistag, seine Ausschüsse und Gremien',
  'https://de.readkong.com/page/der-kreistag-seine-ausschusse-und-gremien-fur-die-6159311',
)

export const administration = source(
  'Kreis Warendorf, Verwaltungsbericht 2009 bis 2014',
  'https://doczz.com.br/doc/1233146/verwaltungsbericht-2009---2014',
)

export const arrival = source(
  'Landkreistag Nordrhein-Westfalen, Von der Ankunft bis zur Einbürgerung im Kreis Warendorf',
  'https://lkt-nrw.de/aktuelles-und-presse/verbandszeitschrift/schwerpunkte/von-der-ankunft-bis-zur-einbuergerung-im-kreis-warendorf',
)

export const townWarendorf = source(
  'Stadt Warendorf, Integration',
  'https://warendorf.de/de/leben/soziales-und-wohnen/integration',
)

export const allocation = source(
  'Kreis Warendorf, Mitteilung zu Zuweisungen 2015',
  'http://www.kreis-warendorf.de/w1/31232.0.html',
)

export const symposium = source(
  'Der Spökenkieker, Kooperation bei Integrationsarbeit verbessern',
  'https://derspoekenkieker.de/kooperation-bei-integrationsarbeit-verbessern',
)

export const steeringGroup = source(
  'KIM NRW, Die KIM-Lenkungsgruppe',
  'https://kim.nrw/kim-fuer-akteurinnen/alle-informationen-zu-kim/die-kim-lenkungsgruppe',
)

export const grantingAuthority = source(
  'Bezirksregierung Arnsberg, Kommunales Integrationsmanagement',
  'https://bra.nrw.de/integration-migration/kompetenzzentrum-fuer-integration/foerderung-kommunen/kommunales-integrationsmanagement-kim',
)

/** The same source for one field of a record. */
export const forField = (one: SourceData, field: string): SourceData => ({ ...one, field })

export const integrationReport = source(
  'Kreis Warendorf, Integrationsbericht „Einander kennen lernen“',
  'http://www.kreis-warendorf.de/w1/18257.0.html',
)

export const integrationReportMeasures = source(
  'Kreis Warendorf, Mitteilung zum Integrationsbericht',
  'http://www.kreis-warendorf.de/w1/17649.0.html',
)

export const refugeeConcept = source(
  'Radio WAF, Kreis stellt Flüchtlingskonzept vor',
  'https://www.radiowaf.de/nachrichten/archiv-lokales/detailansicht/kreis-stellt-fluechtlingskonzept-vor.html',
)

export const refugeeConceptBefore = source(
  'Radio WAF, Flüchtlingskonzept für bessere Integration',
  'https://www.radiowaf.de/nachrichten/archiv-lokales/detailansicht/fluechtlingskonzept-fuer-bessere-integration.html',
)

export const fitPage = source(
  'Kreis Warendorf, KI, FIT',
  'https://kommunales-integrationszentrum.kreis-warendorf.de/startseite/projekte/fit.html',
)

export const mercatorPage = source(
  'Kreis Warendorf, KI, Mercator-Projekt',
  'https://kommunales-integrationszentrum.kreis-warendorf.de/startseite/projekte/mercator-projekt',
)

export const languageHelpersPage = source(
  'Kreis Warendorf, KI, Sprachhelfer',
  'https://kommunales-integrationszentrum.kreis-warendorf.de/startseite/projekte/sprachhelfer/',
)

export const courageSchoolsPage = source(
  'Kreis Warendorf, KI, Schule ohne Rassismus – Schule mit Courage',
  'https://kommunales-integrationszentrum.kreis-warendorf.de/startseite/projekte/schule-ohne-rassismus-schule-mit-courage/',
)
