/**
 * What the committee of Kreis Auental has before it, one row each: invented, in the words of real offices. Longer than
 * other files because it is a list; how the rows become papers and agendas stands in papers.ts and meetings.ts.
 */
import type { PaperData } from '../../src/rooms/council/index.ts'

export interface PaperRow {
  readonly key: string
  readonly kind: PaperData['kind']
  readonly title: string
  /** The meeting of the committee: 0 the last that was held, 1 the one before, -1 the next. */
  readonly at: number
  /** Goes on to the Kreisausschuss and is decided by the Kreistag. */
  readonly toCouncil?: true
  readonly public?: false
  readonly leadUnit?: string
  /** Key of a party group. */
  readonly by?: string
  readonly proposal?: string
  readonly text: string
  readonly result?: NonNullable<NonNullable<PaperData['consultations']>[number]['result']>
  readonly votes?: readonly [yes: number, no: number, abstained: number]
  readonly related?: NonNullable<PaperData['related']>
  /** `final` unless told. */
  readonly state?: PaperData['state']
}

export const paperRows: readonly PaperRow[] = [
  {
    key: 'geschaeftsordnung-lenkungsgruppe',
    kind: 'decision',
    title: 'Geschäftsordnung der Lenkungsgruppe Kommunales Integrationsmanagement',
    at: 11,
    leadUnit: 'amt-bildung-integration',
    proposal: 'Der Ausschuss nimmt die Geschäftsordnung zustimmend zur Kenntnis.',
    text: 'Die Lenkungsgruppe steuert das Kommunale Integrationsmanagement fachlich. Die Geschäftsordnung regelt, wer ihr angehört, wie oft sie tagt und welche Fragen sie dem Ausschuss vorlegt.',
    result: 'unchanged',
    votes: [15, 0, 1],
  },
  {
    key: 'sprachmittlerpool-ausbau',
    kind: 'decision',
    title: 'Ausbau des Sprachmittlerpools',
    at: 10,
    leadUnit: 'ki',
    proposal:
      'Der Sprachmittlerpool wird um fünf Sprachen erweitert. Über die Nachfrage wird nach zwölf Monaten berichtet.',
    text: 'Behörden, Schulen und Beratungsstellen fragen Sprachen an, für die es im Pool niemanden gibt. Die Verwaltung schlägt vor, gezielt zu werben und zu schulen.',
    result: 'unchanged',
    votes: [16, 0, 0],
  },
  {
    key: 'anfrage-wartezeiten',
    kind: 'question',
    title: 'Anfrage: Wartezeiten beim Wechsel vom Sozialamt zum Jobcenter',
    at: 10,
    by: 'fraktion-c',
    text: 'Wie lange warten Menschen nach der Anerkennung auf den ersten Termin beim Jobcenter, und woran liegt es?',
  },
  {
    key: 'antwort-wartezeiten',
    kind: 'answer',
    title: 'Antwort: Wartezeiten beim Wechsel vom Sozialamt zum Jobcenter',
    at: 9,
    leadUnit: 'kim',
    proposal: 'Zur Kenntnis.',
    text: 'Die Schnittstelle gehört zu denen, an denen im Kreis die meisten Tage verloren gehen. Eine Arbeitsgruppe der beteiligten Ämter prüft den Ablauf.',
    result: 'noted',
    related: [{ paper: 'anfrage-wartezeiten', kind: 'answers' }],
  },
  {
    key: 'antrag-abendkurse',
    kind: 'motion',
    title: 'Antrag: Sprachkurse am Abend und mit Kinderbetreuung',
    at: 9,
    by: 'fraktion-a',
    text: 'Wer arbeitet oder Kinder betreut, kann Kurse am Vormittag nicht besuchen. Die Verwaltung möge Kurse am Abend und mit Betreuung ermöglichen.',
    result: 'referred',
  },
  {
    key: 'abendkurse',
    kind: 'decision',
    title: 'Sprachkurse am Abend und mit Kinderbetreuung',
    at: 8,
    toCouncil: true,
    leadUnit: 'ki',
    proposal:
      'Im Kreis werden an zwei Standorten Sprachkurse am Abend eingerichtet. Für die Kinderbetreuung werden Mittel im Haushalt bereitgestellt.',
    text: 'Die Kursträger haben Räume und Lehrkräfte zugesagt, wenn die Betreuung geregelt ist.',
    result: 'unchanged',
    votes: [14, 2, 0],
    related: [{ paper: 'antrag-abendkurse', kind: 'answers' }],
  },
  {
    key: 'raeume-erstberatung',
    kind: 'decision',
    title: 'Anmietung von Räumen für die Schulische Erstberatung in Hasselbeck',
    at: 8,
    public: false,
    leadUnit: 'amt-bildung-integration',
    proposal: 'Die Verwaltung schließt den Mietvertrag über die Räume am Markt ab.',
    text: 'Die bisherigen Räume sind nicht barrierefrei. Das Angebot ist befristet.',
    result: 'unchanged',
    votes: [16, 0, 0],
  },
  {
    key: 'bericht-erstberatung',
    kind: 'report',
    title: 'Schulische Erstberatung: Bericht zum Schuljahr',
    at: 7,
    leadUnit: 'erstberatung',
    proposal: 'Zur Kenntnis.',
    text: 'Der Bericht beschreibt den Weg von der Anmeldung bis zum ersten Schultag und nennt, wo Familien warten.',
    result: 'noted',
  },
  {
    key: 'antrag-rueckmeldung',
    kind: 'motion',
    title: 'Antrag: Menschen über den Stand ihrer Anträge informieren',
    at: 7,
    by: 'fraktion-b',
    text: 'Wer einen Antrag gestellt hat, soll ohne Nachfrage erfahren, wie es um ihn steht.',
    result: 'referred',
  },
  {
    key: 'pg-antragsstand',
    kind: 'decision',
    title: 'Projektgruppe Rückmeldung zum Antragsstand',
    at: 6,
    leadUnit: 'kim',
    proposal:
      'Eine Projektgruppe aus Jobcenter und Ausländerbehörde entwickelt eine Rückmeldung zum Antragsstand. In der nächsten Sitzung des Ausschusses wird über den Arbeitsplan berichtet.',
    text: 'Viele Vorsprachen und Anrufe gelten allein der Frage, ob etwas fehlt. Eine kurze Rückmeldung erspart beiden Seiten Wege.',
    result: 'amended',
    votes: [16, 0, 0],
    related: [{ paper: 'antrag-rueckmeldung', kind: 'answers' }],
  },
  {
    key: 'verteilung-ehrenamt',
    kind: 'decision',
    title: 'Verteilung der Landesmittel für das Ehrenamt auf die Städte und Gemeinden',
    at: 6,
    leadUnit: 'ki',
    proposal: 'Die Mittel werden je zur Hälfte nach Einwohnerzahl und nach Zuweisungen verteilt.',
    text: 'Der Schlüssel wurde mit den Städten und Gemeinden in der AG Integration abgestimmt.',
    result: 'unchanged',
    votes: [13, 1, 2],
  },
  {
    key: 'arbeitsplan-antragsstand',
    kind: 'report',
    title: 'Rückmeldung zum Antragsstand: Arbeitsplan der Projektgruppe',
    at: 5,
    leadUnit: 'kim',
    proposal: 'Zur Kenntnis.',
    text: 'Die Projektgruppe beginnt mit dem Folgeantrag und der Niederlassungserlaubnis und erprobt die Rückmeldung an zwei Standorten.',
    result: 'noted',
    related: [{ paper: 'pg-antragsstand', kind: 'answers' }],
  },
  {
    key: 'auszugsmanagement',
    kind: 'decision',
    title: 'Auszugsmanagement aus den Unterkünften',
    at: 5,
    toCouncil: true,
    leadUnit: 'kim',
    proposal:
      'In allen Städten und Gemeinden wird ein Auszugsmanagement eingerichtet. Sechs Monate nach dem Beschluss wird dem Ausschuss berichtet.',
    text: 'Anerkannte Familien bleiben in Unterkünften, weil Wohnungen fehlen und niemand bei der Suche hilft.',
    result: 'unchanged',
    votes: [12, 3, 1],
  },
  {
    key: 'antrag-anerkennung',
    kind: 'motion',
    title: 'Antrag: Beratung zur Anerkennung von Abschlüssen in den Rathäusern',
    at: 4,
    by: 'fraktion-c',
    text: 'Wer seinen Abschluss anerkennen lassen will, soll vor Ort beraten werden.',
    result: 'amended',
    votes: [16, 0, 0],
  },
  {
    key: 'bericht-anerkennung',
    kind: 'report',
    title: 'Anerkennungsberatung in den Rathäusern: Standorte und Zeiten',
    at: 3,
    leadUnit: 'ki',
    proposal: 'Zur Kenntnis.',
    text: 'Die Beratungsstelle kommt jeden Monat in sechs Rathäuser. Termine stehen im Wegweiser der Angebote.',
    result: 'noted',
    related: [{ paper: 'antrag-anerkennung', kind: 'answers' }],
  },
  {
    key: 'traeger-lotsen',
    kind: 'decision',
    title: 'Vergabe der Trägerschaft für die Integrationslotsinnen und Integrationslotsen',
    at: 3,
    public: false,
    leadUnit: 'amt-bildung-integration',
    proposal: 'Die Trägerschaft wird für drei Jahre vergeben; der Vertrag sieht einen jährlichen Nachweis vor.',
    text: 'Zwei Träger haben ein Angebot abgegeben. Die Wertung liegt als Anlage bei.',
    result: 'unchanged',
    votes: [15, 0, 1],
  },
  {
    key: 'ganztag',
    kind: 'decision',
    title: 'Ganztagsförderung für Seiteneinsteigende',
    at: 2,
    leadUnit: 'schulamt',
    proposal:
      'Schulen mit mehr als zehn Seiteneinsteigenden richten eine Förderung am Nachmittag ein. Dem Ausschuss wird einmal im Jahr berichtet.',
    text: 'Kinder, die mitten im Schuljahr kommen, brauchen am Nachmittag Zeit für die Sprache.',
    result: 'unchanged',
    votes: [16, 0, 0],
  },
  {
    key: 'bericht-schnittstellen',
    kind: 'report',
    title: 'Auswertung der Schnittstellen zwischen den Ämtern',
    at: 1,
    leadUnit: 'kim',
    proposal: 'Zur Kenntnis.',
    text: 'Die Verwaltung stellt vor, wie Übergaben zwischen den Ämtern gemessen werden, was die Zahlen sagen und was nicht.',
    result: 'noted',
  },
  {
    key: 'antrag-integrationskonzept',
    kind: 'motion',
    title: 'Antrag: Integrationskonzept von 2010 überprüfen',
    at: 0,
    by: 'fraktion-a',
    text: 'Seit das Konzept verabschiedet wurde, hat sich der Kreis verändert. Es soll geprüft werden, welche Maßnahmen noch passen und welche fehlen.',
    result: 'amended',
    votes: [14, 0, 2],
  },
  {
    key: 'bericht-ankommenszentrum',
    kind: 'report',
    title: 'Ankommenszentrum: Stand der Planung',
    at: 0,
    leadUnit: 'kim',
    proposal: 'Zur Kenntnis.',
    text: 'Erstorientierung, Anmeldung und Beratung sollen an einem Ort möglich sein. Der Bericht nennt die geprüften Standorte.',
    result: 'noted',
  },
  {
    key: 'bericht-erstberatung-naechster',
    kind: 'report',
    title: 'Schulische Erstberatung: Bericht zum neuen Schuljahr',
    at: -1,
    leadUnit: 'erstberatung',
    proposal: 'Zur Kenntnis.',
    text: 'Der Bericht schließt an den des Vorjahres an und stellt die Wartezeiten der drei Standorte gegenüber.',
    state: 'onAgenda',
    related: [{ paper: 'bericht-erstberatung', kind: 'related' }],
  },
  {
    key: 'kita-plaetze',
    kind: 'decision',
    title: 'Vermittlung von Plätzen in Kindertagesstätten für neu zugewanderte Familien',
    at: -1,
    leadUnit: 'jugendamt',
    proposal: 'Die Vermittlung wird in der Schulischen Erstberatung angesiedelt.',
    text: 'Familien erfahren oft erst in der Erstberatung, dass es freie Plätze in der Nachbargemeinde gibt.',
    state: 'internalReview',
  },
]
