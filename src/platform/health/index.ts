/** The door of health: whether everything is in order, and what to do where it is not. */
export type { HealthCheck, HealthState } from './check.ts'
export { healthChecks } from './checks.ts'
export { examine, type HealthResult, worstOf } from './examine.ts'
export { type HealthWords, wordsOf } from './words.ts'
