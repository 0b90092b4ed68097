import { afterAll, describe, expect, test } from 'vitest'
import { readLog, readObjectLog } from '../../../engine/readers/index.ts'
import { addDays, day } from '../../../kernel/day.ts'
import type { RoleKey } from '../../../platform/access/index.ts'
import { inTenant, sql } from '../../../platform/database/index.ts'
import { type Browser, testGate } from '../../../platform/http/testing.ts'
import { room as network } from '../../network/index.ts'
import { room } from '../index.ts'
import { testInsight } from '../testing.ts'
import { writeLog } from './making.ts'
import { retention } from './retention.ts'

const its = await testInsight(
  Array.from({ length: 24 }, (_, index) => ({
    through: 'benefits' as const,
    town: index < 20 ? ('aulenstedt' as const) : ('dornsiek' as const),
    group: 'Familien',
    offered: addDays(day('2026-01-01'), index * 5),
    answeredAfter: 3,
    waited: 20,
  })),
)
afterAll(its.close)
const gate = await testGate(its, { rooms: [network, room] })
const lead = await gate.member(['lead'])

const order = { format: 'xes', reason: 'Prüfung durch die Hochschule', understood: 'on' }

/** Orders and lets the job run; the address of the file. */
async function ordered(browser: Browser, format: 'xes' | 'ocel'): Promise<string> {
  const sent = await browser.post('/log-export', { ...order, format })
  expect(sent.status).toBe(303)
  const id = await inTenant(its.db, its.tenant, 'system', async (tx) => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM insight_log_export WHERE state = 'ordered'`.execute(tx)
    for (const one of rows)
      await writeLog({ tx, db: its.db, tenant: its.tenant, clock: gate.clock }, { export: one.id })
    return rows[0]?.id
  })
  const path = `/log-export/${id}/file`
  expect((await browser.get('/log-export')).text).toContain(path)
  return path
}

async function* bytes(text: string) {
  yield new TextEncoder().encode(text)
}

describe('the pseudonymised log of the district', () => {
  test('is ordered with a reason and a confirmed warning, or not at all', async () => {
    const without = await lead.post('/log-export', { format: 'xes', reason: order.reason })
    expect(without.status).toBe(422)
    expect(without.text).toContain('Bitte bestätigen Sie den Hinweis.')
    expect((await lead.post('/log-export', { ...order, reason: 'kurz' })).status).toBe(422)
  })

  test('is XES that other tools read: one case per hand-over, weeks, small towns merged, marked as simulated where it is', async () => {
    const file = await lead.get(await ordered(lead, 'xes'))
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toMatch(/hand-overs-.*\.xes/)
    const { log } = await readLog(bytes(file.text), { attributes: 'all' })
    expect(log.cases.labels).toHaveLength(20)
    expect(new Set([...log.time].map((time) => new Date(time).getUTCDay()))).toEqual(new Set([1]))
    // Four families of the small town are left out: nothing of it is in the file.
    expect(file.text).not.toContain('Dornsiek')
    expect(file.text).toContain('Aulenstedt')
  })

  test('is OCEL with hand-overs, people and offices as objects', async () => {
    const file = await lead.get(await ordered(lead, 'ocel'))
    const { log } = await readObjectLog(bytes(file.text))
    expect(log.objectTypes.map(({ name }) => name)).toEqual(['hand-over', 'office', 'person or family'])
    expect(log.events.size).toBe(60)
  })

  test('draws its numbers anew each time', async () => {
    const people = async () => {
      const { text } = await lead.get(await ordered(lead, 'xes'))
      return [
        ...text.matchAll(/key="concept:name" value="(U\d+)"[\s\S]*?<date key="time:timestamp" value="([^"]+)"/g),
      ].map(([, number, at]) => `${number} ${at}`)
    }
    expect(await people()).not.toEqual(await people())
  })

  test('is of the one who ordered it; everything stands in the audit, without the reason', async () => {
    const member = await gate.member(['lead'])
    const path = await ordered(member, 'xes')
    expect((await lead.get(path)).status).toBe(404)
    await member.get(path)
    const { rows } = await inTenant(its.db, its.tenant, 'system', (tx) =>
      sql<{ event: string; payload: string }>`
        SELECT event, payload::text FROM audit_entry
        WHERE user_id = ${member.id} AND starts_with(event, 'insight.log-export') ORDER BY at_ms, id
      `.execute(tx),
    )
    expect(rows.map(({ event }) => event)).toEqual(['insight.log-export-ordered', 'insight.log-export-fetched'])
    for (const { payload } of rows) expect(payload).not.toContain('Hochschule')
  })

  test.each<RoleKey>(['coordinator', 'administrator', 'caseManager', 'dataProtection', 'council', 'steering'])(
    '%s may not',
    async (role) => {
      const member = await gate.member([role])
      expect((await member.get('/log-export')).status).toBe(403)
      expect((await member.get('/log-export/0197c1de-0000-4000-8000-000000000000/file')).status).toBe(403)
    },
  )

  test('goes after two days', async () => {
    const path = await ordered(lead, 'xes')
    const [kind] = retention
    const before = new Date(gate.clock.now() + 1)
    await inTenant(its.db, its.tenant, 'system', async (tx) => {
      const due = await kind!.due!(tx, { before, controllerId: null, limit: 100 })
      expect(
        (
          await kind!.erase!(
            tx,
            due.map(({ id }) => id),
            gate.clock.now(),
          )
        )['insight_log_export'],
      ).toBe(due.length)
    })
    expect((await lead.get(path)).status).toBe(404)
  })
})
