import type { Day } from '../../../../kernel/day.ts'

/**
 * Everything a report says, as plain values: gathered once by queries, composed by pure rules. No count is in here that
 * can be counted from what is in here.
 */
export interface ReportMaterial {
  /** `Kreis Auental · Der Landrat`: stands at the head. */
  readonly issuer: string
  readonly leadUnit: string | null
  /** Whoever presents it in the meeting, as an office. */
  readonly rapporteur: string | null
  /** `066/2023`; null while the council's office has given no number. */
  readonly reference: string | null
  readonly subject: string
  readonly isPublic: boolean
  readonly simulated: boolean
  readonly createdOn: Day
  /** The day on which everything is counted. */
  readonly referenceDay: Day
  readonly consultations: readonly ConsultationStep[]
  readonly proposedResolution: string
  readonly occasion: Occasion | null
  readonly basis: Basis
  readonly concepts: readonly ReportConcept[]
  /** Names of the fields of action in the order of the codelist. */
  readonly fields: readonly string[]
  readonly measures: readonly ReportMeasure[]
  /** The last report before this one, with which states are compared. */
  readonly previous: PreviousReport | null
  readonly reviews: readonly ReportReview[]
  /** Obligations that go on the annex: those of the same body that are open, and those of this resolution. */
  readonly followUp: readonly FollowUpRow[]
}

export type ConsultationRole = 'hearing' | 'decision' | 'information' | 'preparation'

export interface ConsultationStep {
  readonly body: string
  readonly on: Day | null
  readonly role: ConsultationRole
}

export interface Occasion {
  readonly body: string
  readonly bodyShort: string | null
  readonly decidedOn: Day
  readonly agendaNumber: string | null
  /** Paragraphs, to the letter. */
  readonly wording: readonly string[]
  /** The motion that led to the resolution. */
  readonly motion: {
    readonly originator: string | null
    readonly on: Day | null
    readonly reference: string | null
  } | null
  readonly obligations: readonly ReportObligation[]
}

export type ObligationKind = 'report' | 'review' | 'implement' | 'fund'

export interface ReportObligation {
  readonly id: string
  /** From 1, in the order of the resolution. */
  readonly position: number
  readonly kind: ObligationKind
  /** Quoted part of the resolution. */
  readonly wording: string
  readonly responsible: string | null
  readonly due: Day | null
  readonly state: ObligationState
  /** Met by this paper. */
  readonly discharged: boolean
  /** What met it before: `066/2023`. */
  readonly metBy: string | null
}

export type ObligationState = 'open' | 'inProgress' | 'delayed' | 'done' | 'doneReported'

/** What the measures were read from. */
export type Basis =
  | { readonly kind: 'register' }
  | { readonly kind: 'snapshot'; readonly name: string; readonly takenOn: Day }

export interface ReportConcept {
  readonly key: string
  readonly title: string
  readonly shortTitle: string | null
  readonly adoptedOn: Day | null
  readonly adoptedBy: string | null
  readonly presentedOn: Day | null
  readonly successor: string | null
  /** On this day the funding rule begins to ask for a renewal. */
  readonly reviewDueOn: Day | null
  /** What a public source says about it, where the register does not hold every measure: quoted, never counted. */
  readonly statement: { readonly text: string; readonly source: string; readonly on: Day | null } | null
}

/** The states of the register, as far as a report tells them apart; a measure is in exactly one. */
export const reportStates = [
  'established',
  'running',
  'planned',
  'stalled',
  'suspended',
  'notStarted',
  'completed',
  'adapted',
  'discontinued',
] as const
export type ReportState = (typeof reportStates)[number]

export interface ReportMeasure {
  readonly key: string
  readonly number: string
  readonly title: string
  readonly state: ReportState
  readonly since: Day | null
  readonly reason: string | null
  /** In the order of the codelist; a measure is named under its first field. */
  readonly fields: readonly string[]
  /** Keys of concepts. */
  readonly concepts: readonly string[]
  readonly centreRole: 'responsible' | 'involved' | 'none'
  readonly responsible: string | null
  readonly throughKim: boolean
  readonly plannedFrom: Day | null
  /** From the last approved report of the responsible office. */
  readonly nextStep: { readonly text: string; readonly asOf: Day } | null
  /** On the previous report's day; null: was not in the register then. */
  readonly before: ReportState | null
}

/** What the present states are compared with: a report, or a snapshot where there was none. */
export interface PreviousReport {
  readonly kind: 'report' | 'snapshot'
  readonly reference: string | null
  readonly title: string
  readonly day: Day
}

export const verdicts = ['keep', 'adapt', 'merge', 'drop', 'continueThroughKim'] as const
export type Verdict = (typeof verdicts)[number]

export interface ReportReview {
  readonly concept: string
  readonly begunOn: Day
  readonly closedOn: Day | null
  /** Measures to be judged. */
  readonly total: number
  /** Those for which the lead has decided. */
  readonly decided: number
  /** Of the decided ones. */
  readonly byVerdict: Readonly<Record<Verdict, number>>
  /** Measures that are not to go on as they are; only of a concluded review: before, reasons are opinions. */
  readonly adjusted: readonly { readonly title: string; readonly verdict: Verdict; readonly reason: string }[]
}

export interface FollowUpRow {
  readonly id: string
  readonly decidedOn: Day
  readonly body: string
  readonly wording: string
  readonly responsible: string | null
  readonly due: Day | null
  readonly state: ObligationState
  /** Met by this paper. */
  readonly discharged: boolean
  readonly note: string | null
}
