import type { MigrationSource } from '../database/index.ts'
import { readFiles } from '../database/migrate/sources.ts'
import type { CopiedPlace, Manifest } from './format/manifest.ts'
import { BackupRefused } from './refused.ts'

/**
 * Older backups are read by newer programs, for migrations are never changed and only added. Throws BackupRefused for one
 * that a newer program made, or one whose migrations are not those of this program.
 */
export function mustBeReadable(manifest: Manifest, sources: readonly MigrationSource[]): void {
  const places: [MigrationSource['scope'], CopiedPlace][] = [
    ['shared', manifest.shared],
    ...manifest.tenants.map((tenant): [MigrationSource['scope'], CopiedPlace] => ['tenant', tenant]),
  ]
  for (const [scope, place] of places) {
    const files = sources.filter((source) => source.scope === scope).flatMap(readFiles)
    const known = new Map(files.map((file) => [`${file.source}/${file.name}`, file.checksum]))
    for (const { source, name, checksum } of place.migrations) {
      const own = known.get(`${source}/${name}`)
      if (own === undefined)
        throw new BackupRefused(
          `The backup was made by a newer program (${manifest.program}): it has ${source}/${name}, which this one does not know. Restore it with that version, or a newer one.`,
        )
      if (own !== checksum)
        throw new BackupRefused(
          `${source}/${name} is not the migration that the backup was made with. Restore it with the program that made it (${manifest.program}), unchanged.`,
        )
    }
  }
}
