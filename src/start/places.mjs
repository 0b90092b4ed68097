import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const checkout = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '')
export const modules = join(checkout, 'node_modules')

/**
 * Where compiled code is kept: in the checkout, or below the user's home where the checkout is closed to them; undefined where
 * both are. Never in a folder that others can write to, because what lies there is run.
 */
export function cacheFolder() {
  const candidates = [join(checkout, '.cache')]
  const home = homeOfUser()
  if (home)
    candidates.push(join(process.env.XDG_CACHE_HOME || join(home, '.cache'), 'nahtlos', checkout.replace(/\W+/g, '-')))
  return candidates.find((folder) => {
    try {
      mkdirSync(folder, { recursive: true })
      accessSync(folder, constants.W_OK)
      return true
    } catch {
      return false
    }
  })
}

function homeOfUser() {
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
