/** What the room and its other parts may use of effect checks. */
export { type NewCheck, planCheck } from './actions/plan.ts'
export { effectFixedLists } from './fixedlists.ts'
export { effectInbox, searchChecks } from './inbox.ts'
export { effectPanels } from './panels.tsx'
export { checkPath, effectsPath } from './paths.ts'
export { type Check, listChecks } from './queries/checks.ts'
export { effectRetention } from './retention.ts'
