/** What the roles of the database reach in an installation with all rooms and two districts, tried and not read from grants. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner, type Database, getTenant, inTenant, sql, type Tenant } from '../../src/platform/database/index.ts'
import { queueSchema } from '../../src/platform/jobs/queue.ts'
import { demoDatabase } from '../demo.ts'

let db: Database
let tenant: Tenant
let other: Tenant
let relations: readonly Relation[]
beforeAll(async () => {
  db = await demoDatabase()
  tenant = await getTenant(db, 'auental')
  other = await getTenant(db, 'warendorf')
  relations = (await relationsOf(db)).filter(({ schema }) => schemas().includes(schema))
})
afterAll(() => db.close())

/** Those of this installation; a server may hold more. */
const schemas = () => [db.names.shared, queueSchema(db.names.shared), tenant.schema, other.schema]

interface Relation {
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'view' | 'sequence'
  readonly owner: string
  /** Row-level security binds its owner too. */
  readonly forced: boolean
}

async function relationsOf(db: Database): Promise<readonly Relation[]> {
  return await asOwner(db, async (tx) => {
    const found = await sql<Relation>`
      SELECT n.nspname AS schema, c.relname AS name, pg_get_userbyid(c.relowner) AS owner,
        CASE c.relkind WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind,
        c.relrowsecurity AND c.relforcerowsecurity AS forced
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') 
      ORDER BY 1, 2`.execute(tx)
    return found.rows
  })
}

const inSchema = (schema: string) => relations.filter((one) => one.schema === schema && one.kind !== 'sequence')
const tablesIn = (schema: string) =>
  inSchema(schema).filter(({ kind, name }) => kind === 'table' && name !== 'migration')

/** How many rows of a relation a role sees; the code of the error where it may not look. */
async function look(role: 'app' | 'insight', { schema, name }: Relation, where: Tenant): Promise<number | string> {
  return await inTenant(
    db,
    where,
    'system',
    async (tx) => {
      const found = await sql<{ count: number }>`SELECT count(*) FROM ${sql.table(`${schema}.${name}`)}`.execute(tx)
      return found.rows[0]?.count ?? 0
    },
    { role },
  ).catch((error: { code?: string }) => error.code ?? String(error))
}

/** The same for many, by name; from within the district `where`. */
async function lookAtAll(role: 'app' | 'insight', which: readonly Relation[], where = tenant) {
  const seen: Record<string, number | string> = {}
  for (const one of which) seen[`${one.schema}.${one.name}`] = await look(role, one, where)
  return seen
}

/** insufficient_privilege */
const refused = '42501'

describe('insight', () => {
  test('reads the published views of its district, and nothing else of any table or view there is', async () => {
    const views = inSchema(tenant.schema).filter(({ name }) => name.startsWith('published_'))
    expect(views.length).toBeGreaterThan(4)
    for (const view of views) expect(view).toMatchObject({ kind: 'view', owner: db.names.role.publish })
    expect(Object.values(await lookAtAll('insight', views)).every((rows) => Number(rows) > 0)).toBe(true)

    const shared = new Set(['tenant'])
    const closed = relations.filter(
      (one) =>
        one.schema !== other.schema &&
        !views.includes(one) &&
        !(one.schema === db.names.shared && shared.has(one.name)),
    )
    expect(closed.length).toBeGreaterThan(30)
    const seen = await lookAtAll('insight', closed)
    expect(Object.entries(seen).filter(([, rows]) => rows !== refused)).toEqual([])
  })

  test('sees no row of another district, by whatever name', async () => {
    const seen = await lookAtAll('insight', inSchema(tenant.schema), other)
    // A revision is a sum: one row, which must be that of nothing.
    const revisions = Object.keys(seen).filter((name) => name.endsWith('_revision'))
    const rows = Object.entries(seen).filter(([name]) => !revisions.includes(name))
    expect(rows.filter(([, count]) => count !== refused && count !== 0)).toEqual([])
    expect(revisions.length).toBeGreaterThan(1)
    for (const name of revisions) {
      expect(seen[name]).toBe(1)
      const read = sql<Record<string, unknown>>`SELECT * FROM ${sql.table(name)}`
      const { rows: sums } = await inTenant(db, other, 'system', (tx) => read.execute(tx), { role: 'insight' })
      expect(sums.map(({ steps, ...last }) => [Number(steps), ...Object.values(last)])).toEqual([[0, null]])
    }
  })

  test.each([
    'UPDATE published_district SET name = name',
    'DELETE FROM published_passage',
    'INSERT INTO tenant DEFAULT VALUES',
  ])('may not %s', async (statement) => {
    const write = inTenant(db, tenant, 'system', (tx) => sql.raw(statement).execute(tx), { role: 'insight' })
    // 55000: a view with a join takes no rows, whoever asks.
    await expect(write).rejects.toMatchObject({ code: expect.stringMatching(/42501|55000/) })
  })
})

describe('the app role', () => {
  test('sees no row of another district in any of its tables, and rows of its own in most', async () => {
    const foreign = await lookAtAll('app', inSchema(tenant.schema), other)
    expect(Object.entries(foreign).filter(([, rows]) => rows !== refused && rows !== 0)).toEqual([])
    const own = await lookAtAll('app', tablesIn(tenant.schema))
    expect(Object.values(own).filter((rows) => Number(rows) > 0).length).toBeGreaterThan(15)
    // The secret behind the keys of records is the publish role's alone.
    const closed = Object.entries(own).filter(([, rows]) => rows === refused)
    expect(closed.map(([name]) => name)).toEqual([`${tenant.schema}.record_key`])
  })

  test('owns nothing and is bound by forced row-level security in every table of a district', () => {
    expect(relations.filter(({ owner }) => owner === db.names.role.app || owner === db.names.role.insight)).toEqual([])
    for (const schema of [tenant.schema, other.schema])
      expect(tablesIn(schema).filter(({ forced }) => !forced)).toEqual([])
  })

  test.each([['UPDATE'], ['DELETE'], ['TRUNCATE']])('can not %s what is written once', async (verb) => {
    for (const table of [
      'audit_entry',
      'audit_leaf',
      'audit_checkpoint',
      'journey_step',
      // What is kept of contacts ends with them; row-level security closes the rest (see src/rooms/network/access.test.ts).
      ...(verb === 'DELETE' ? [] : ['network_change']),
      'interface_target',
    ]) {
      const { rows } = await asOwner(db, (tx) =>
        sql<{ may: boolean }>`
          SELECT has_table_privilege(${db.names.role.app}, ${`${tenant.schema}.${table}`}, ${verb})
            OR (${verb} = 'UPDATE' AND has_any_column_privilege(${db.names.role.app}, ${`${tenant.schema}.${table}`}, ${verb})) AS may`.execute(
          tx,
        ),
      )
      expect({ table, may: rows[0]?.may }).toEqual({ table, may: false })
    }
  })

  test('reaches the queue of jobs only by adding to it', async () => {
    const queue = relations.filter(({ schema }) => schema === queueSchema(db.names.shared))
    expect(queue.length).toBeGreaterThan(3)
    expect(Object.values(await lookAtAll('app', queue)).filter((rows) => rows !== refused)).toEqual([])
  })
})

test.each(['app', 'insight', 'publish'] as const)('%s can become no other role', async (role) => {
  for (const wanted of ['owner', 'app', 'insight', 'publish'] as const) {
    if (wanted === role) continue
    const become = db[role].transaction('BEGIN', (tx) => sql.raw(`SET ROLE "${db.names.role[wanted]}"`).execute(tx))
    await expect(become).rejects.toMatchObject({ code: refused })
  }
})
