/** What the room and its other parts may use of the gap register. */

export { gapFixedLists } from './fixedlists.ts'
export { gapInbox, searchGaps } from './inbox.ts'
export { gapPanels } from './panels.tsx'
export { gapPath, registerPath } from './paths.ts'
export { type Gap, getGap, listGaps } from './queries/gaps.ts'
export { gapRetention } from './retention.ts'
