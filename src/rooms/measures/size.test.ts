import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../platform/access/index.ts'
import { asOwner, sql } from '../../platform/database/index.ts'
import { measureFigures } from './queries/figures.ts'
import { listMeasures } from './queries/measures.ts'
import { viewCounts } from './queries/views.ts'
import { setting, type TestRegister, testRegister } from './testing.ts'

/** A register many times as large as that of any district: no page may read all of it. */
const size = 5000

/** Milliseconds for a list. It takes about 15 on a machine that does nothing else; the tests share theirs with each other. */
const patience = 250

const newUuid = '00000000-0000-4000-8000-000000000000'

let its: TestRegister
let lead: Actor
beforeAll(async () => {
  its = await testRegister()
  lead = await its.member('lead')
  await its.as('system', async (tx) => {
    await sql`
      INSERT INTO measure (
        id, number, title, is_public, state, state_since, centre_role, kim_linked, district_wide, simulated, version,
        changed_at, responsible_id
      )
      SELECT gen_random_uuid(), 'L' || n / 40 || '.' || n % 40, 'Sprachförderung an Ort ' || n, n % 7 > 0, 'inProgress',
        '2020-01-01', 'none', false, n % 3 = 0, true, 1, now(), ${its.network.organisations.get('jobcenter')}
      FROM generate_series(1, ${size}) AS n
    `.execute(tx)
    await sql`
      INSERT INTO measure_state (measure_id, number, state, stalled, since, recorded_at)
      SELECT id, 1, state, false, state_since, now() FROM measure WHERE number LIKE 'L%'
    `.execute(tx)
    await sql`
      INSERT INTO measure_field (measure_id, field_id)
      SELECT id, ${its.register.fields.get('language')} FROM measure WHERE number LIKE 'L%'
    `.execute(tx)
    await sql`
      INSERT INTO measures_word (subject_kind, subject_id, ending, at_start, is_public)
      SELECT 'measure', id, word, true, true FROM measure, unnest(ARRAY['sprachfoerderung', 'ort', md5(number)]) AS word
      WHERE number LIKE 'L%'
    `.execute(tx)
  })
  const schema = its.tenant.schema
  await asOwner(its.db, async (tx) => {
    for (const table of ['measure', 'measure_state', 'measure_field', 'measures_word'])
      await sql`ANALYZE ${sql.table(`${schema}.${table}`)}`.execute(tx)
  })
})
afterAll(() => its.close())

describe(`with ${size} measures`, () => {
  test.each([
    ['the first page', {}, {}],
    ['the last page', {}, { offset: size - 50 }],
    ['by office', {}, { sort: 'responsible' }],
    ['by title, downward', {}, { sort: 'title', descending: true }],
    ['a word that stands in all', { text: 'sprachfoerderung' }, {}],
    ['a field', { field: 'language' }, {}],
  ] as const)('%s is there at once', async (_, filter, page) => {
    await its.as(lead, async (tx) => {
      const times: number[] = []
      for (let round = 0; round < 5; round++) {
        const begun = performance.now()
        const { rows } = await listMeasures(tx, lead, filter, page, setting.today)
        times.push(performance.now() - begun)
        expect(rows.length).toBeGreaterThan(0)
      }
      expect(Math.min(...times)).toBeLessThan(patience)
    })
  })

  test('counts and figures say the same', async () => {
    await its.as(lead, async (tx) => {
      expect((await viewCounts(tx, lead)).all).toBe(size + 5)
      expect((await measureFigures(tx, lead, setting.today)).total.value).toBe(size + 5)
    })
  })

  test.each([
    [
      'by a word',
      'measures_word_pk',
      sql`SELECT subject_id FROM measures_word WHERE subject_kind = 'measure' AND ending >= 'rucksac' AND ending < 'rucksad'`,
    ],
    [
      'the state on a day',
      'measure_state_by_day',
      sql`SELECT state FROM measure_state WHERE measure_id = ${newUuid} AND since <= '2026-01-01' ORDER BY since DESC, number DESC LIMIT 1`,
    ],
  ])('%s the index is used under row-level security', async (_, index, query) => {
    const plan = await its.as(lead, async (tx) => {
      const { rows } = await sql<Record<string, string>>`EXPLAIN ${query}`.execute(tx)
      return rows.map((row) => Object.values(row)[0]).join('\n')
    })
    expect(plan).toContain(index)
  })
})
