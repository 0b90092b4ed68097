import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rooms } from '../src/app.ts'
import { fixedClock } from '../src/kernel/clock.ts'
import { type Day, dayNumber } from '../src/kernel/day.ts'
import {
  type Database,
  getTenant,
  inTenant,
  listTenants,
  removeDemoTenant,
  sql,
  type Tenant,
} from '../src/platform/database/index.ts'
import { testDatabase } from '../src/platform/database/testing.ts'
import { loadDemo } from './load.ts'

const clock = fixedClock('2026-11-16T08:00:00Z')
let db: Database
let auental: Tenant
let warendorf: Tenant
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  const made = await testDatabase()
  db = made.db
  closing.push(made.close)
  // The test database brings a tenant with the key of the demo; it is not one.
  await db.owner.pool.query('SELECT 1')
  console.time('demo')
  await loadDemo(db, rooms, { clock })
  console.timeEnd('demo')
  auental = await getTenant(db, 'auental')
  warendorf = await getTenant(db, 'warendorf')
}, 60_000)
afterAll(async () => {
  for (const close of closing) await close()
})

test('x', async () => {
  console.log(
    auental,
    warendorf,
    await listTenants(db),
    removeDemoTenant,
    dayNumber('2026-01-01' as Day),
    describe,
    expect,
    sql,
    inTenant,
  )
})
