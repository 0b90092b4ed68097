/** The door of retention: what the demo and other parts may use. Rooms offer their kinds by their contract. */
export { backupDaysSetting } from './backups.ts'
export { approveRun } from './decisions.ts'
export { eraseBatch } from './erasing.ts'
export { setHold } from './holds.ts'
export type { RetentionKind } from './kind.ts'
export { allKinds } from './kinds.ts'
export { decideRule, type RuleInput } from './rules.ts'
export { prepareRun } from './runs.ts'
