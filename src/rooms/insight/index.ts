/** The door of insight, the gate between the people's side and the structure's side. */
import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'
import { retention as ofUploads } from './explore/retention.ts'
import { travelPath } from './gaps/travel/paths.ts'
import { writeJob } from './logexport/actions.ts'
import { writeLog } from './logexport/making.ts'
import { retention as ofExports } from './logexport/retention.ts'
import { routes } from './routes.tsx'

export { type ControllingSheet, controllingFigures } from './controlling/figures.ts'
export {
  type EffectAsked,
  type EffectSheet,
  effectFigures,
  type PowerSheet,
  powerDrops,
  powerFigures,
} from './effects/figures.ts'
export {
  type NeedEffectAsked,
  type NeedEffectSheet,
  type NeedPowerSheet,
  needEffectFigures,
  needGains,
  needPowerFigures,
} from './effects/needs.ts'
export { type FindingText, findingFigures, findingTexts } from './findings/figures.ts'
export type { FindingCell, FindingGroup } from './findings/queries.ts'
export { type GapQuestion, gapFigures, oneGapFigures, readGaps } from './gaps/questions.ts'
export type { Cell, Guarded, GuardedTable, GuardProof, WhyWithheld } from './gate/guarded.ts'
export { type FrozenRelease, freeze, frozenRelease, latestRelease } from './gate/ledger.ts'
export { releaseSituation } from './gate/situation.ts'
export { interfaceFigures, readQuestion } from './questions.ts'
export { type Audience, NotReleased, type Proof, type Released, type Rule, release, type Withheld } from './release.ts'

export const room: Room = {
  key: 'insight',
  folder: new URL('.', import.meta.url),
  rights,
  routes,
  retention: [...ofUploads, ...ofExports],
  jobs: { [writeJob]: writeLog },
  administration: [
    {
      path: travelPath,
      label: 'insight.travel.title',
      detail: 'insight.travel.detail',
      right: 'insight.travel-times',
      group: 'content',
      order: 60,
    },
  ],
  navigation: [
    { path: '/situation', label: 'insight.title', right: 'insight.read', order: 10 },
    { path: '/interfaces', label: 'insight.interfaces', right: 'insight.read', order: 12 },
    { path: '/gaps', label: 'insight.gaps.title', right: 'insight.read', order: 13 },
  ],
}
