import type { Day } from '../../../kernel/day.ts'
import type { FrozenRelease } from '../../insight/index.ts'
import type { Verdict } from '../effects/domain/states.ts'
import type { EffectRow, Known, NeedEffectRow } from '../effects/figures.ts'
import type { GapState } from '../gaps/domain/states.ts'
import type { DecisionKind } from '../proposals/domain/states.ts'
import type { TopicState } from '../topics/index.ts'

/** A figure of a release: a number, or that it is below the least that the audience may see. */
export type ReportFigure = { readonly value: number } | { readonly below: number } | undefined

export interface ReportHurdle {
  readonly name: string
  readonly handOvers: ReportFigure
  readonly lostDays: ReportFigure
  readonly median: ReportFigure
}

export interface ReportDecision {
  readonly title: string
  readonly kind: DecisionKind
  readonly on: Day
  /** What it set going, in words of the register: "Maßnahme: …". */
  readonly became: readonly string[]
}

export interface ReportEffect {
  readonly title: string
  readonly target: string
  readonly verdict: Verdict
  readonly startsOn: Day
  /** Why it was changed what the measure is compared with after it had begun. */
  readonly late: readonly string[]
  /** A second person has found the verdict right. */
  readonly confirmed: boolean
  readonly row: Known<EffectRow>
  /** Of a gap: what was met before and since; undefined for an interface. */
  readonly needs: Known<NeedEffectRow> | undefined
  readonly release: FrozenRelease
}

/** All that the section says, read for one audience. Titles of topics, gaps and decisions only for papers that are not public. */
export interface ReportMaterial {
  readonly audience: 'steering' | 'public'
  readonly referenceDay: Day
  /** First day of the year that decisions are told of. */
  readonly since: Day
  readonly hurdles: readonly ReportHurdle[]
  readonly situation: FrozenRelease | undefined
  readonly topics: ReadonlyMap<TopicState, number>
  readonly gaps: ReadonlyMap<GapState, number>
  /** Open gaps by title, for papers that are not public. */
  readonly openGaps: readonly string[]
  readonly decisions: readonly ReportDecision[]
  readonly effects: readonly ReportEffect[]
}
