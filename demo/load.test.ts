import { afterAll, expect, test } from 'vitest'
import { fixedClock } from '../src/kernel/clock.ts'
import { getTenant, inTenant, migrate, sql } from '../src/platform/database/index.ts'
import { allSources } from '../src/platform/database/testing/rooms.ts'
import { emptyTestDatabase } from '../src/platform/database/testing.ts'
import { loadDemo } from './load.ts'

const clock = fixedClock('2026-11-16T08:00:00Z')
const db = await emptyTestDatabase()
afterAll(() => db.close())
const rooms = ['network', 'journeys'].map((key) => ({ key, folder: new URL(`../src/rooms/${key}/`, import.meta.url) }))
test('x', async () => {
  await migrate(db, allSources())
  console.time('demo')
  await loadDemo(db, rooms, { clock })
  console.timeEnd('demo')
  const auental = await getTenant(db, 'auental')
  console.time('view')
  const r = await inTenant(db, auental, 'system', (tx) => sql`select * from published_passage`.execute(tx), {
    role: 'insight',
  })
  console.timeEnd('view')
  console.log(r.rows.length, r.rows.slice(0, 3))
  console.log(
    (
      await inTenant(db, auental, 'system', (tx) => sql`explain analyze select * from published_passage`.execute(tx), {
        role: 'insight',
      })
    ).rows
      .map((x: any) => x['QUERY PLAN'])
      .join('\n'),
  )
  console.log(
    (
      await inTenant(db, auental, 'system', (tx) => sql`select * from published_journey_revision`.execute(tx), {
        role: 'insight',
      })
    ).rows,
  )
  expect(1).toBe(1)
}, 60000)
