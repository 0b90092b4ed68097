/** Errors whose message says what to do. A stack trace would only hide it. */
const told = new Set([
  'ConfigError',
  'EmbeddedUnavailable',
  'DatabaseRefused',
  'MigrationRefused',
  'PortRefused',
  'Conflict',
  'NotFound',
  'Usage',
  'BackupRefused',
])

/** Wrong use of a command that its options cannot express. */
export class Usage extends Error {
  override name = 'Usage'
}

/** What a command says when it fails: the message of an error that was meant for people, else everything about it. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return told.has(error.name) ? error.message : (error.stack ?? error.message)
}
