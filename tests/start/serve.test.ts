/** `npm start` from the first time on: together with another, again, killed, for a real district. */
import { afterAll, expect, test } from 'vitest'
import type { Browser } from '../../src/platform/http/testing.ts'
import { codeAt, keyOf } from '../../src/platform/identity/factors/totp.ts'
import { browserAt, databaseIn, killGroup, makeDataFolder, type Program, pressCtrlC, start } from './program.ts'

const data = makeDataFolder()
afterAll(() => data.remove())

const settings = { NAHTLOS_DATA: data.path, NAHTLOS_LOG: 'warn' }
const serve = () => start(['serve'], { env: { ...settings, PORT: '0' } })
const textAt = async (address: string) => {
  const answer = await fetch(address)
  return `${answer.status} ${(await answer.text()).trim()}`
}

test('two first starts at once, one killed while it loads the demo: the other takes over, a third joins', async () => {
  const both = [serve(), serve()]
  const loading = await Promise.race(both.map((one) => one.says('Loading the demo tenants')))
  const killed = both.find((one) => one === loading) as Program
  const taking = both.find((one) => one !== loading) as Program
  killGroup(killed)
  await killed.ended
  const address = await taking.address
  expect(await textAt(`${address}/healthz`)).toBe('200 ok')
  expect(await textAt(`${address}/readyz`)).toBe('200 ready')
  const coordinator = browserAt(address, 'auental')
  const entered = await coordinator.post('/sign-in/demo', { role: 'coordinator' }, { from: '/sign-in' })
  expect(entered.status).toBe(303)
  const situation = await coordinator.get('/situation')
  expect(situation.text).toContain('15 Schnittstellen')

  const third = serve()
  const joined = await third.address
  expect(joined).not.toBe(address)
  expect(third.stderr()).toBe('')
  pressCtrlC(taking)
  expect((await taking.ended).code).toBe(0)
  expect(await textAt(`${joined}/readyz`)).toBe('200 ready')
  third.process.kill('SIGTERM')
  const { code, stdout } = await third.ended
  expect(code).toBe(0)
  expect(databaseIn(data.path)).toBeUndefined()
  // Nothing but the address, for whoever starts it from a program.
  expect(stdout).toBe(`Nahtlos: ${joined}\n`)
}, 180_000)

test('a real district: quick start, the administrator by a link, nothing acknowledged lost with kill -9', async () => {
  const began = performance.now()
  const first = serve()
  const address = await first.address
  process.stdout.write(`second start: ${Math.round(performance.now() - began)} ms to the address\n`)
  expect(first.stderr()).toBe('')

  const made = await start(['tenant', 'create', 'kreis-probe', '--name', 'Kreis Probe'], {
    env: { ...settings, NAHTLOS_ORIGIN: address },
  }).ended
  expect(made.code).toBe(0)
  expect(made.stdout).toMatch(new RegExp(`^${address}/kreis-probe/welcome/\\S+\n$`))

  const administrator = browserAt(address, 'kreis-probe')
  const link = new URL(made.stdout.trim()).pathname.replace('/kreis-probe', '')
  const password = 'vier Segel warten am Kai'
  const person = { name: 'Person A', email: 'a@kreis-probe.test', password, again: password }
  expect(await administrator.post(link, person)).toMatchObject({ status: 303, to: '/' })
  const key = await setUpApp(administrator)
  expect((await administrator.get(link)).status).toBe(410)
  const invited = await administrator.post('/admin/users/new', {
    name: 'Person B',
    email: 'b@kreis-probe.test',
    roles: ['coordinator'],
    validFrom: '01.01.2026',
  })
  expect(invited.status).toBe(200)

  // The database alone: whoever asks next waits until it is back.
  process.kill(databaseIn(data.path) as number, 'SIGKILL')
  expect((await administrator.get('/admin/users')).text).toContain('Person B')
  // Both.
  killGroup(first)
  process.kill(databaseIn(data.path) as number, 'SIGKILL')
  await first.ended
  const second = serve()
  const later = browserAt(await second.address, 'kreis-probe')
  expect(await later.post('/sign-in', { email: person.email, password })).toMatchObject({ to: '/sign-in/second' })
  // The code that set it up was used; an app shows the next one half a minute later, and one step ahead is taken.
  expect(await later.post('/sign-in/second', { way: 'totp', code: codeAt(key, Date.now() + 30_000) })).toMatchObject({
    status: 303,
    to: '/',
  })
  const users = await later.get('/admin/users')
  expect(users.text).toContain('Person B')

  // No one-click way in, neither on the page nor behind it.
  const stranger = browserAt(await second.address, 'kreis-probe')
  expect((await stranger.get('/sign-in')).text).not.toContain('name="role"')
  const forced = await stranger.post('/sign-in/demo', { role: 'administrator' }, { from: '/sign-in' })
  expect(forced.status).toBe(404)
  expect(await stranger.get('/admin/users')).toMatchObject({ status: 303 })

  const verified = await start(['audit', 'verify', 'kreis-probe', '--json'], { env: settings }).ended
  expect(JSON.parse(verified.stdout)).toMatchObject({ findings: [] })
  expect(verified.code).toBe(0)
  pressCtrlC(second)
  expect((await second.ended).code).toBe(0)
  expect(databaseIn(data.path)).toBeUndefined()
}, 180_000)

/** Sets up an app as second factor on the page that a first sign-in leads to. Returns its key. */
async function setUpApp(browser: Browser): Promise<Uint8Array> {
  const { text } = await browser.get('/sign-in/set-up')
  const typed = /<code[^>]*>([A-Z2-7 ]{30,})<\/code>/.exec(text)?.[1] ?? ''
  const key = keyOf(typed.replaceAll(' ', ''))
  const sealed = /name="key" value="([^"]*)"/.exec(text)?.[1] ?? ''
  const done = await browser.post('/sign-in/set-up', { way: 'totp', key: sealed, code: codeAt(key, Date.now()) })
  expect(done.text).toContain('Wiederherstellungscodes')
  return key
}

test('told to end while it starts, it ends', async () => {
  const program = serve()
  // Its database is up, so it is on the way; the address was not printed yet.
  while (databaseIn(data.path) === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
  pressCtrlC(program)
  const { code, signal } = await program.ended
  expect({ code, signal }).toEqual({ code: 0, signal: null })
  expect(databaseIn(data.path)).toBeUndefined()
}, 180_000)

test.each([
  ['Ctrl-C', pressCtrlC],
  ['a killed npm', ({ process: npm }: Program) => npm.kill('SIGKILL')],
])(
  'npm start: %s takes program and database along',
  async (_what, end) => {
    const npm = start(['start'], { command: ['npm'], env: { ...settings, PORT: '0' } })
    const address = await npm.address
    expect(await textAt(`${address}/readyz`)).toBe('200 ready')
    end(npm)
    await npm.ended
    await expect.poll(() => databaseIn(data.path), { timeout: 30_000 }).toBeUndefined()
    await expect(fetch(`${address}/healthz`)).rejects.toThrow('fetch failed')
  },
  180_000,
)
