import type { Day } from '../../../kernel/day.ts'
import type { Cell } from './domain/cells.ts'

/** What becomes of a topic and goes back to those who reported its findings; the same words stand in cases/findings. */
export const newsKinds = [
  'topicFormed',
  'proposed',
  'accepted',
  'rejected',
  'deferred',
  'escalated',
  'measure',
  'offer',
  'target',
  'helped',
  'didNot',
  'tooEarly',
  'closed',
  'reopened',
] as const
export type NewsKind = (typeof newsKinds)[number]

export interface News {
  readonly kind: NewsKind
  /** The day that it is about: of the decision, of the start. */
  readonly on: Day
  /** What it became: the measure's or offer's name. */
  readonly title?: string
  /** Median wait in days before and after, for helped and didNot. */
  readonly before?: number
  readonly after?: number
}

/** The job that cases takes news by. It names cells, never a finding: the link to the author stays there. */
export const topicFormed = 'cases.topic-formed'

export interface TopicNews {
  readonly title: string
  readonly decisionOn: Day | null
  readonly cells: readonly Cell[]
  /** None: only the title or the date changed. */
  readonly news?: News
}
