/**
 * What the units of Kreis Auental report, sentence by sentence, by field of action and state: invented, in the words of
 * real offices. `{few}`, `{some}` and `{many}` become numbers. Longer than other files because it is a list.
 */
import type { MeasureState } from '../../src/rooms/measures/index.ts'

/** What was done where something is going on, by field of action. */
export const doneIn: Readonly<Record<string, readonly string[]>> = {
  bildung: [
    'Die Gruppen laufen an {few} Orten. {some} Familien haben in diesem Halbjahr regelmäßig teilgenommen.',
    'Zum Schuljahresbeginn sind {few} Einrichtungen dazugekommen, eine hat aufgehört.',
    'Die Materialien liegen jetzt in {few} Sprachen vor und sind an alle beteiligten Schulen verteilt.',
    '{some} Fachkräfte wurden geschult. Die Rückmeldungen zeigen, dass vor allem die Praxisbeispiele helfen.',
    'Der Ablauf ist mit dem Schulamt abgestimmt. Die Wartezeit ist von {some} auf {few} Wochen gesunken.',
    'Alle Plätze sind belegt, {some} Kinder stehen auf der Warteliste.',
    'Zwei Durchgänge sind abgeschlossen, {many} Kinder und Jugendliche wurden erreicht.',
  ],
  sprache: [
    '{few} Kurse sind gestartet, {some} Plätze waren sofort belegt.',
    'Der gemeinsame Einstufungstermin hat {few} Mal stattgefunden. {many} Personen wurden eingestuft.',
    'Die Kursträger melden freie Plätze jetzt wöchentlich an eine Stelle.',
    'Mit der Kinderbetreuung können auch Eltern teilnehmen, die vorher abgesagt haben: {some} in diesem Halbjahr.',
    'Der Übergang von A2 zu B1 dauert bei {few} von fünf Trägern nicht länger als vier Wochen.',
  ],
  arbeit: [
    '{some} Personen sind in Ausbildung oder Arbeit vermittelt, {few} haben abgebrochen.',
    'Mit der Kammer sind {few} Praktikumswochen vereinbart und durchgeführt worden.',
    'Die Sprechstunde findet in {few} Rathäusern statt. {many} Beratungen wurden gezählt.',
    'Die Betriebe melden offene Stellen jetzt direkt an die gemeinsame Ansprechstelle.',
    '{some} Personen begleitet, {few} Verfahren abgeschlossen.',
  ],
  gesundheit: [
    '{some} Termine mit Sprachmittlung haben stattgefunden, {few} mussten ausfallen.',
    'In {few} Unterkünften wurde über Vorsorge und Impfungen informiert.',
    'Die Abstimmung mit Praxen und Vereinen läuft. {few} neue Partner machen mit.',
    'Die Informationen sind in {few} Sprachen gedruckt und liegen aus.',
  ],
  wohnen: [
    '{some} Personen haben den Kurs besucht, {few} haben danach eine Wohnung gefunden.',
    'Die Belegung der Unterkünfte wird jetzt monatlich mit dem Kreis abgestimmt.',
    'Zwei Wohnungsbaugesellschaften nehmen teil. {few} Haushalte sind ausgezogen.',
    'Das Merkblatt für Vermieterinnen und Vermieter ist überarbeitet und verteilt.',
  ],
  teilhabe: [
    'An {few} Treffen nahmen zusammen {many} Menschen teil.',
    '{some} Ehrenamtliche sind aktiv, {few} neue wurden geschult.',
    'Das Angebot hat an zwei Nachmittagen in der Woche geöffnet und wird gut besucht.',
    'Der Integrationsrat war an der Vorbereitung beteiligt; {few} Vorschläge sind umgesetzt.',
  ],
  antidiskriminierung: [
    'Die Beratungsstelle hat {some} Anfragen bearbeitet, die meisten zu Wohnen und Arbeit.',
    '{few} Schulen tragen den Titel, {few} sind im Verfahren.',
    'Die Veranstaltungen in der Woche gegen Rassismus hatten {many} Besucherinnen und Besucher.',
  ],
  oeffnung: [
    '{some} Beschäftigte aus {few} Ämtern haben an der Fortbildung teilgenommen.',
    'Die wichtigsten {some} Formulare liegen in einfacher Sprache vor.',
    'In Stellenausschreibungen wird jetzt auf Mehrsprachigkeit hingewiesen.',
  ],
  querschnitt: [
    'Die Runde hat {few} Mal getagt. Die Beschlüsse sind in den Ämtern umgesetzt.',
    '{many} Anfragen in diesem Halbjahr, {few} konnten nicht bedient werden.',
    'Die Auswertung liegt vor und ist in der Lenkungsgruppe beraten worden.',
    'Alle dreizehn Städte und Gemeinden haben eine Ansprechperson benannt.',
    'Der Jahresbericht ist abgestimmt und geht in den Ausschuss.',
  ],
  aufnahme: [
    '{many} Familien haben das Erstgespräch geführt, im Schnitt {some} Tage nach der Ankunft.',
    'Die Informationen sind in {few} Sprachen aktuell und werden {many} Mal im Monat aufgerufen.',
    'Die Übergabe von der Zuweisung an das Sozialamt läuft nach der neuen Prüfliste.',
  ],
}

/** The same for a field of action that has no list of its own. */
export const doneForAll: readonly string[] = ['Die Maßnahme läuft wie geplant.']

/** What is said where nothing runs, by state. */
export const doneWhile: Readonly<Partial<Record<MeasureState, readonly string[]>>> = {
  adopted: [
    'Die Umsetzung ist für das nächste Haushaltsjahr vorgesehen. Zuständigkeiten sind besprochen.',
    'Ein erstes Gespräch mit den Beteiligten hat stattgefunden.',
  ],
  inPlanning: [
    'Das Feinkonzept ist geschrieben und liegt den Beteiligten vor.',
    'Die Kosten sind ermittelt, der Antrag auf Förderung ist gestellt.',
    'Räume und Träger stehen fest. Der Beginn hängt noch an der Zusage der Mittel.',
    'Eine Arbeitsgruppe hat den Bedarf erhoben: {some} Rückmeldungen aus {few} Gemeinden.',
  ],
  suspended: [
    'Seit der letzten Meldung fand nichts statt. Die Unterlagen sind gesichert.',
    'Die Beteiligten sind informiert, dass die Maßnahme ruht.',
  ],
  completed: [
    'Die Maßnahme ist abgeschlossen. Die Ergebnisse nutzen die Ämter weiter.',
    'Der Abschlussbericht liegt vor. Nachfragen kommen nur noch vereinzelt.',
  ],
  adapted: ['Die Aufgabe läuft in der Nachfolgemaßnahme weiter.', 'Inhalt und Kontakte sind übergeben.'],
  notStarted: ['Die Maßnahme wurde nicht begonnen.'],
}

/** What comes next, by field of action. */
export const nextIn: Readonly<Record<string, readonly string[]>> = {
  bildung: [
    'Zum neuen Schuljahr soll ein weiterer Standort beginnen.',
    'Die Auswertung mit den Schulen ist für das Frühjahr geplant.',
    'Nachwuchs für die Gruppenleitung gewinnen.',
  ],
  sprache: ['Kursplan für das nächste Halbjahr abstimmen.', 'Einen Abendkurs für Berufstätige einrichten.'],
  arbeit: ['Weitere Betriebe ansprechen.', 'Vereinbarung mit der Agentur für Arbeit verlängern.'],
  gesundheit: ['Termin mit den Arztpraxen im ersten Quartal.', 'Antrag auf Verlängerung der Förderung stellen.'],
  wohnen: ['Gespräch mit der dritten Wohnungsbaugesellschaft führen.', 'Kurs im Frühjahr wiederholen.'],
  teilhabe: ['Weitere Ehrenamtliche gewinnen.', 'Programm für das nächste Halbjahr mit den Vereinen festlegen.'],
  antidiskriminierung: ['Fortbildung für die Sekretariate anbieten.', 'Veranstaltungen für den März vorbereiten.'],
  oeffnung: ['Zweiter Durchgang der Fortbildung im Frühjahr.', 'Ergebnisse der Personalabteilung vorstellen.'],
  querschnitt: [
    'Bericht an den Ausschuss.',
    'Nächste Sitzung im ersten Quartal.',
    'Vereinbarungen prüfen und erneuern.',
  ],
  aufnahme: ['Prüfliste nach einem halben Jahr auswerten.', 'Weitere Sprache ergänzen.'],
}

export const nextForAll: readonly string[] = ['Fortsetzung im nächsten Jahr.']

/** What hinders where things run all the same. */
export const smallObstacles: readonly string[] = [
  'Sprachmittlung am Nachmittag ist schwer zu bekommen.',
  'Die Förderung ist nur bis zum Jahresende zugesagt.',
  'Eine halbe Stelle ist noch nicht besetzt.',
  'Ohne Kinderbetreuung können manche Eltern nicht teilnehmen.',
  'Mit dem Bus ist der Ort abends nicht zu erreichen.',
]

/** What hinders where a unit now reports a standstill. */
export const standstills: readonly string[] = [
  'Der Raum wurde gekündigt, ein neuer ist noch nicht gefunden.',
  'Die Fachkraft hat gewechselt; die Stelle ist ausgeschrieben.',
  'Der Förderantrag ist noch nicht beschieden.',
]

/** Functions that answer; no names. */
export const authors: readonly string[] = [
  'Sachgebietsleitung',
  'Koordination',
  'Sachbearbeitung Integration',
  'Geschäftsstelle',
  'Fachdienstleitung',
]
