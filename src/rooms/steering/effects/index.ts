/** What the room and its other parts may use of effect checks. */
export { planCheck } from './actions/plan.ts'
export { effectFixedLists } from './fixedlists.ts'
export { effectInbox, searchChecks } from './inbox.ts'
export { effectPanels } from './panels.tsx'
export { effectsPath } from './paths.ts'
export { effectRetention } from './retention.ts'
