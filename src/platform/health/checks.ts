import { backupChecks } from '../backup/health.ts'
import { signInChecks } from '../identity/factors/health.ts'
import { directoryChecks } from '../identity/federation/health.ts'
import { retentionChecks } from '../retention/health.ts'
import type { HealthCheck } from './check.ts'
import { auditChecks } from './checks/audit.ts'
import { certificateChecks } from './checks/certificate.ts'
import { databaseChecks } from './checks/database.ts'
import { jobsChecks } from './checks/jobs.ts'
import { machineChecks } from './checks/machine.ts'
import { mailChecks } from './checks/mail.ts'
import { tenantChecks } from './checks/tenants.ts'
import { textChecks } from './checks/texts.ts'

/** All checks, in the order in which they are told. Parts of the platform add theirs here. */
export const healthChecks: readonly HealthCheck[] = [
  ...machineChecks,
  ...databaseChecks,
  ...jobsChecks,
  ...mailChecks,
  ...auditChecks,
  ...certificateChecks,
  ...tenantChecks,
  ...textChecks,
  ...backupChecks,
  ...directoryChecks,
  ...signInChecks,
  ...retentionChecks,
]
