/**
 * The way in, in a checkout of its own: its npm is played by a script that notes how it was called, since what is tested is
 * when and how we install, not npm.
 */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const original = fileURLToPath(new URL('../../', import.meta.url))
let checkout: string
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'install-'))
  for (const path of ['bootstrap.mjs', 'src/start', 'src/platform/process'])
    cpSync(join(original, path), join(checkout, path), { recursive: true })
  // The loader needs esbuild only for pages; there are none here.
  write('src/main.ts', "console.log('main', ...process.argv.slice(2))")
  write('package.json', '{ "type": "module" }')
  write('package-lock.json', lockFile('1.0.0'))
  mkdirSync(join(checkout, 'bin'))
  npm('exit 0')
})
afterEach(() => rmSync(checkout, { recursive: true, force: true }))

const write = (path: string, text: string) => writeFileSync(join(checkout, path), text)
const lockFile = (version: string) =>
  JSON.stringify({
    packages: {
      '': {},
      'node_modules/a': { version, integrity: 'x' },
      'node_modules/b': { version: '1', optional: true },
    },
  })

/** An npm that notes its call and then installs esbuild's version file, as far as the loader asks for it. */
function npm(rest: string): void {
  const script = `#!/bin/sh
echo "$@" >> ${checkout}/npm.log
mkdir -p ${checkout}/node_modules/esbuild
echo '{"version":"1"}' > ${checkout}/node_modules/esbuild/package.json
${rest}`
  writeFileSync(join(checkout, 'bin/npm'), script, { mode: 0o755 })
}

const environment = () => ({ PATH: `${checkout}/bin:/usr/bin:/bin`, HOME: checkout, LANG: 'C' })
const start = (...rest: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [join(checkout, 'bootstrap.mjs'), ...rest], { encoding: 'utf8', env: environment() })
const calls = () => {
  try {
    return readFileSync(join(checkout, 'npm.log'), 'utf8').trim().split('\n')
  } catch {
    return []
  }
}

test('the first start installs what the lock file says, the second one nothing', () => {
  const first = start('serve', '--x')
  expect(first.stdout).toBe('main serve --x\n')
  expect(first.stderr).toMatch(/^Nahtlos installs what is missing \(npm ci\)/)
  expect(calls()).toEqual([expect.stringMatching(/^ci .*--ignore-scripts/)])
  expect(start('serve')).toMatchObject({ stdout: 'main serve\n', stderr: '', status: 0 })
  expect(calls()).toHaveLength(1)
})

test('another lock file is installed', () => {
  start()
  write('package-lock.json', lockFile('2.0.0'))
  expect(start().stdout).toBe('main\n')
  expect(calls()).toHaveLength(2)
})

test('packages that somebody installed themselves are taken, unless they are others', () => {
  mkdirSync(join(checkout, 'node_modules/esbuild'), { recursive: true })
  write('node_modules/esbuild/package.json', '{"version":"1"}')
  write(
    'node_modules/.package-lock.json',
    lockFile('1.0.0')
      .replace('"":{},', '')
      .replace(/,"node_modules\/b".*?}/, ''),
  )
  expect(start().stdout).toBe('main\n')
  expect(calls()).toEqual([])
  rmSync(join(checkout, 'node_modules/.nahtlos-installed'))
  write('node_modules/.package-lock.json', lockFile('0.9.0').replace('"":{},', ''))
  start()
  expect(calls()).toHaveLength(1)
})

test('serving does without the packages for development, the tests do not', () => {
  write(
    'package-lock.json',
    lockFile('1.0.0').replace('"node_modules/b"', '"node_modules/c":{"version":"1","dev":true},$&'),
  )
  mkdirSync(join(checkout, 'node_modules/esbuild'), { recursive: true })
  write('node_modules/esbuild/package.json', '{"version":"1"}')
  // As `npm ci --omit=dev` leaves it.
  write('node_modules/.package-lock.json', lockFile('1.0.0').replace('"":{},', ''))
  for (let i = 0; i < 2; i++) expect(start('serve').stdout).toBe('main serve\n')
  expect(calls()).toEqual([])
  start('test')
  expect(calls()).toHaveLength(1)
})

test('of two first starts at once one installs and the other waits', async () => {
  npm('sleep 1')
  const starts = [0, 1].map(() =>
    spawn(process.execPath, [join(checkout, 'bootstrap.mjs')], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  const outcomes = await Promise.all(
    starts.map(async (one) => {
      let error = ''
      one.stderr.on('data', (chunk) => {
        error += chunk
      })
      const [code] = await once(one, 'close')
      return { code, error }
    }),
  )
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0])
  expect(calls()).toHaveLength(1)
  expect(outcomes.map(({ error }) => error).join('')).toMatch(/Process \d+ is installing; waiting for it\./)
})

test('when a start is killed while it installs, the next one waits for its npm', async () => {
  // The first one takes long enough for the next start to find it, however busy the machine is.
  npm('test -e begun || { touch begun; sleep 5; }; echo done >> npm.log')
  const first = spawn(process.execPath, [join(checkout, 'bootstrap.mjs')], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await once(first.stderr, 'data')
  // Its npm is at work, and it has said so where the next start looks: itself and the npm.
  const here = () => (calls().length === 0 ? [] : readdirSync(join(checkout, '.cache/installing')))
  while (here().length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
  first.kill('SIGKILL')
  await once(first, 'exit')
  const next = start()
  expect(next.stderr).toMatch(/Process \d+ is installing; waiting for it\./)
  expect(next.stdout).toBe('main\n')
  expect(calls().map((call) => call.split(' ')[0])).toEqual(['ci', 'done', 'ci', 'done'])
})

describe('what goes wrong is told with its remedy:', () => {
  test.each([
    [
      'npm error network request to https://… failed, reason: getaddrinfo ENOTFOUND',
      /registry cannot be reached\. Connect this machine/,
    ],
    ['npm error code EACCES', /this user may not write to .* Run npm ci there once as its owner/],
    ['npm error nospc ENOSPC: no space left', /The disk is full\. About 1 GB is needed/],
    ['npm error something else', /npm ci failed:\nnpm error something else/],
  ])('%s', (said, message) => {
    npm(`echo '${said}' >&2; exit 1`)
    const ended = start()
    expect(ended.status).toBe(1)
    expect(ended.stdout).toBe('')
    expect(ended.stderr).toMatch(message)
    expect(ended.stderr).not.toMatch(/at .*install\.mjs/)
  })

  test('in German where the terminal is', () => {
    npm(`echo 'npm error code EAI_AGAIN' >&2; exit 1`)
    const ended = spawnSync(process.execPath, [join(checkout, 'bootstrap.mjs')], {
      encoding: 'utf8',
      env: { ...environment(), LANG: 'de_DE.UTF-8' },
    })
    expect(ended.stderr).toMatch(/Nahtlos installiert, was fehlt .*\nDas Paketverzeichnis ist nicht erreichbar\./)
  })

  test('no npm at all', () => {
    rmSync(join(checkout, 'bin/npm'))
    const ended = spawnSync(process.execPath, [join(checkout, 'bootstrap.mjs')], {
      encoding: 'utf8',
      env: { ...environment(), PATH: `${checkout}/bin` },
    })
    expect(ended.stderr).toContain('npm is missing. Install Node.js with npm.')
  })
})
