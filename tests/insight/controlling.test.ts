/** The controlling of the demo district: the same list as page and files, for those who answer to the Land. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { type Database, getTenant, inTenant, sql, type Tenant } from '../../src/platform/database/index.ts'
import { type TestGate, testGate } from '../../src/platform/http/testing.ts'
import { demoDatabase } from '../demo.ts'

let db: Database
let tenant: Tenant
let house: TestGate
beforeAll(async () => {
  db = await demoDatabase()
  tenant = await getTenant(db, 'auental')
  house = await testGate({ db, tenant }, { rooms })
})
afterAll(() => db.close())

interface Listed {
  simulated: boolean
  referenceDate: string
  checksum: string
  indicators: { key: string; name: string; value: number | null; code: string | null }[]
}

test('the list is what stands in the files, on the page and in every format', async () => {
  const coordinator = await house.member(['coordinator'])
  const told = JSON.parse((await coordinator.get('/controlling/indicators.json')).text) as Listed
  expect(told.simulated).toBe(true)
  const indicator = (key: string) => told.indicators.find((one) => one.key === key)?.value
  const { rows } = await inTenant(db, tenant, 'system', (tx) =>
    sql<{ open: number }>`SELECT count(*)::integer AS open FROM case_file
      WHERE opened_on <= ${told.referenceDate}::date AND (closed_on IS NULL OR closed_on > ${told.referenceDate}::date)`.execute(
      tx,
    ),
  )
  expect(indicator('caseload.count.open')).toBe(rows[0]?.open)
  expect(rows[0]?.open).toBeGreaterThan(100)
  expect(indicator('structure.meetings')).toBeGreaterThan(0)
  const names = told.indicators.map(({ name }) => name)
  expect(names.filter((name) => /steering\.|cases\.|undefined/.test(name))).toEqual([])

  const page = (await coordinator.get('/controlling')).text
  const csv = (await coordinator.get('/controlling/indicators.csv')).text
  for (const { key, name, value } of told.indicators) {
    // Towns and interfaces stand once, their figures beside them.
    if (!/^(towns|handOvers)/.test(key)) expect(page).toContain(name.replaceAll('&', '&amp;').replaceAll("'", '&#x27;'))
    expect(csv).toContain(`${name};${value ?? ''}`.replaceAll('.', ','))
    expect(csv).toContain(key)
  }
  expect(csv).toContain('DEMO')
  const book = await coordinator.get('/controlling/indicators.xlsx')
  expect(book.headers.get('content-disposition')).toContain(`KIM-Controlling-auental-${told.referenceDate}-DEMO.xlsx`)
})

test('a code of the Land that somebody typed stands beside our indicator, and everywhere the same', async () => {
  const lead = await house.member(['lead'])
  const names = (await lead.get('/controlling/mapping')).text.matchAll(/name="(code-[^"]+)"/g)
  const empty = Object.fromEntries([...names].map(([, name]) => [name, '']))
  const saved = await lead.post('/controlling/mapping', { ...empty, 'code-caseload-open': 'KIM-2.1', version: '0' })
  expect(saved).toMatchObject({ status: 303, to: '/controlling?done=mapped' })
  const told = JSON.parse((await lead.get('/controlling/indicators.json')).text) as Listed
  expect(told.indicators.filter(({ code }) => code !== null).map(({ key, code }) => [key, code])).toEqual([
    ['caseload.count.open', 'KIM-2.1'],
  ])
  expect((await lead.get('/controlling')).text).toContain('KIM-2.1')
})

test('a topic that was closed on the date is closed, though it was taken up again since', async () => {
  const coordinator = await house.member(['coordinator'])
  const closedTopics = async () => {
    const told = JSON.parse((await coordinator.get('/controlling/indicators.json')).text) as Listed
    return {
      on: told.referenceDate,
      value: told.indicators.find(({ key }) => key === 'structure.topics-closed')?.value ?? 0,
    }
  }
  const { on, value: before } = await closedTopics()
  await inTenant(db, tenant, 'system', async (tx) => {
    const move = (at: string, from: string, to: string) =>
      sql`
      INSERT INTO topic_change (id, topic_id, number, kind, said_at, state, state_before, changes)
      SELECT gen_random_uuid(), topic_id, max(number) + 1, 'moved', ${at}::timestamptz, ${to}, ${from}, '[]'
      FROM topic_change WHERE topic_id = (SELECT id FROM topic WHERE state <> 'closed' ORDER BY number LIMIT 1)
      GROUP BY topic_id`.execute(tx)
    await move(`${on}T10:00:00Z`, 'clustered', 'closed')
    await move(`${on.slice(0, 4)}-12-31T10:00:00Z`, 'closed', 'clustered')
  })
  expect((await closedTopics()).value).toBe(before + 1)
})

test('nobody else opens it, the steering group included', async () => {
  for (const role of ['steering', 'caseManager', 'municipality', 'council'] as const) {
    const member = await house.member([role])
    expect((await member.get('/controlling')).status, role).toBe(403)
    expect((await member.get('/controlling/indicators.csv')).status, role).toBe(403)
  }
})

test('a topic counts as formed on the day of which its history tells, not on that of its row', async () => {
  const coordinator = await house.member(['coordinator'])
  const told = JSON.parse((await coordinator.get('/controlling/indicators.json')).text) as Listed
  const formed = told.indicators.find(({ key }) => key === 'structure.topics-formed')?.value
  const { rows } = await inTenant(db, tenant, 'system', (tx) =>
    sql<{ formed: number }>`SELECT count(*)::integer AS formed FROM topic_change WHERE number = 1
      AND (said_at AT TIME ZONE 'Europe/Berlin')::date BETWEEN ${`${told.referenceDate.slice(0, 4)}-01-01`}::date AND ${told.referenceDate}::date`.execute(
      tx,
    ),
  )
  expect(formed).toBe(rows[0]?.formed)
  expect(formed).toBeGreaterThan(0)
})
