/** The door of identity: who can sign in, and what other parts and the command line need of it. */
export { type DemoMember, seedDemoMembers } from './demo.ts'
export { type LockReason, reasonsToLock } from './factors/lock.ts'
export { lockByOperator, unlockByOperator } from './factors/locking.ts'
export { resetFactorsOf } from './factors/reset.ts'
export { findActor } from './grants.ts'
export { createAdministratorLink, createPasswordLink, type PrintedLink } from './links.ts'
