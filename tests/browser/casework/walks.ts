/** The five ways of the case work, told once: what somebody presses, types and chooses, by the words that stand there. */
import type { RoleKey } from '../../../src/platform/access/index.ts'
import type { File } from './scene.ts'

/** One field of a form, by its label. */
export type Field =
  | { readonly type: string; readonly text: string }
  /** One of a few, under the question above them. */
  | { readonly choose: string; readonly option: string }
  /** One of a list that opens. */
  | { readonly pick: string; readonly option: string }
  | { readonly tick: string }

export type Step =
  /** An entry of the navigation, and where it leads. */
  | { readonly enter: string; readonly at: string }
  /** A link, or the link of the row in which something stands; then the headline says where one is. */
  | { readonly follow: string; readonly headline?: string | RegExp }
  | { readonly row: string; readonly headline?: string | RegExp }
  /** What stands behind a link on a narrow page, and at once on a wide one. */
  | { readonly narrow: RegExp }
  | { readonly unfold: string }
  /** A form, by its button. With `wrong` it comes back: which field is named first, and what is said of it. */
  | {
      readonly send: string
      readonly fields?: readonly Field[]
      readonly wrong?: { readonly field: Field; readonly says: string }
      readonly sees?: readonly (string | RegExp)[]
    }

export interface Walk {
  /** Who signs in; nobody where a link opens the way. */
  readonly as?: RoleKey
  readonly steps: readonly Step[]
}

export type Form = Extract<Step, { readonly send: string }> & { readonly fields: readonly Field[] }

/** How a person calls a field. */
export const nameOf = (field: Field): string =>
  'type' in field ? field.type : 'pick' in field ? field.pick : 'tick' in field ? field.tick : field.choose

/** The same form with one field forgotten: it comes back, and what is missing is told. */
function forgetting({ send, fields }: Form, name: string, says: string): Step {
  const [field] = fields.filter((one) => nameOf(one) === name)
  return { send, fields: fields.filter((one) => one !== field), wrong: { field: field!, says } }
}

/** The forms of the five ways, filled in: what is lost with them is lost for good. */
export const theIntake: Form = {
  send: 'Entscheiden',
  fields: [
    { choose: 'Ist der Bedarf komplex?', option: 'Ja' },
    { choose: 'Sind mehrere Stellen beteiligt?', option: 'Ja' },
    { choose: 'Reichen die üblichen Wege nicht aus?', option: 'Ja' },
    { choose: 'Fehlen eigene Mittel und Unterstützung, um es allein zu schaffen?', option: 'Ja' },
    { choose: 'Ist die Person mit Case Management einverstanden?', option: 'Ja' },
    { pick: 'Wie kam die Person hierher?', option: 'Schule oder Kita' },
    { type: 'Begründung', text: 'Drei Stellen, keine weiß von der anderen.' },
  ],
  sees: ['Der Fall ist eröffnet.', 'Phase: Klärung'],
}

export const theNote: Form = {
  send: 'Vermerk speichern',
  fields: [
    { pick: 'Art', option: 'Telefonat' },
    { type: 'Am', text: '12.11.2026' },
    { type: 'Vermerk', text: 'Rückruf der Schule: Anmeldung liegt vor.' },
    { choose: 'Wer darf ihn lesen?', option: 'für das Team' },
  ],
  sees: ['Rückruf der Schule: Anmeldung liegt vor.', 'Telefonat'],
}

export const theHandover: Form = {
  send: 'Übergabe anbieten',
  fields: [
    { type: 'Zu „Lebensunterhalt“', text: 'Leistungen nach AsylbLG bis 30.11.2026' },
    { type: 'Was soll der Empfänger wissen?', text: 'Termine nachmittags, vormittags Kurs.' },
    { choose: 'Wie lange darf der Empfänger lesen?', option: '90 Tage, dann endet der Zugriff von selbst' },
  ],
}

export const theQuestion: Form = {
  send: 'Rückfrage senden',
  fields: [{ type: 'Was möchten Sie wissen?', text: 'Seit wann in Aulenstedt?' }],
  sees: ['Ihre Rückfrage ist gesendet.', 'Seit wann in Aulenstedt?'],
}

export const theClosing: Form = {
  send: 'Fall abschließen',
  fields: [
    { choose: 'Grund', option: 'Ziele erreicht' },
    { choose: 'Wie weit sind die Ziele erreicht?', option: 'größtenteils' },
  ],
  sees: ['Der Fall ist abgeschlossen.'],
}

const find = (reference: string): readonly Step[] => [
  { enter: 'Fälle', at: '/cases' },
  { narrow: /^Filter/ },
  { send: 'Anwenden', fields: [{ type: 'Aktenzeichen', text: reference }] },
  { follow: reference, headline: `${reference} · Mina Beispiel` },
]

/** Search before create, the person, the criteria, the decision. */
export const intake = (familyName: string): Walk => ({
  as: 'caseManager',
  steps: [
    { enter: 'Fälle', at: '/cases' },
    { follow: 'Fall eröffnen', headline: 'Person suchen' },
    { send: 'Suchen', wrong: { field: { type: 'Familienname oder Code', text: familyName }, says: 'fehlt' } },
    { send: 'Suchen', sees: ['Niemand gefunden'] },
    { follow: 'Person anlegen', headline: 'Person anlegen' },
    {
      send: 'Person anlegen',
      fields: [
        { type: 'Vorname', text: 'Ada' },
        { pick: 'Bevorzugte Sprache', option: 'Polnisch' },
        { tick: 'Sprachmittlung nötig' },
      ],
      sees: ['Die Person ist angelegt.'],
    },
    { follow: 'Fall eröffnen', headline: 'Fall eröffnen' },
    forgetting(theIntake, 'Ist der Bedarf komplex?', 'Bitte wählen Sie eine Möglichkeit.'),
    { send: theIntake.send, sees: theIntake.sees ?? [] },
  ],
})

export const note = ({ reference }: File): Walk => ({
  as: 'caseManager',
  steps: [
    ...find(reference),
    { follow: 'Vermerk', headline: 'Vermerk schreiben' },
    {
      send: theNote.send,
      fields: theNote.fields.map((field) => (nameOf(field) === 'Am' ? { type: 'Am', text: '31.11.2026' } : field)),
      wrong: { field: { type: 'Am', text: '12.11.2026' }, says: 'Der November hat 30 Tage.' },
    },
    { send: theNote.send, sees: theNote.sees ?? [] },
  ],
})

/** Receiver and purpose, what goes along, what is missing, a last look, sent. */
export const handover = ({ reference }: File): Walk => ({
  as: 'caseManager',
  steps: [
    ...find(reference),
    { follow: 'Übergabe vorbereiten', headline: 'Übergabe vorbereiten' },
    {
      send: 'Weiter zu den Angaben',
      fields: [
        { pick: 'An wen?', option: 'Jobcenter Kreis Auental' },
        { pick: 'Wofür?', option: 'KIM Case Management an Jobcenter' },
      ],
      sees: ['Der Empfänger sieht genau dies', 'Einwilligung vom 12.10.2026'],
    },
    forgetting(theHandover, 'Wie lange darf der Empfänger lesen?', 'Bitte wählen Sie eine Dauer.'),
    { send: 'Vorschau aktualisieren', sees: ['Termine nachmittags, vormittags Kurs.'] },
    { send: theHandover.send, sees: ['Die Übergabe an Jobcenter Kreis Auental ist angeboten.'] },
    { follow: 'Zur Übergabe', headline: /^Übergabe/ },
  ],
})

/** Somebody at the Jobcenter, with an account. */
export const answer = (reference: string): Walk => ({
  as: 'intake',
  steps: [
    { enter: 'Übergaben', at: '/handovers' },
    { row: reference, headline: /^Übergabe/ },
    { unfold: 'Rückfrage stellen' },
    forgetting(theQuestion, 'Was möchten Sie wissen?', 'Diese Angabe fehlt noch.'),
    { send: theQuestion.send, sees: theQuestion.sees ?? [] },
    { send: 'Übergabe annehmen', sees: ['Die Übergabe ist angenommen.'] },
    {
      send: 'Ersten Termin eintragen',
      fields: [{ type: 'Erster Termin oder erste Leistung am', text: '16.11.2026' }],
      sees: ['Der erste Termin ist eingetragen.'],
    },
  ],
})

/** The same without an account: the link came by mail, the PIN by telephone. */
export const answerByLink = (pin: string): Walk => ({
  steps: [
    {
      send: 'Übergabe öffnen',
      fields: [{ type: 'PIN', text: pin }],
      sees: ['Die Übergabe ist geöffnet.', '2 Erwachsene'],
    },
    { unfold: 'Rückfrage stellen' },
    {
      send: 'Rückfrage senden',
      fields: [{ type: 'Wer antwortet?', text: 'Vera Beispiel, Jobcenter' }],
      wrong: {
        field: { type: 'Was müssen Sie noch wissen?', text: 'Seit wann in Aulenstedt?' },
        says: 'Diese Angabe fehlt noch.',
      },
    },
    { send: 'Rückfrage senden', sees: ['Ihre Rückfrage ist angekommen.', 'Seit wann in Aulenstedt?'] },
    {
      send: 'Übergabe annehmen',
      fields: [{ type: 'Wer antwortet?', text: 'Vera Beispiel, Jobcenter' }],
      sees: ['Ihre Annahme ist eingetragen.'],
    },
  ],
})

/** Why it ends, and how far the goals were reached. */
export const closing = ({ reference }: File): Walk => ({
  as: 'caseManager',
  steps: [
    ...find(reference),
    { follow: 'Phase: Auswertung', headline: 'Phase, Team, Abschluss' },
    { follow: 'Zum Abschluss', headline: 'Fall abschließen' },
    forgetting(theClosing, 'Grund', 'Bitte wählen Sie eine Möglichkeit.'),
    { send: theClosing.send, sees: theClosing.sees ?? [] },
  ],
})
