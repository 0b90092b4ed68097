import { z } from 'zod'
import { BackupRefused } from '../refused.ts'

/** Version of the format. A program reads all versions up to its own. */
export const formatVersion = 1

/** Name of the entry that says what a backup holds. It comes last, because sums and counts are known only then. */
export const manifestName = 'manifest.json'

const migration = z.object({ source: z.string(), name: z.string(), checksum: z.string() })

const table = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  /** What the rows are in order of. */
  order: z.array(z.string()),
  rows: z.number().int(),
  /** Of the rows as COPY writes them (text), before compression. */
  bytes: z.number().int(),
  sha256: z.string(),
})

const sequence = z.object({ name: z.string(), last: z.string(), called: z.boolean() })

const job = z.object({
  task: z.string(),
  payload: z.unknown(),
  key: z.string().nullable(),
  runAt: z.string(),
  maxAttempts: z.number().int(),
  priority: z.number().int(),
})

const place = z.object({ migrations: z.array(migration), tables: z.array(table), sequences: z.array(sequence) })

const schema = z.object({
  format: z.number().int(),
  id: z.uuid(),
  madeAt: z.iso.datetime(),
  /** Versions of the program and of PostgreSQL that wrote it. */
  program: z.string(),
  postgres: z.string(),
  scope: z.enum(['whole', 'tenant']),
  /** The key that seals the audit there, so that seals can be checked elsewhere. */
  sealKey: z.object({ id: z.string(), publicKey: z.string() }),
  /** The rows of the schema that all tenants share: all of them, or those that belong to the tenant. */
  shared: place,
  tenants: z.array(place.extend({ key: z.string(), name: z.string(), schema: z.string(), jobs: z.array(job) })),
})

export type Manifest = z.infer<typeof schema>
export type CopiedTable = z.infer<typeof table>
export type CopiedSequence = z.infer<typeof sequence>
export type CopiedJob = z.infer<typeof job>
export type CopiedPlace = z.infer<typeof place>
export type CopiedTenant = Manifest['tenants'][number]

/** Throws BackupRefused for what this program cannot read. */
export function readManifest(content: Buffer): Manifest {
  const given: unknown = JSON.parse(content.toString('utf8'))
  const format = (given as { format?: unknown })?.format
  if (typeof format === 'number' && format > formatVersion)
    throw new BackupRefused(
      `The backup has format ${format}, this program reads up to ${formatVersion}. Restore it with the version of the program that wrote it, or a newer one.`,
    )
  const read = schema.safeParse(given)
  if (!read.success) throw new BackupRefused('The file is no backup of this program: its manifest says something else.')
  return read.data
}

/** Where the parts of a table lie in the archive: parts of several MB, each compressed by itself. */
export function partName(place: string, table: string, number: number): string {
  return `${place}/${table}/${String(number).padStart(5, '0')}.zst`
}

/** The folder of a tenant in the archive. */
export const placeOf = (tenantKey: string): string => `tenants/${tenantKey}`
export const sharedPlace = 'shared'

/** The place and the table that an entry belongs to; undefined for the manifest. */
export function partOf(name: string): { readonly place: string; readonly table: string } | undefined {
  const match = /^(shared|tenants\/[^/]+)\/([^/]+)\/\d+\.zst$/.exec(name)
  return match ? { place: match[1] as string, table: match[2] as string } : undefined
}
