/** The codelists of the council side. Codes stand in the database and in exports; the words stand in the messages. */

/** Kinds of papers: Beschluss-, Berichts-, Mitteilungs-, Sitzungsvorlage, Antrag, Anfrage, Antwort, Ergänzungs-, Tischvorlage, Niederschrift. */
export const paperKinds = [
  'decision',
  'report',
  'information',
  'session',
  'motion',
  'question',
  'answer',
  'supplementary',
  'table',
  'minutes',
] as const
export type PaperKind = (typeof paperKinds)[number]

/** Kinds that a party group hands in; the administration answers. */
export const groupKinds: readonly PaperKind[] = ['motion', 'question']

export const paperStates = ['draft', 'internalReview', 'released', 'onAgenda', 'final', 'withdrawn'] as const
export type PaperState = (typeof paperStates)[number]

/** What an earlier paper is to a later one. */
export const relationKinds = ['superordinate', 'related', 'answers', 'supplements'] as const
export type RelationKind = (typeof relationKinds)[number]

/** OParl 1.1 Consultation.role: Anhörung, Entscheidung, Kenntnisnahme, Vorberatung. */
export const consultationRoles = ['preparation', 'hearing', 'decision', 'information'] as const
export type ConsultationRole = (typeof consultationRoles)[number]

export const results = [
  'none',
  'unchanged',
  'amended',
  'noted',
  'postponed',
  'rejected',
  'referred',
  'withdrawn',
] as const
export type Result = (typeof results)[number]

/** Results by which a body has adopted a wording, from which a resolution arises. */
export const adoptingResults: readonly Result[] = ['unchanged', 'amended']

export const obligationKinds = ['report', 'review', 'implement', 'fund'] as const
export type ObligationKind = (typeof obligationKinds)[number]

export const obligationStates = ['open', 'inProgress', 'delayed', 'done', 'doneReported'] as const
export type ObligationState = (typeof obligationStates)[number]

/** What happened to an obligation; `reported` is the closing report, shown to the body once. */
export const obligationEvents = ['recorded', 'moved', 'reassigned', 'discharged', 'reopened', 'reported'] as const
export type ObligationEvent = (typeof obligationEvents)[number]

export const dueKinds = ['nextMeeting', 'onDay', 'workingDays', 'monthsAfter', 'ongoing', 'none'] as const
export type DueKind = (typeof dueKinds)[number]

/** What keeps a history of changes. */
export type SubjectKind = 'paper' | 'consultation' | 'obligation'

/** What an obligation may be about. */
export type AboutKind = 'measure' | 'concept'
