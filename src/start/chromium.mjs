import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Stop, say, text } from './messages.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * The path of a Chromium for the browser tests: given (NAHTLOS_CHROMIUM), the system's, else installed by apt when we are
 * root, else Playwright's. Throws Stop naming the one command to run; the tests are never skipped for want of a browser.
 */
export function findChromium(node) {
  const given = process.env.NAHTLOS_CHROMIUM
  if (given) {
    if (runs(given)) return given
    throw new Stop(
      text(`NAHTLOS_CHROMIUM nennt ${given}; das läuft nicht.`, `NAHTLOS_CHROMIUM names ${given}, which does not run.`),
    )
  }
  return ofSystem() ?? byApt() ?? byPlaywright(node) ?? missing()
}

function ofSystem() {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/snap/bin']
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => isProgram(path) && runs(path))
}

function byApt() {
  if (process.getuid?.() !== 0 || !isProgram('/usr/bin/apt-get')) return undefined
  say('Chromium fehlt; ich installiere es mit apt-get.', 'Chromium is missing; installing it with apt-get.')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const options of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ])
    if (spawnSync('apt-get', options, { stdio: ['ignore', 2, 2], env }).status !== 0) return undefined
  return ofSystem()
}

/** Its browser when it is there already, else downloaded, which it does below the user's home. */
function byPlaywright(node) {
  const path = playwrightPath(node)
  if (path && existsSync(path)) return runs(path) ? path : undefined
  say('Chromium fehlt; ich versuche das von Playwright.', "Chromium is missing; trying Playwright's.")
  const cli = join(playwrightFolder(), 'cli.js')
  spawnSync(node, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2], timeout: 600_000 })
  return path && existsSync(path) && runs(path) ? path : undefined
}

function playwrightFolder() {
  return join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '..')
}

function playwrightPath(node) {
  const script = `process.stdout.write(require(${JSON.stringify(playwrightFolder())}).chromium.executablePath())`
  const asked = spawnSync(node, ['-e', script], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout : undefined
}

function missing() {
  const command = process.getuid?.() === 0 ? 'apt-get install chromium' : 'sudo apt-get install chromium'
  throw new Stop(
    text(
      `Die Tests brauchen Chromium, und es war nicht zu beschaffen. Installieren Sie es mit:\n\n    ${command}\n`,
      `The tests need Chromium, and it could not be had. Install it with:\n\n    ${command}\n`,
    ),
  )
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A distribution's placeholder that only points to another package source is not a browser. */
function runs(path) {
  const asked = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 })
  return asked.status === 0 && /chrom/i.test(asked.stdout)
}
