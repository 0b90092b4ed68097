/** A backup cannot be made, read or restored as asked. The message says what to do and holds no contents. */
export class BackupRefused extends Error {
  override name = 'BackupRefused'
}
