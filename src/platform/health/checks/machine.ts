import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { programVersion } from '../../config/index.ts'
import { asOwner, sql } from '../../database/index.ts'
import type { HealthFinding, InstallationCheck, MachineCheck } from '../check.ts'

const run = promisify(execFile)

const program: MachineCheck = {
  key: 'program.version',
  about: 'machine',
  async run(): Promise<HealthFinding> {
    const version = programVersion()
    const node = process.version.slice(1)
    return Number.parseInt(node, 10) < wantedNode
      ? { state: 'attention', code: 'old-node', values: { version, node, wanted: String(wantedNode) } }
      : { state: 'ok', code: 'fine', values: { version, node } }
  },
}

/** Major version of Node.js that the program is written for and brings. */
const wantedNode = 24

/**
 * Free space below which somebody should look, and below which writing will soon fail: the smaller of a share and an amount,
 * because a tenth of a large disk is plenty and ten gigabytes are more than some disks have.
 */
const leastSpace = {
  attention: { share: 0.15, bytes: 10 * 1024 ** 3, files: 0.05 },
  broken: { share: 0.03, bytes: 1024 ** 3, files: 0.01 },
} as const

export interface Space {
  readonly freeBytes: number
  readonly totalBytes: number
  readonly freeFiles: number
  /** 0 where the file system has no limit. */
  readonly totalFiles: number
}

/** Judges the room on a file system. */
export function judgeSpace({ freeBytes, totalBytes, freeFiles, totalFiles }: Space): HealthFinding {
  for (const state of ['broken', 'attention'] as const) {
    const { share, bytes, files } = leastSpace[state]
    if (freeBytes < Math.min(bytes, totalBytes * share))
      return { state, code: 'little', values: { freeBytes, totalBytes } }
    if (totalFiles > 0 && freeFiles / totalFiles < files) return { state, code: 'few-files', values: { freeFiles } }
  }
  return { state: 'ok', code: 'fine', values: { freeBytes, totalBytes } }
}

/** Room on the file system of a folder; where the folder is not there yet, of the one that it would be made in. */
export async function spaceAt(folder: string): Promise<Space> {
  let there = folder
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there)
  const { bavail, blocks, bsize, files, ffree } = await statfs(there)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize, freeFiles: ffree, totalFiles: files }
}

const disk: MachineCheck = {
  key: 'disk.data',
  about: 'machine',
  run: async ({ config }) => judgeSpace(await spaceAt(config.dataDir)),
}

/** How far the clocks of program and database may be apart: sessions, locks and seals compare their times. */
const apartMs = { attention: 2_000, broken: 60_000 }

const databaseClock: InstallationCheck = {
  key: 'clock.database',
  about: 'installation',
  async run({ db }): Promise<HealthFinding> {
    const before = Date.now()
    const { rows } = await asOwner(db, (tx) => sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(tx))
    const after = Date.now()
    // Between asking and answer the database said its time; the middle is the best guess.
    const apart = Math.abs((rows[0]?.now.getTime() ?? 0) - (before + after) / 2)
    const state = apart > apartMs.broken ? 'broken' : apart > apartMs.attention ? 'attention' : 'ok'
    return { state, code: state === 'ok' ? 'fine' : 'apart', values: { apartMs: Math.round(apart) } }
  },
}

/** Whether somebody keeps the machine's clock right. In containers the host does, and it cannot be read from inside. */
const synchronised: MachineCheck = {
  key: 'clock.synchronised',
  about: 'machine',
  async run({ signal }): Promise<HealthFinding> {
    const mark = '/run/systemd/timesync/synchronized'
    if (existsSync(mark)) return { state: 'ok', code: 'fine', values: { since: statSync(mark).mtime } }
    try {
      const { stdout } = await run('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
        signal,
        timeout: 2000,
      })
      if (stdout.trim() === 'yes') return { state: 'ok', code: 'yes' }
      if (stdout.trim() === 'no') return { state: 'attention', code: 'no' }
    } catch {
      // No systemd here, or it does not answer: then it cannot be told.
    }
    return { state: 'ok', code: 'unknown' }
  },
}

export const machineChecks = [program, disk, databaseClock, synchronised]
