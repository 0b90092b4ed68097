import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkoutKey, defaultDataFolder, makeDataFolder } from './datafolder.ts'
import { ConfigError, checkoutFolder, openSecrets, readConfig, secretsFrom } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const secret = 'x'.repeat(32)
const server = { DATABASE_URL: 'postgres://owner:p%40ss@db:5432/nahtlos', NAHTLOS_SECRET: secret }

test('nothing has to be set', () => {
  expect(readConfig({ HOME: '/home/ada' })).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    origin: 'http://localhost:8080',
    database: { kind: 'embedded', durable: true },
    schemaPrefix: '',
    logLevel: 'info',
    demo: true,
    secret: undefined,
  })
})

test('an empty variable counts as absent', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8080, database: { kind: 'embedded' } })
})

test.each([
  [{ PORT: '9000' }, 'http://localhost:9000'],
  [{ PORT: '9000', HOST: '0.0.0.0' }, 'http://localhost:9000'],
  [{ HOST: '10.1.2.3' }, 'http://10.1.2.3:8080'],
  [{ HOST: '::1' }, 'http://[::1]:8080'],
  [{ NAHTLOS_ORIGIN: 'https://kreis.example/' }, 'https://kreis.example'],
])('%j is reached at %s', (env, origin) => {
  expect(readConfig(env).origin).toBe(origin)
})

test('a server database gets no demo unless asked for', () => {
  expect(readConfig(server)).toMatchObject({ demo: false, database: { kind: 'server', app: undefined } })
  expect(readConfig({ ...server, NAHTLOS_DEMO: 'on' }).demo).toBe(true)
})

test('the clock can be stopped', () => {
  const { clock } = readConfig({ NAHTLOS_NOW: '2026-11-16T23:30:00Z' })
  expect([clock.now(), clock.today()]).toEqual([Date.parse('2026-11-16T23:30:00Z'), '2026-11-17'])
})

describe('what cannot be used is refused, with what to do', () => {
  test.each<[Record<string, string>, string]>([
    [{ PORT: 'http' }, 'PORT is "http" but must be a number from 0 to 65535, such as 8080'],
    [{ PORT: '70000' }, 'PORT is "70000" but must be a number from 0 to 65535, such as 8080'],
    [{ PORT: '-1' }, 'PORT is "-1" but must be a number'],
    [{ NAHTLOS_ORIGIN: 'kreis.example' }, 'must be scheme and host without a path'],
    [{ NAHTLOS_ORIGIN: 'https://kreis.example/pfad' }, 'must be scheme and host without a path'],
    [{ NAHTLOS_LOG: 'loud' }, 'must be one of debug, info, warn, error, silent'],
    [{ NAHTLOS_DEMO: 'yes' }, 'NAHTLOS_DEMO is "yes" but must be on or off'],
    [{ NAHTLOS_NOW: 'soon' }, 'must be an instant such as'],
    [{ NAHTLOS_POOL: '0' }, 'must be a number from 1 to 999'],
    [{ NAHTLOS_PROXIES: 'one' }, 'must be the number of reverse proxies'],
    [{ NAHTLOS_SECRET: 'short' }, 'NAHTLOS_SECRET needs at least 32 characters'],
    [{ ...server, DATABASE_URL: 'mysql://a@b/c' }, 'DATABASE_URL must be an address such as postgres://'],
    [{ ...server, DATABASE_URL: 'postgres://a@b' }, 'DATABASE_URL must be an address such as postgres://'],
    [{ DATABASE_URL: server.DATABASE_URL }, 'NAHTLOS_SECRET is missing'],
    [{ DATABASE_URL_APP: server.DATABASE_URL }, 'DATABASE_URL_APP is set without DATABASE_URL'],
    [{ NAHTLOS_PROT: '1' }, 'NAHTLOS_PROT is no setting'],
    [
      { NAHTLOS_SMTP_URL: 'https://u:secret@mail.example', NAHTLOS_MAIL_FROM: 'a@b.example' },
      'NAHTLOS_SMTP_URL must be an address such as smtps://',
    ],
    [{ NAHTLOS_SMTP_URL: 'smtps://mail.example' }, 'NAHTLOS_SMTP_URL is set without NAHTLOS_MAIL_FROM'],
    [{ NAHTLOS_MAIL_FROM: 'a@b.example' }, 'NAHTLOS_MAIL_FROM is set without NAHTLOS_SMTP_URL'],
    [
      { NAHTLOS_SMTP_URL: 'smtps://mail.example', NAHTLOS_MAIL_FROM: 'Kreis <a@b>' },
      'NAHTLOS_MAIL_FROM is "Kreis <a@b>" but must be one address',
    ],
    [{ DATABASE_URL_READER: 'x' }, 'DATABASE_URL_READER is no setting'],
  ])('%j', (env, message) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(message)
  })

  test('what holds a password may come from a file', () => {
    const file = join(folder, 'database-url')
    writeFileSync(file, `${server.DATABASE_URL}\n`)
    const env = { NAHTLOS_SECRET: secret, DATABASE_URL_FILE: file }
    expect(readConfig(env).database).toMatchObject({ kind: 'server', owner: server.DATABASE_URL })
    expect(refusalOf({ ...env, ...server })).toBe('DATABASE_URL and DATABASE_URL_FILE are both set: leave out one')
    writeFileSync(file, '\n')
    expect(refusalOf(env)).toBe(`DATABASE_URL_FILE (${file}) is empty`)
    expect(refusalOf({ NAHTLOS_METRICS_TOKEN_FILE: join(folder, 'none') })).toMatch(/cannot be read: ENOENT$/)
    expect(refusalOf({ NAHTLOS_MAIL_FROM_FILE: file })).toMatch(/NAHTLOS_MAIL_FROM_FILE is no setting/)
  })

  test('all of it at once, and without secrets in the message', () => {
    const env = { PORT: 'x', NAHTLOS_LOG: 'y', NAHTLOS_SECRET: 'geheim', DATABASE_URL: 'mysql://u:passwort@h/d' }
    const message = refusalOf(env)
    expect(message.split('\n')).toHaveLength(4)
    expect(message).not.toMatch(/geheim|passwort/)
  })
})

test('.env.example names every setting, and no other', () => {
  const example = readFileSync(join(checkoutFolder, '.env.example'), 'utf8')
  const named = [...example.matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name as string)
  const known = [...readFileSync(new URL('./config.ts', import.meta.url), 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)]
  expect(named.toSorted()).toEqual(known.map(([, name]) => name as string).toSorted())
})

describe('the data folder', () => {
  const checkout = '/home/ada/git/nahtlos'
  const at = (rest: object) =>
    defaultDataFolder({ checkout, uid: 1000, home: '/home/ada', xdgDataHome: undefined, ...rest })
  const key = checkoutKey(checkout)

  test.each([
    [{ uid: 0 }, `/var/lib/nahtlos/${key}`],
    [{}, `/home/ada/.local/share/nahtlos/${key}`],
    [{ xdgDataHome: '/data' }, `/data/nahtlos/${key}`],
    [{ xdgDataHome: 'relative' }, `/home/ada/.local/share/nahtlos/${key}`],
    [{ home: '/nonexistent' }, `${checkout}/.data`],
    [{ home: undefined }, `${checkout}/.data`],
  ])('%j lies at %s', (rest, expected) => expect(at(rest)).toBe(expected))

  test('differs between checkouts and never breaks a path', () => {
    expect(checkoutKey('/a/nahtlos')).not.toBe(checkoutKey('/b/nahtlos'))
    expect(checkoutKey('/a/Öffentliche Ämter & Co. mit sehr langem Namen')).toMatch(/^[A-Za-z0-9_-]{1,31}$/)
    expect(checkoutKey('/')).toMatch(/^checkout-/)
  })

  test('is made with all folders above it, closed to others', () => {
    const path = join(folder, 'a/b/c')
    makeDataFolder(path)
    expect(statSync(path).mode & 0o077).toBe(process.getuid?.() === 0 ? 0o011 : 0)
  })

  test('that cannot be made is told', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => makeDataFolder(join(file, 'below'))).toThrow(
      /^The data folder .*file\/below cannot be used \(ENOTDIR\)\. Set NAHTLOS_DATA/,
    )
  })

  test.runIf(process.platform === 'linux')('that may not be written is told, to root too', () => {
    expect(() => makeDataFolder('/sys/nahtlos/data')).toThrow(/\/sys\/nahtlos\/data cannot be written by this user/)
  })
})

describe('secrets', () => {
  const config = (env: Record<string, string>) => readConfig({ NAHTLOS_DATA: join(folder, 'data'), ...env })

  test('differ by purpose and follow from the one that is kept', () => {
    const secrets = secretsFrom(secret)
    expect(secrets.derive('a').equals(secretsFrom(secret).derive('a'))).toBe(true)
    expect(secrets.derive('a').equals(secrets.derive('b'))).toBe(false)
    expect(secrets.derive('a').equals(secretsFrom(`${secret}y`).derive('a'))).toBe(false)
    expect(secrets.derive('a', 64)).toHaveLength(64)
  })

  test('are made on the first start, once, for us alone', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => openSecrets(config({}))))
    const values = new Set(all.map((secrets) => secrets.derive('x').toString('hex')))
    expect(values.size).toBe(1)
    expect(statSync(join(folder, 'data/secret')).mode & 0o777).toBe(0o600)
    expect((await openSecrets(config({}))).derive('x').toString('hex')).toBe([...values][0])
  })

  test('come from what is given', async () => {
    const file = join(folder, 'given')
    writeFileSync(file, `${secret}\n`)
    const wanted = secretsFrom(secret).derive('x')
    expect((await openSecrets(config({ NAHTLOS_SECRET: secret }))).derive('x')).toEqual(wanted)
    expect((await openSecrets(config({ NAHTLOS_SECRET_FILE: file }))).derive('x')).toEqual(wanted)
  })

  test('that cannot be read are told', async () => {
    await expect(openSecrets(config({ NAHTLOS_SECRET_FILE: '/nowhere' }))).rejects.toThrow(
      'NAHTLOS_SECRET_FILE (/nowhere) cannot be read: ENOENT',
    )
    const file = join(folder, 'little')
    writeFileSync(file, 'little')
    await expect(openSecrets(config({ NAHTLOS_SECRET_FILE: file }))).rejects.toThrow('needs at least 32 characters')
  })
})

function refusalOf(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('was not refused')
}
