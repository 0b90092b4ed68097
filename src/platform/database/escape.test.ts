import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quoteIdentifier, quoteLiteral } from './escape.ts'
import { fillPlaceholders, namesFor } from './names.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let its: TestDatabase
let client: pg.PoolClient
beforeAll(async () => {
  its = await testDatabase()
  client = await its.db.app.pool.connect()
})
afterAll(async () => {
  client.release()
  await its.close()
})

const nasty = ["'", "''", '\\', "\\'", '"', '\n', '$$', ';--', 'ä', '🙂', ' ', 'E']
const text = fc.oneof(
  fc.array(fc.constantFrom(...nasty), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0') && value.isWellFormed()),
)

describe('a quoted text', () => {
  test.each(['on', 'off'])('means itself with standard_conforming_strings %s', async (setting) => {
    await client.query(`SET standard_conforming_strings = ${setting}`)
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const found = await client.query(`SELECT ${quoteLiteral(value)} AS value; SELECT 1`)
        expect((found as unknown as pg.QueryResult[])[0]?.rows).toEqual([{ value }])
      }),
    )
    await client.query('RESET standard_conforming_strings')
  })

  test.each(['a\0b', '\ud800', 'a\udc00'])('is refused where PostgreSQL would hold something else: %j', (value) => {
    expect(() => quoteLiteral(value)).toThrow(RangeError)
  })
})

describe('a quoted name', () => {
  test('means itself', async () => {
    const name = text.filter((value) => value !== '' && Buffer.byteLength(value) <= 63)
    await fc.assert(
      fc.asyncProperty(name, async (value) => {
        const found = await client.query(`SELECT 1 AS ${quoteIdentifier(value)}`)
        expect(found.fields[0]?.name).toBe(value)
      }),
    )
  })

  test.each(['', 'a\0b', 'ä'.repeat(32)])('is refused when PostgreSQL cannot hold it: %j', (value) => {
    expect(() => quoteIdentifier(value)).toThrow(RangeError)
  })
})

test('placeholders of migrations are names, and others are refused', () => {
  const names = namesFor('x_', { owner: 'o', app: 'a"b', insight: 'i', publish: 'p' })
  expect(fillPlaceholders('GRANT SELECT ON t TO {{app}}, {{ insight }}; -- {{shared}}', names)).toBe(
    'GRANT SELECT ON t TO "a""b", "i"; -- "x_nahtlos"',
  )
  expect(() => fillPlaceholders('{{admin}}', names)).toThrow('{{admin}} is no placeholder')
  expect(names.tenant('kreis-x')).toBe('x_t_kreis_x')
})
