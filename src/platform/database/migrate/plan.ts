import type { MigrationFile } from './sources.ts'

/** What a schema remembers of a file that ran in it. */
export interface AppliedMigration {
  readonly source: string
  readonly name: string
  readonly checksum: string
}

/** `newer`: the database was migrated by a newer program. `changed`, `order`: somebody changed files of this one. `busy`: a lock was not to be had. */
export type RefusedBecause = 'newer' | 'changed' | 'order' | 'busy'

/** The database and the program do not fit together. The message says what to do. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused'
  readonly because: RefusedBecause

  constructor(because: RefusedBecause, message: string) {
    super(message)
    this.because = because
  }
}

/**
 * The files that a schema still lacks, in order. Throws MigrationRefused when one that ran has been changed, when one ran that
 * this program does not know (the program is older than the database), or when a file turned up before one that ran.
 */
export function pendingFiles(
  schema: string,
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): MigrationFile[] {
  const keyOf = ({ source, name }: { source: string; name: string }) => `${source}/${name}`
  const known = new Map(files.map((file) => [keyOf(file), file]))
  const last = new Map<string, string>()
  for (const row of applied) {
    const file = known.get(keyOf(row))
    if (!file)
      throw new MigrationRefused(
        'newer',
        `The database is newer than this program: ${schema} has ${keyOf(row)}, which this version does not know. Start the version that wrote it, or a newer one.`,
      )
    if (file.checksum !== row.checksum)
      throw new MigrationRefused(
        'changed',
        `${file.path} was changed after it had run in ${schema}. Restore it as it was (git checkout) and put the change into a new file.`,
      )
    if ((last.get(row.source) ?? '') < row.name) last.set(row.source, row.name)
  }
  const done = new Set(applied.map(keyOf))
  const pending = files.filter((file) => !done.has(keyOf(file)))
  for (const file of pending) {
    const latest = last.get(file.source)
    if (latest && file.name < latest)
      throw new MigrationRefused(
        'order',
        `${file.path} comes before ${latest}, which has already run in ${schema}. Give it a number after that one.`,
      )
  }
  return pending
}
