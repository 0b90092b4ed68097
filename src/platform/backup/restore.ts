import { type Database, listTenants, type MigrationSource, migrate } from '../database/index.ts'
import { migrateTo, migrateUnused } from '../database/migrate/migrate.ts'
import { type Arriving, isWhole, type Restored, type RestoreOptions } from './arriving.ts'
import { type CopiedPlace, type Manifest, placeOf, sharedPlace } from './format/manifest.ts'
import { beginLoading, type Loading } from './load.ts'
import { mapAccounts, mergeShared, remapAccounts } from './merge.ts'
import { BackupRefused } from './refused.ts'
import { resealSettings } from './reseal.ts'
import { openWorkshop, type Workshop } from './scratch.ts'
import type { Querying } from './session.ts'
import type { BackupSource } from './source.ts'
import { noteRestored } from './takeover.ts'
import { mustBeReadable } from './versions.ts'

/**
 * Restores a whole backup into an empty installation, or one tenant beside others. Every tenant is filled in a schema that
 * nobody knows of, at the state of migrations that it was backed up at, and migrated forward; one transaction at the end
 * puts all of them into use. Killed before that, nothing is there but schemas that the next run removes. Throws
 * BackupRefused, whose message says what to do.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { db, sources, source, say = () => undefined } = options
  const { manifest } = source
  mustBeReadable(manifest, sources)
  const arriving = await whoArrives(options)
  await mustBeCurrent(db, sources)
  await mustBeFree(db, options, arriving)
  const workshop = await openWorkshop(db)
  try {
    const scratch = workshop.scratchName()
    await fillAll(options, workshop, scratch, arriving)
    say('Putting it into use.')
    const merged = await mergeShared({ ...options, workshop, scratch, arriving })
    const restored = arriving.map(({ from, key }) => ({ key, tables: from.tables.length, rows: rowsIn(from) }))
    for (const { key } of arriving) await noteRestored(db, key, manifest)
    return { tenants: restored, ...merged }
  } finally {
    await workshop.close()
  }
}

async function whoArrives({ db, source, tenantKey, as }: RestoreOptions): Promise<Arriving[]> {
  const { manifest } = source
  const all = manifest.tenants
  const chosen = tenantKey === undefined ? all : all.filter(({ key }) => key === tenantKey)
  if (chosen.length === 0)
    throw new BackupRefused(
      tenantKey === undefined
        ? 'The backup holds no tenant.'
        : `The backup holds no tenant ${tenantKey}; it holds: ${all.map(({ key }) => key).join(', ')}`,
    )
  if (as !== undefined && chosen.length > 1)
    throw new BackupRefused(
      `--as names one tenant, and the backup holds ${chosen.length}. Choose one: --tenant <key> (${all.map(({ key }) => key).join(', ')})`,
    )
  if (as !== undefined && (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(as) || as.length > 32))
    throw new BackupRefused(
      `"${as}" cannot be a key: lower-case letters, digits and single hyphens, at most 32, beginning with a letter.`,
    )
  return chosen.map((from) => {
    const key = as ?? from.key
    return { from, key, schema: db.names.tenant(key) }
  })
}

/** Other tenants are not migrated on the side; an empty installation is. */
async function mustBeCurrent(db: Database, sources: readonly MigrationSource[]): Promise<void> {
  const { existed, steps, tenants } = await migrate(db, sources, { dryRun: true })
  if (steps.length === 0) return
  if (existed && tenants > 0)
    throw new BackupRefused('This installation is not up to date with its program. Run first: npx nahtlos migrate')
  await migrate(db, sources)
}

async function mustBeFree(db: Database, options: RestoreOptions, arriving: readonly Arriving[]): Promise<void> {
  const there = await listTenants(db)
  if (isWhole(options) && there.length > 0)
    throw new BackupRefused(
      `A whole backup is restored into an empty installation, and this one has tenants: ${there.map(({ key }) => key).join(', ')}. Restore one tenant (--tenant <key>), or take another data folder (NAHTLOS_DATA) or database.`,
    )
  for (const { key, schema } of arriving)
    if (there.some((tenant) => tenant.key === key || tenant.schema === schema))
      throw new BackupRefused(
        `There is a tenant ${key} already, and a restore overwrites nothing. Restore beside it under another key: --as <key>`,
      )
}

/** Reads the backup once and fills a scratch schema with the shared rows and a new schema for each tenant. */
async function fillAll(
  options: RestoreOptions,
  workshop: Workshop,
  scratch: string,
  arriving: readonly Arriving[],
): Promise<void> {
  const { db, sources, source, say = () => undefined } = options
  const targets = new Map(arriving.map((one) => [placeOf(one.from.key), one]))
  await fillPlaces(source, async (place, copied) => {
    const isShared = place === sharedPlace
    const target = targets.get(place)
    if (!isShared && !target) return undefined
    const schema = target?.schema ?? scratch
    const scope = isShared ? 'shared' : 'tenant'
    if (target) say(`Restoring ${target.key}: ${target.from.tables.length} tables, ${rowsIn(target.from)} rows.`)
    await workshop.make(schema)
    await migrateTo(db, sources, schema, scope, copied.migrations)
    const loading = await beginLoading(db, schema, copied)
    return {
      loading,
      async finish() {
        await loading.finish(target && ((client) => adapt(client, options, scratch, target)))
        await migrateUnused(db, sources, schema, scope)
        if (isShared) await mapAccounts(db, scratch, arriving)
        if (target && target.key !== target.from.key) say(`It gets the key ${target.key}.`)
      },
    }
  })
}

/** What names accounts and holds secrets of the place it comes from. */
async function adapt(client: Querying, options: RestoreOptions, scratch: string, to: Arriving): Promise<void> {
  await remapAccounts(client, scratch, to.schema)
  const sealing = { secrets: options.secrets, former: options.formerSecrets }
  await resealSettings(client, to.schema, { from: to.from.key, to: to.key }, sealing)
}

interface Filling {
  readonly loading: Loading
  finish(): Promise<void>
}

/**
 * Walks through a backup once, place by place; `begin` says what becomes of each (undefined: it is passed over). Places
 * without a row have no part in the file and are begun and finished too.
 */
export async function fillPlaces(
  source: BackupSource,
  begin: (place: string, copied: CopiedPlace) => Promise<Filling | undefined>,
): Promise<void> {
  const waiting = placesIn(source.manifest)
  let current: { readonly place: string; readonly filling: Filling | undefined } | undefined
  async function moveTo(place: string | undefined): Promise<void> {
    while (current?.place !== place || current === undefined) {
      await current?.filling?.finish()
      current = undefined
      const next = waiting.shift()
      if (!next) return
      current = { place: next.place, filling: await begin(next.place, next.copied) }
    }
  }
  try {
    for await (const { place, table, raw } of source.parts()) {
      if (current?.place !== place) await moveTo(place)
      if (!current) throw new BackupRefused(`The backup holds rows of ${place} where none belong.`)
      await current.filling?.loading.write(table, raw)
    }
    await moveTo(undefined)
  } catch (error) {
    current?.filling?.loading.drop()
    throw error
  }
}

function placesIn(manifest: Manifest): { place: string; copied: CopiedPlace }[] {
  return [
    { place: sharedPlace, copied: manifest.shared },
    ...manifest.tenants.map((tenant) => ({ place: placeOf(tenant.key), copied: tenant })),
  ]
}

function rowsIn(place: CopiedPlace): number {
  return place.tables.reduce((sum, { rows }) => sum + rows, 0)
}
