import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A folder of migrations and where they run. */
export interface MigrationSource {
  /** `network` for a room, `platform/audit` for a part of the platform. Recorded with each file, so it never changes. */
  readonly key: string
  readonly folder: URL
  /** Once in the shared schema, or in the schema of every tenant. */
  readonly scope: 'shared' | 'tenant'
}

export interface MigrationFile {
  readonly source: string
  /** `001_organisation.sql` */
  readonly name: string
  readonly path: string
  readonly sql: string
  readonly checksum: string
  /** `publish` for the views that insight may read (`NNN_name.publish.sql`). */
  readonly role: 'owner' | 'publish'
}

/**
 * The migrations of the platform's parts (`src/platform/<part>/migrations/{shared,tenant}`), found by looking. The database's own
 * come first because all others may refer to tenants.
 */
export function platformSources(): MigrationSource[] {
  const platform = new URL('../../', import.meta.url)
  const parts = readdirSync(platform, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort((a, b) => Number(b === 'database') - Number(a === 'database') || (a < b ? -1 : 1))
  return parts.flatMap((part) =>
    (['shared', 'tenant'] as const)
      .map((scope) => ({ key: `platform/${part}`, folder: new URL(`${part}/migrations/${scope}/`, platform), scope }))
      .filter((source) => existsSync(source.folder)),
  )
}

/** The migrations of rooms (`migrations/` below the room), in the order of the rooms: later ones may refer to earlier ones. */
export function roomSources(rooms: readonly { readonly key: string; readonly folder: URL }[]): MigrationSource[] {
  return rooms
    .map(({ key, folder }): MigrationSource => ({ key, folder: new URL('migrations/', folder), scope: 'tenant' }))
    .filter((source) => existsSync(source.folder))
}

/** The files of one source in their order. Throws Error for a file that has no place in it. */
export function readFiles(source: MigrationSource): MigrationFile[] {
  const names = readdirSync(source.folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const numbers = new Set<string>()
  return names.map((name) => {
    const path = fileURLToPath(new URL(name, source.folder))
    const match = /^(\d{3})_[a-z0-9_-]+(\.publish)?\.sql$/.exec(name)
    if (!match) throw new Error(`${path}: a migration is named 001_what_it_does.sql, or 001_what_it_does.publish.sql`)
    const number = match[1] as string
    if (numbers.has(number)) throw new Error(`${path}: there are two migrations with the number ${number}`)
    numbers.add(number)
    // Git may check files out with other line ends; that is no change.
    const sql = readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
    const checksum = createHash('sha256').update(sql).digest('hex')
    return { source: source.key, name, path, sql, checksum, role: match[2] ? 'publish' : 'owner' }
  })
}

/** Identifies a state of all migrations; the template database of the tests is keyed by it. */
export function fingerprint(sources: readonly MigrationSource[]): string {
  const hash = createHash('sha256')
  for (const source of sources)
    for (const file of readFiles(source)) hash.update(`${source.scope} ${source.key} ${file.name} ${file.checksum}\n`)
  return hash.digest('hex').slice(0, 16)
}
