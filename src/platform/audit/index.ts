/** The door of the audit: what was done, looked at or refused, sealed so that a later change is found. */
export { type ExportedCheckpoint, exportCheckpoints, readExported } from './export.ts'
export { type Acting, type Entry, record, recordAttempt, recordLook } from './record.ts'
export { sealAudit } from './seal.ts'
export { keyIdOf, publicKeyText, type SealKey, sealKeyFrom } from './signature.ts'
export { type AuditReport, type Finding, type FindingCode, verifyAudit } from './verify.ts'
