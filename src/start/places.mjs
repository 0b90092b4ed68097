import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stop, text } from './messages.mjs'

export const checkout = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '')
export const modules = join(checkout, 'node_modules')

/**
 * Where compiled code is kept: as NAHTLOS_CACHE says, else in the checkout, else below the user's home where the checkout is
 * closed to them; undefined where both are. Never in a folder that others can write to, because what lies there is run.
 * Throws Stop when the folder that was named cannot be written.
 */
export function cacheFolder() {
  const given = process.env.NAHTLOS_CACHE
  if (given) {
    if (isWritable(given)) return given
    throw new Stop(
      text(
        `In den Ordner NAHTLOS_CACHE (${given}) kann dieser Benutzer nicht schreiben. Berichtigen Sie den Eigentümer, oder nennen Sie einen anderen Ordner.`,
        `This user cannot write to the folder NAHTLOS_CACHE (${given}). Correct its owner, or name another folder.`,
      ),
    )
  }
  const candidates = [join(checkout, '.cache')]
  const home = homeOfUser()
  if (home)
    candidates.push(join(process.env.XDG_CACHE_HOME || join(home, '.cache'), 'nahtlos', checkout.replace(/\W+/g, '-')))
  return candidates.find(isWritable)
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

export function homeOfUser() {
  try {
    return homedir()
  } catch {
    return undefined // a user id without an account
  }
}

/** The environment without the checkout's own programs in its PATH: a `node` among them disappears while it is replaced. */
export function outsideEnvironment() {
  const own = join(modules, '.bin')
  const path = (process.env.PATH ?? '').split(':').filter((folder) => folder !== own && folder !== dirname(ownNode()))
  return { ...process.env, PATH: path.join(':') }
}

/** The pinned Node.js of this platform; it need not be there. */
export function ownNode() {
  return join(modules, `node-${process.platform}-${process.arch}`, 'bin/node')
}
