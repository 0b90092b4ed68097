import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { ConfigError } from './error.ts'

/** What decides where data lies when nobody said it. */
export interface Whereabouts {
  /** Real path of the checkout. */
  readonly checkout: string
  /** Numeric user id, 0 for root; undefined where there is none. */
  readonly uid: number | undefined
  readonly home: string | undefined
  readonly xdgDataHome: string | undefined
}

/**
 * The data folder of a checkout: outside of it, so that deleting or cleaning the checkout never deletes data, and keyed by
 * its real path, so that two checkouts never share a database. Inside the checkout (`.data`) only where there is no home.
 */
export function defaultDataFolder(where: Whereabouts): string {
  const key = checkoutKey(where.checkout)
  if (where.uid === 0) return join('/var/lib/nahtlos', key)
  if (where.xdgDataHome && isAbsolute(where.xdgDataHome)) return join(where.xdgDataHome, 'nahtlos', key)
  if (where.home && isAbsolute(where.home) && where.home !== '/' && where.home !== '/nonexistent')
    return join(where.home, '.local/share/nahtlos', key)
  return join(where.checkout, '.data')
}

/** `main-1f3a5c7d9b`: readable, and short enough for the path of a socket. */
export function checkoutKey(checkout: string): string {
  const name = basename(checkout)
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .slice(0, 20)
  return `${name || 'checkout'}-${createHash('sha256').update(checkout).digest('hex').slice(0, 10)}`
}

/**
 * Makes the data folder. As root every folder made on the way may be passed through but not listed, because the database
 * below runs under another account; otherwise it is open to nobody else. Throws ConfigError saying what to do.
 */
export function makeDataFolder(folder: string): void {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700
  try {
    const first = mkdirSync(folder, { recursive: true, mode })
    // The umask may have closed what mkdir opened.
    if (first) for (let path = folder; path.startsWith(first); path = dirname(path)) chmodSync(path, mode)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ConfigError(
      `The data folder ${folder} cannot be ${['EACCES', 'EPERM', 'EROFS'].includes(code ?? '') ? 'written by this user' : `used (${code})`}. Set NAHTLOS_DATA to a folder that this user may write, or correct its owner.`,
    )
  }
}
