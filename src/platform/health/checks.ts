import type { HealthCheck } from './check.ts'

/** All checks, in the order in which they are told. Parts of the platform add theirs here. */
export const healthChecks: readonly HealthCheck[] = []
