/** The engine as a library: columns in, figures out. What is not named here is not for use. */

export { always, type Calendar, type Hours, weekly } from './causes/calendar.ts'
export { type CausesOptions, causesOfWaits, type RecordedStep } from './causes/causes.ts'
export type { CausesOfWaits, TransitionCauses, WaitCauses } from './causes/results.ts'
export { attack, type Leak } from './disclosure/audit.ts'
export { type CellKeyRule, cellKey, countsBehind, perturb, transitionTable } from './disclosure/cellkey.ts'
export { attackChanged } from './disclosure/changed.ts'
export { isDominated, mayShowQuantile } from './disclosure/dominance.ts'
export { LeakedBefore, protect } from './disclosure/protect.ts'
export { countsBehindFive, roundToFive } from './disclosure/rounding.ts'
export type { CountTable } from './disclosure/suppression.ts'
export type { Cell } from './disclosure/system.ts'
export { effectOf } from './effects/effect.ts'
export { needEffectOf } from './effects/needcheck.ts'
export { needPowerOf } from './effects/needpower.ts'
export type * from './effects/needresults.ts'
export { powerOf } from './effects/power.ts'
export type * from './effects/results.ts'
export { type Counted, type LogFigures, logFigures } from './follows/cases.ts'
export {
  type DeadlineFigures,
  type DeadlineOptions,
  deadlineFigures,
  instantsOf,
  serviceTimes,
} from './follows/deadlines.ts'
export { type EdgeFigures, type EdgeOptions, edgeFigures, type Total } from './follows/edges.ts'
export { directlyFollows, handovers } from './follows/follow.ts'
export { type MonthOfPassages, type MonthOptions, monthsOf } from './follows/months.ts'
export { markers, type OpenPassages, type OpenRule } from './follows/open.ts'
export { type EdgeQuantiles, edgeQuantiles } from './follows/pack.ts'
export type { EdgeRank, LargestCase, RankOptions } from './follows/ranking.ts'
export { type Rework, reworkFigures } from './follows/rework.ts'
export type { SelectionOptions } from './follows/selection.ts'
export { DAY, type FollowIssues, type FollowOptions, type Follows, type HandoverOptions } from './follows/types.ts'
export { type Waits, waitsOf } from './follows/waits.ts'
export { analyseGap, analyseGaps } from './gaps/analyse.ts'
export { type NeedColumns, type NeedFilter, type NeedQuestion, type NeedRow, needColumns } from './gaps/needs.ts'
export {
  centreDistances,
  type Distances,
  type ReachOffer,
  type ReachTown,
  reachByTown,
  type TownReach,
} from './gaps/reach.ts'
export { needRecords } from './gaps/records.ts'
export { ANY, type GapCell, type GapDetail, type GapFigures, type Gaps, type TopicFigures } from './gaps/results.ts'
export { analyseInterface } from './hurdles/detail.ts'
export { type PassageRecords, passageRecords } from './hurdles/records.ts'
export type * from './hurdles/results.ts'
export { analysePassages } from './hurdles/situation.ts'
export {
  type Codes,
  type EventLog,
  type LabelColumn,
  labelColumn,
  MISSING,
  missingCode,
  plainCodes,
} from './log.ts'
export {
  ARRIVED,
  BOTH_SIDES,
  DECLINED,
  ESTIMATED,
  NO_DAY,
  OPEN,
  type Passages,
  SENDER_ONLY,
  WITHDRAWN,
} from './passages.ts'
export { type Change, changesOfSeries, changesOfWaits } from './statistics/changes.ts'
export { type ChartPoint, type ControlChart, controlChart, type Signal } from './statistics/control.ts'
export {
  type Funnel,
  type FunnelLimits,
  type FunnelPlace,
  type FunnelPoint,
  funnel,
  winsorisedDispersion,
} from './statistics/funnel.ts'
export { type Share, wilson } from './statistics/proportions.ts'
export { quantile, vectorOf } from './statistics/quantiles.ts'
export {
  type Estimate,
  kaplanMeier,
  type SurvivalCurve,
  type SurvivalFigures,
  survivalFigures,
  survivalLimits,
  survivalMedian,
  timeAtShare,
} from './statistics/survival.ts'
export type { Vector } from './statistics/vector.ts'
