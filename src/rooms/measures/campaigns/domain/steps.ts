/** What a campaign and a report go through, as data. */

/** `asking`: the units may answer. `closed`: the register of that day is kept as a snapshot and no link leads in. */
export const campaignStates = ['draft', 'asking', 'closed'] as const
export type CampaignState = (typeof campaignStates)[number]

export const reportStates = ['submitted', 'approved', 'returned'] as const
export type ReportState = (typeof reportStates)[number]

interface Step<State extends string> {
  readonly from: readonly State[]
  readonly to: State
}

const campaignSteps = {
  change: { from: ['draft'], to: 'draft' },
  start: { from: ['draft'], to: 'asking' },
  answer: { from: ['asking'], to: 'asking' },
  remind: { from: ['asking'], to: 'asking' },
  extend: { from: ['asking'], to: 'asking' },
  'return-report': { from: ['asking'], to: 'asking' },
  close: { from: ['asking'], to: 'closed' },
} as const satisfies Record<string, Step<CampaignState>>
export type CampaignStep = keyof typeof campaignSteps

const reportSteps = {
  approve: { from: ['submitted'], to: 'approved' },
  return: { from: ['submitted'], to: 'returned' },
} as const satisfies Record<string, Step<ReportState>>
export type ReportStep = keyof typeof reportSteps

/** The state after a step; undefined where it cannot be taken. */
export function afterStep(state: CampaignState, step: CampaignStep): CampaignState | undefined {
  const { from, to }: Step<CampaignState> = campaignSteps[step]
  return from.includes(state) ? to : undefined
}

/** The same for a report. */
export function afterDecision(state: ReportState, step: ReportStep): ReportState | undefined {
  const { from, to }: Step<ReportState> = reportSteps[step]
  return from.includes(state) ? to : undefined
}

/**
 * How far one question of a campaign is, from the report that was last sent for it. A returned report is open again: the
 * unit has to say something else.
 */
export const itemStates = ['approved', 'submitted', 'returned', 'open'] as const
export type ItemState = (typeof itemStates)[number]

export const itemStateOf = (report: ReportState | null): ItemState => report ?? 'open'

export const isOpen = (state: ItemState): boolean => state === 'open' || state === 'returned'

/** How many questions stand how, for the bar of a campaign. */
export interface Progress {
  readonly approved: number
  readonly submitted: number
  readonly open: number
}

export const totalOf = ({ approved, submitted, open }: Progress): number => approved + submitted + open

/** What the column "Letzte Meldung" of the register says of a measure. */
export type LastReportState = 'open' | 'submitted' | 'approved' | 'silent' | 'none'

/** After so many days without an approved report a measure counts as silent: two years. */
export const silentAfterDays = 730
