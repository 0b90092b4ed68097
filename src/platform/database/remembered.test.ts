import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { rememberStatements } from './remembered.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

const limit = 3

let its: TestDatabase
let client: pg.Client
beforeAll(async () => {
  its = await testDatabase()
})
afterAll(() => its.close())

beforeEach(async () => {
  client = new pg.Client(its.db.app.pool.options)
  await client.connect()
  rememberStatements(client, limit)
  return () => client.end()
})

const remembered = async (): Promise<string[]> => {
  const { rows } = await client.query('SELECT statement FROM pg_prepared_statements ORDER BY prepare_time')
  return rows.map(({ statement }) => statement)
}

const twice = async (text: string, values: unknown[]) => {
  await client.query(text, values)
  return (await client.query(text, values)).rows
}

test('a statement that comes again is remembered and answers as before', async () => {
  const text = 'SELECT $1::int + 1 AS n'
  await client.query(text, [1])
  expect(await remembered()).toEqual([])
  for (const n of [1, 2, 3]) expect((await client.query(text, [n])).rows).toEqual([{ n: n + 1 }])
  expect(await remembered()).toEqual([text])
})

test('what opens a transaction, what is long and what asks for all columns is not', async () => {
  await client.query('BEGIN; SET LOCAL statement_timeout = 30000')
  await client.query('COMMIT')
  await twice(`SELECT $1::int AS n -- ${'x'.repeat(8000)}`, [1])
  await twice('SELECT * FROM (SELECT $1::int AS n) AS one', [1])
  await twice('SELECT one.* FROM (SELECT $1::int AS n) AS one', [1])
  expect(await remembered()).toEqual([])
  await twice('SELECT count(*) FROM (SELECT $1::int AS n) AS one', [1])
  expect(await remembered()).toHaveLength(1)
})

test('a conflict with a partial index is resolved however often it comes', async () => {
  await client.query('CREATE TEMPORARY TABLE thing (of int, kind text)')
  await client.query("CREATE UNIQUE INDEX ON thing (of) WHERE kind = 'one'")
  const text = 'INSERT INTO thing VALUES ($1, $2) ON CONFLICT (of) WHERE kind = $3 DO NOTHING'
  for (let times = 0; times < 8; times++) await client.query(text, [1, 'one', 'one'])
  expect((await client.query('SELECT of FROM thing', [])).rows).toEqual([{ of: 1 }])
})

test('the one that was not asked for longest makes room', async () => {
  const texts = [1, 2, 3, 4].map((n) => `SELECT $1::int + ${n} AS n`)
  for (const text of texts.slice(0, 3)) await twice(text, [0])
  await client.query(texts[0] as string, [0])
  expect(await twice(texts[3] as string, [0])).toEqual([{ n: 4 }])
  expect(await remembered()).toEqual([texts[0], texts[2], texts[3]])
  expect(await twice(texts[1] as string, [0])).toEqual([{ n: 2 }])
})

test('a broken transaction, another search path and a column of another type are no trouble afterwards', async () => {
  const owner = new pg.Client(its.db.owner.pool.options)
  await owner.connect()
  const schemas = ['one', 'two'].map((name) => `${its.tenant.schema}_${name}`)
  for (const [at, schema] of schemas.entries())
    await owner.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.thing AS SELECT ${at + 1} AS n;
      GRANT USAGE ON SCHEMA ${schema} TO PUBLIC; GRANT SELECT ON ${schema}.thing TO PUBLIC`)
  const thing = async (schema: string | undefined) => {
    await client.query(`BEGIN; SET LOCAL search_path = ${schema}`)
    try {
      return (await client.query('SELECT n FROM thing WHERE n > $1', [0])).rows[0].n
    } finally {
      await client.query('ROLLBACK')
    }
  }
  for (const _ of [1, 2, 3]) expect([await thing(schemas[0]), await thing(schemas[1])]).toEqual([1, 2])
  await client.query('BEGIN')
  await expect(client.query('SELECT 1 / $1::int AS n', [0])).rejects.toThrow('division by zero')
  await expect(client.query('SELECT 1 / $1::int AS n', [1])).rejects.toThrow('aborted')
  await client.query('ROLLBACK')
  expect(await twice('SELECT 1 / $1::int AS n', [1])).toEqual([{ n: 1 }])
  await owner.query(`ALTER TABLE ${schemas[0]}.thing ALTER n TYPE text`)
  await expect(thing(schemas[0])).rejects.toThrow(/operator does not exist|result type/)
  expect(await thing(schemas[1])).toBe(2)
  for (const schema of schemas) await owner.query(`DROP SCHEMA ${schema} CASCADE`)
  await owner.end()
})
