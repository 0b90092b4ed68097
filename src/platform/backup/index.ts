/** The door of backups: what is kept so that nothing is lost, and how it comes back. */

export { type Exported, exportTenant } from './export/export.ts'
export { makeKeyPair } from './format/age.ts'
export { finishMove, moveTenant, undoMove } from './move.ts'
export { restore } from './restore.ts'
export { mustHaveRoom } from './room.ts'
export { runBackup } from './run.ts'
export { type BackupRun, lastBackups, lastRuns } from './runs.ts'
export { type BackupSource, openBackup } from './source.ts'
export { isVerified, type Verified, verifyBackup } from './verify.ts'
