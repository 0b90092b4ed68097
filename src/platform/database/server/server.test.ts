/** A server of somebody else's, played by the test server: what the program finds, makes, asks for and refuses. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Config, readConfig } from '../../config/index.ts'
import { quoteIdentifier as q } from '../escape.ts'
import { asOwner, connect, createTenant, inShared, migrate, sql } from '../index.ts'
import { platformSources } from '../migrate/sources.ts'
import { testServer } from '../testing/embedded.ts'

const secret = 'a secret that is long enough for it'
let admin: pg.Client
let socket: string
const made: { databases: string[]; roles: string[] } = { databases: [], roles: [] }

beforeAll(async () => {
  const server = await testServer()
  socket = server.superuser().host as string
  admin = new pg.Client(server.superuser())
  await admin.connect()
})
afterAll(async () => {
  for (const name of made.databases) await admin.query(`DROP DATABASE IF EXISTS ${q(name)} WITH (FORCE)`)
  for (const name of made.roles.reverse()) await admin.query(`DROP ROLE IF EXISTS ${q(name)}`)
  await admin.end()
})

const unique = (name: string) => `${name}_${randomBytes(4).toString('hex')}`
/** An address in the form in which pg takes the folder of a socket. */
const urlOf = (user: string, database: string, password = 'pw') =>
  `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(socket)}:5432/${database}`

async function role(name: string, rights = ''): Promise<string> {
  const full = unique(name)
  await admin.query(`CREATE ROLE ${q(full)} LOGIN PASSWORD 'pw' ${rights}`)
  made.roles.push(full)
  return full
}

async function database(owner: string, how = ''): Promise<string> {
  const name = unique('server')
  await admin.query(`CREATE DATABASE ${q(name)} OWNER ${q(owner)} TEMPLATE template0 ${how}`)
  made.databases.push(name)
  return name
}

const configFor = (urls: Record<string, string>): Config => readConfig({ NAHTLOS_SECRET: secret, ...urls })
const said: string[] = []
const open = (urls: Record<string, string>) => connect(configFor(urls), { say: (message) => void said.push(message) })
const sources = platformSources().filter(({ key }) => key === 'platform/database')

/** An owner who may create no role, with three roles made by the administrator. */
async function readyMade(rights = '') {
  const [owner, app, insight, publish] = [
    await role('owner'),
    await role('app', rights),
    await role('insight'),
    await role('publish'),
  ]
  const name = await database(owner)
  return {
    names: { owner, app, insight, publish, database: name },
    urls: {
      DATABASE_URL: urlOf(owner, name),
      DATABASE_URL_APP: urlOf(app, name),
      DATABASE_URL_INSIGHT: urlOf(insight, name),
      DATABASE_URL_PUBLISH: urlOf(publish, name),
    },
  }
}

test('an owner with CREATEROLE makes the roles; a second host with the same secret finds them', async () => {
  const owner = await role('owner', 'CREATEROLE')
  const name = await database(owner)
  made.roles.push(`${name}_app`, `${name}_insight`, `${name}_publish`)
  for (let host = 0; host < 2; host++) {
    const db = await open({ DATABASE_URL: urlOf(owner, name) })
    await migrate(db, sources)
    expect(db.names.role).toEqual({ owner, app: `${name}_app`, insight: `${name}_insight`, publish: `${name}_publish` })
    const found = await inShared(db, (tx) => sql<{ role: string }>`SELECT current_user AS role`.execute(tx))
    expect(found.rows[0]?.role).toBe(`${name}_app`)
    await db.close()
  }
})

test('ready-made roles do without CREATEROLE and CREATEDB', async () => {
  const { urls } = await readyMade()
  const db = await open(urls)
  await migrate(db, sources)
  const tenant = await createTenant(db, sources, { key: 'kreis', name: 'Kreis', demo: false, land: 'NW' })
  expect(tenant.schema).toBe('t_kreis')
  await db.close()
})

test('without CREATEROLE and without roles the SQL for the administrator is printed, and it is enough', async () => {
  const owner = await role('owner')
  const name = await database(owner)
  const urls = { DATABASE_URL: urlOf(owner, name) }
  const refusal = await open(urls).then(
    () => '',
    (error: Error) => error.message,
  )
  expect(refusal).toContain(`The role ${owner} may not create the roles`)
  made.roles.push(`${name}_app`, `${name}_insight`, `${name}_publish`)
  for (const line of refusal.split('\n').filter((text) => /^ {2}(CREATE|GRANT)/.test(text))) await admin.query(line)
  const db = await open(urls)
  await migrate(db, sources)
  await db.close()
})

test('an owner who may not create schemas is told the grant, and it is enough', async () => {
  const [owner, other] = [await role('owner', 'CREATEROLE'), await role('other')]
  const name = await database(other)
  made.roles.push(`${name}_app`, `${name}_insight`, `${name}_publish`)
  const refusal = await open({ DATABASE_URL: urlOf(owner, name) }).then(
    () => '',
    (error: Error) => error.message,
  )
  expect(refusal).toContain('may not create schemas')
  const grant = refusal.split('\n').find((line) => line.includes('GRANT CREATE ON DATABASE')) as string
  await admin.query(grant)
  await (await open({ DATABASE_URL: urlOf(owner, name) })).close()
})

describe('an app role that could do more than it is granted is refused:', () => {
  test.each([['SUPERUSER'], ['BYPASSRLS'], ['CREATEROLE']])('%s', async (right) => {
    const { urls, names } = await readyMade(right)
    await expect(open(urls)).rejects.toThrow(
      `DATABASE_URL_APP: the role ${names.app} is a superuser, creates roles or bypasses row-level security`,
    )
  })

  test('one that can become the owner', async () => {
    const { urls, names } = await readyMade()
    await admin.query(`GRANT ${q(names.owner)} TO ${q(names.app)}`)
    await expect(open(urls)).rejects.toThrow(
      `can become ${names.owner}, so row-level security would not bind it. REVOKE "${names.owner}" FROM "${names.app}";`,
    )
  })

  test('one that can become the owner by way of another role', async () => {
    const { urls, names } = await readyMade()
    const between = await role('between')
    await admin.query(`GRANT ${q(names.owner)} TO ${q(between)}; GRANT ${q(between)} TO ${q(names.app)}`)
    await expect(open(urls)).rejects.toThrow(`can become ${names.owner}`)
  })

  test('or an insight role that can become the publishing one', async () => {
    const { urls, names } = await readyMade()
    await admin.query(`GRANT ${q(names.publish)} TO ${q(names.insight)}`)
    await expect(open(urls)).rejects.toThrow(
      `DATABASE_URL_INSIGHT: the role ${names.insight} can become ${names.publish}`,
    )
  })

  test('the owner itself', async () => {
    const { urls } = await readyMade()
    await expect(open({ ...urls, DATABASE_URL_APP: urls.DATABASE_URL })).rejects.toThrow('is the owner')
  })

  test('one that may create schemas', async () => {
    const { urls, names } = await readyMade()
    await admin.query(`GRANT CREATE ON DATABASE ${q(names.database)} TO ${q(names.app)}`)
    await expect(open(urls)).rejects.toThrow('may create schemas')
  })

  test('one of another database', async () => {
    const { urls, names } = await readyMade()
    const other = await database(names.owner)
    await expect(open({ ...urls, DATABASE_URL_INSIGHT: urlOf(names.insight, other) })).rejects.toThrow(
      `DATABASE_URL_INSIGHT names the database ${other}`,
    )
  })
})

describe('an address that does not work is told with its remedy, and without its password:', () => {
  test.each<[string, (name: string, owner: string) => string, RegExp]>([
    [
      'a wrong password',
      (name, owner) => urlOf(owner, name, 'falsch'),
      /does not let owner_\w+ in .*Correct user and password/,
    ],
    ['an unknown role', (name) => urlOf('nobody_here', name, 'falsch'), /does not let nobody_here in/],
    [
      'an unknown database',
      (_name, owner) => urlOf(owner, 'gibtesnicht'),
      /there is no database gibtesnicht .*CREATE DATABASE/,
    ],
    [
      'a port without a server',
      () => 'postgres://u:falsch@127.0.0.1:1/db',
      /nothing listens at 127\.0\.0\.1:1\. Start PostgreSQL/,
    ],
    ['an unknown host', () => 'postgres://u:falsch@host.invalid/db', /the host host\.invalid is not known/],
  ])('%s', async (_what, url, message) => {
    const owner = await role('owner')
    const name = await database(owner)
    const refusal = await open({ DATABASE_URL: url(name, owner) }).then(
      () => 'opened',
      (error: Error) => error.message,
    )
    expect(refusal).toMatch(message)
    expect(refusal).not.toContain('falsch')
  })
})

test('a database in another encoding is refused; one that does not sort in German is told', async () => {
  const owner = await role('owner', 'CREATEROLE')
  const latin = await database(owner, "ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'")
  await expect(open({ DATABASE_URL: urlOf(owner, latin) })).rejects.toThrow(`${latin} is in LATIN1`)
  const { urls, names } = await readyMade()
  await admin.query(`DROP DATABASE ${q(names.database)}`)
  await admin.query(
    `CREATE DATABASE ${q(names.database)} OWNER ${q(names.owner)} TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'`,
  )
  const db = await open(urls)
  const found = await asOwner(db, (tx) => sql`SELECT 1`.execute(tx)).catch((error: Error) => error)
  expect(found).not.toBeInstanceOf(Error)
  await db.close()
  expect(said.join('\n')).toContain(`The database ${names.database} does not sort as German does`)
})
