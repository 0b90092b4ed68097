import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../kernel/clock.ts'
import { sealKeyFrom } from '../audit/index.ts'
import type { BackupSettings, Secrets } from '../config/index.ts'
import type { Database, MigrationSource, Tenant } from '../database/index.ts'
import { isRecipient, makeKeyPair } from './format/age.ts'
import { expiredBackups } from './keep.ts'
import { BackupRefused } from './refused.ts'
import { beginRun, endRun, expireRun, keptRuns } from './runs.ts'
import { openBackup } from './source.ts'
import { isVerified, type Verified, verifyBackup } from './verify.ts'
import { writeBackup } from './write.ts'

export interface RunOptions {
  readonly db: Database
  readonly sources: readonly MigrationSource[]
  readonly secrets: Secrets
  readonly clock: Clock
  /** Where the file goes, under a name that says what it is and when it was made. */
  readonly folder: string
  /** A name of the caller's own. */
  readonly fileName?: string
  /** For whom it is encrypted; none writes a plain file. */
  readonly recipients: readonly string[]
  /** One tenant instead of the whole installation. */
  readonly tenant?: Tenant
  /** By the schedule. */
  readonly planned: boolean
  /** Restored on trial as soon as it is written. */
  readonly verify: boolean
  readonly say?: (message: string) => void
}

export interface BackupMade {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  /** Undefined where it was not asked for. */
  readonly verified: Verified | undefined
}

/** Version of this program. */
export const programVersion: string = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }
).version

/**
 * Makes a backup, restores it on trial from the file as it lies on the disk, and notes how it went. To read an encrypted
 * file again without the operator's key, which is not here, it is encrypted for one key more, which lives in the memory of
 * this run and is forgotten with it.
 */
export async function runBackup(options: RunOptions): Promise<BackupMade> {
  const { db, secrets, clock, tenant, recipients, planned } = options
  const wrong = recipients.find((recipient) => !isRecipient(recipient))
  if (wrong) throw new BackupRefused(`${wrong} in NAHTLOS_BACKUP_RECIPIENT is mistyped: its checksum does not fit.`)
  const startedAt = new Date(clock.now())
  const id = await beginRun(db, {
    scope: tenant ? 'tenant' : 'whole',
    tenant: tenant?.key ?? null,
    planned,
    startedAt,
  })
  const name = options.fileName ?? fileNameOf(tenant?.key, startedAt, recipients.length > 0)
  const file = join(options.folder, name)
  let written: { readonly bytes: number; readonly sha256: string } | undefined
  try {
    const own = options.verify && recipients.length > 0 ? await makeKeyPair() : undefined
    written = await writeBackup({
      db,
      sealKey: sealKeyFrom(secrets),
      program: programVersion,
      now: clock.now(),
      file,
      recipients: own ? [...recipients, own.recipient] : recipients,
      ...(tenant && { tenant }),
    })
    const verified = options.verify ? await tryOut(options, file, own ? [own.identity] : []) : undefined
    const same = verified === undefined || isVerified(verified)
    const now = new Date(clock.now())
    await endRun(db, id, {
      result: same ? 'done' : 'different',
      endedAt: now,
      file: name,
      bytes: written.bytes,
      encrypted: recipients.length > 0,
      verifiedAt: verified && same ? now : null,
    })
    return { file, ...written, verified }
  } catch (error) {
    const about = written && { file: name, bytes: written.bytes, encrypted: recipients.length > 0 }
    const result = error instanceof BackupRefused ? 'refused' : 'failed'
    await endRun(db, id, { result, endedAt: new Date(clock.now()), ...about })
    throw error
  }
}

async function tryOut(options: RunOptions, file: string, identities: readonly string[]): Promise<Verified> {
  const { db, sources, secrets, say } = options
  const source = await openBackup(file, identities)
  return await verifyBackup({ db, sources, source, sealKey: sealKeyFrom(secrets), ...(say && { say }) })
}

/** `nahtlos-whole-20261116T021700Z.tar.age`: what it holds and when it was made, in UTC. */
export function fileNameOf(tenantKey: string | undefined, at: Date, isEncrypted: boolean): string {
  const instant = at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `nahtlos-${tenantKey ? `tenant-${tenantKey}` : 'whole'}-${instant}.tar${isEncrypted ? '.age' : ''}`
}

/** Removes the files of the schedule that have had their time. Returns how many. */
export async function expireBackups(
  db: Database,
  settings: BackupSettings & { readonly folder: string },
  now: number,
): Promise<number> {
  const runs = (await keptRuns(db)).map((run) => ({
    id: run.id,
    file: run.file,
    madeMs: run.startedAt.getTime(),
    verified: run.verifiedAt !== null,
  }))
  const expired = expiredBackups(runs, settings.keep)
  for (const { id, file } of expired) {
    if (file) await rm(join(settings.folder, file), { force: true })
    await expireRun(db, id, new Date(now))
  }
  return expired.length
}
