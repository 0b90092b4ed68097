import { statfs } from 'node:fs/promises'
import type { Config } from '../config/index.ts'
import type { CopiedPlace, Manifest } from './format/manifest.ts'
import { BackupRefused } from './refused.ts'

/**
 * How much a restored row takes, measured against its text: with its head, its indexes and the log that is written with it.
 * Seen between 1.6 (long texts) and 3.1 (many short rows with four indexes).
 */
const spacePerByte = 3.5

/** What a place needs on the disk of the database, about. */
export function spaceFor(place: CopiedPlace): number {
  return Math.ceil(place.tables.reduce((sum, { bytes }) => sum + bytes, 0) * spacePerByte) + 32 * 1024 * 1024
}

/**
 * Throws BackupRefused when the embedded database lies on a disk that would run full; of a server we do not know it. `all`
 * for a restore; a trial needs only as much as the largest tenant.
 */
export async function mustHaveRoom(config: Config, manifest: Manifest, all: boolean): Promise<void> {
  if (config.database.kind !== 'embedded') return
  const needs = manifest.tenants.map(spaceFor)
  const needed = all ? needs.reduce((sum, one) => sum + one, 0) : Math.max(0, ...needs)
  const disk = await statfs(config.dataDir).catch(() => undefined)
  if (!disk) return
  const free = disk.bavail * disk.bsize
  if (free < needed)
    throw new BackupRefused(
      `The disk of ${config.dataDir} has ${inMb(free)} free, and this needs about ${inMb(needed)}. Make room, or take another folder: NAHTLOS_DATA`,
    )
}

const inMb = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`
