import { hkdfSync, randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { makeDataFolder } from './datafolder.ts'
import { ConfigError } from './error.ts'

/** All secrets of one installation, derived from the one that is kept. */
export interface Secrets {
  /** A secret of its own for each purpose (HKDF, RFC 5869), the same on every host that shares the master secret. */
  derive(purpose: string, bytes?: number): Buffer
}

export function secretsFrom(master: string): Secrets {
  return {
    derive: (purpose, bytes = 32) => Buffer.from(hkdfSync('sha256', master, 'nahtlos', purpose, bytes)),
  }
}

/**
 * The secrets of this installation: as given, or from the file in the data folder, which is made on the first start.
 * Throws ConfigError when the given file cannot be read or holds too little.
 */
export async function openSecrets(config: Config): Promise<Secrets> {
  if (config.secret) return secretsFrom(config.secret)
  if (config.secretFile) return secretsFrom(await readSecret('NAHTLOS_SECRET_FILE', config.secretFile))
  const file = join(config.dataDir, 'secret')
  await makeSecret(config.dataDir, file)
  return secretsFrom(await readSecret('the secret of the data folder', file))
}

async function readSecret(what: string, file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(`${what} (${file}) cannot be read: ${error.code}`)
  })
  if (text.trim().length < 32)
    throw new ConfigError(`${what} (${file}) needs at least 32 characters; make one with: openssl rand -base64 33`)
  return text.trim()
}

/** Written beside and linked into place: two starts at once agree on one, and a crash leaves none half written. */
async function makeSecret(folder: string, file: string): Promise<void> {
  makeDataFolder(folder)
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(`${randomBytes(33).toString('base64')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
}
