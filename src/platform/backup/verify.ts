import { createPublicKey, type KeyObject } from 'node:crypto'
import { type Finding, type SealKey, verifyAudit } from '../audit/index.ts'
import { quoteIdentifier } from '../database/escape.ts'
import type { Database, MigrationSource, Tenant } from '../database/index.ts'
import { migrateTo, migrateUnused } from '../database/migrate/migrate.ts'
import { CopySum, copyOut } from './dump.ts'
import { type CopiedPlace, type CopiedTenant, placeOf, sharedPlace } from './format/manifest.ts'
import { beginLoading } from './load.ts'
import { fillPlaces } from './restore.ts'
import { openWorkshop } from './scratch.ts'
import { copyingSession, reading } from './session.ts'
import type { BackupSource } from './source.ts'
import { rowsOf } from './tables.ts'
import { mustBeReadable } from './versions.ts'

export interface VerifyOptions {
  readonly db: Database
  readonly sources: readonly MigrationSource[]
  readonly source: BackupSource
  /** The installation's own key; that of the backup stands in it. */
  readonly sealKey: SealKey
  readonly say?: (message: string) => void
}

export interface Verified {
  readonly tables: number
  readonly rows: number
  /** Tables whose rows came out of the restore as something else. */
  readonly different: readonly string[]
  /** What the audit's own check found, by tenant. */
  readonly seals: readonly { readonly tenant: string; readonly finding: Finding }[]
}

/** Nothing differs and every seal holds. */
export function isVerified({ different, seals }: Verified): boolean {
  return different.length === 0 && seals.length === 0
}

/**
 * Restores a backup into scratch schemas, one tenant after the other, reads every table again and compares it with what was
 * written, checks the seals of the audit, migrates forward as a restore would, and removes it all. Nothing of it is ever
 * reachable from a page. Needs as much space as the largest tenant.
 */
export async function verifyBackup(options: VerifyOptions): Promise<Verified> {
  const { db, sources, source, say = () => undefined } = options
  mustBeReadable(source.manifest, sources)
  const found = { tables: 0, rows: 0, different: [] as string[], seals: [] as Verified['seals'][number][] }
  const workshop = await openWorkshop(db)
  try {
    await fillPlaces(source, async (place, copied) => {
      const scope = place === sharedPlace ? 'shared' : 'tenant'
      const schema = workshop.scratchName()
      await workshop.make(schema)
      await migrateTo(db, sources, schema, scope, copied.migrations)
      const loading = await beginLoading(db, schema, copied)
      return {
        loading,
        async finish() {
          await loading.finish()
          found.tables += copied.tables.length
          found.rows += copied.tables.reduce((sum, { rows }) => sum + rows, 0)
          found.different.push(...(await differences(db, schema, copied)).map((table) => `${place}/${table}`))
          const tenant = source.manifest.tenants.find(({ key }) => placeOf(key) === place)
          await migrateUnused(db, sources, schema, scope)
          if (tenant) found.seals.push(...(await checkSeals(options, tenant, schema)))
          await workshop.drop(schema)
          say(`${tenant?.key ?? 'accounts and tenants'}: ${copied.tables.length} tables`)
        },
      }
    })
    return found
  } finally {
    await workshop.close()
  }
}

/** Tables of a schema that hold something else than the manifest says. */
export async function differences(db: Database, schema: string, place: CopiedPlace): Promise<string[]> {
  return await copyingSession(db, reading, async (client) => {
    await client.query(`SET LOCAL search_path = ${quoteIdentifier(schema)}`)
    const different: string[] = []
    for (const table of place.tables) {
      const sum = new CopySum()
      for await (const raw of copyOut(client, rowsOf(schema, table))) sum.add(raw)
      const { rows, sha256 } = sum.result()
      if (rows !== table.rows || sha256 !== table.sha256) different.push(table.name)
    }
    return different
  })
}

/** Entries that waited for the sealer when the backup was made still wait; that is no finding. */
async function checkSeals({ db, source, sealKey }: VerifyOptions, { key, name }: CopiedTenant, schema: string) {
  const { id, publicKey } = source.manifest.sealKey
  const keys = new Map<string, KeyObject>([
    [sealKey.id, sealKey.publicKey],
    [id, createPublicKey(publicKey)],
  ])
  const tenant: Tenant = { key, name, schema, demo: false, origin: null, land: 'NW', features: {} }
  const report = await verifyAudit(db, tenant, { keys })
  return report.findings.map((finding) => ({ tenant: key, finding }))
}
