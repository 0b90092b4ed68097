import { afterAll, describe, expect, test } from 'vitest'
import { readLog, readObjectLog } from '../../../engine/readers/index.ts'
import { addDays, day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { RoleKey } from '../../../platform/access/index.ts'
import { inTenant, sql } from '../../../platform/database/index.ts'
import { anActor } from '../../../platform/database/testing.ts'
import { type Browser, testGate } from '../../../platform/http/testing.ts'
import type { JobHandler } from '../../../platform/jobs/index.ts'
import { eraseBatch, prepareRun } from '../../../platform/retention/index.ts'
import { room as network } from '../../network/index.ts'
import { room } from '../index.ts'
import { testInsight } from '../testing.ts'
import { keepDays, listExports, mostKept, mostRunning } from './actions.ts'
import { logWriter, writeLog } from './making.ts'
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
  const id = await make(writeLog)
  const path = `/log-export/${id}/file`
  expect((await browser.get('/log-export')).text).toContain(path)
  return path
}

const asLead = (userId: Id<'user'>) => anActor(['lead'], { userId, organisationId: null, controllerId: null })

/** Runs the job for what is ordered; the newest of it. */
async function make(job: JobHandler): Promise<string | undefined> {
  return await inTenant(its.db, its.tenant, 'system', async (tx) => {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM insight_log_export WHERE state = 'ordered' ORDER BY ordered_at DESC, id`.execute(tx)
    for (const one of rows) await job({ tx, db: its.db, tenant: its.tenant, clock: gate.clock }, { export: one.id })
    return rows[0]?.id
  })
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

  test('is made for one member only so often at a time, and not before the others are ready', async () => {
    const member = await gate.member(['lead'])
    for (let at = 0; at < mostRunning; at++) expect((await member.post('/log-export', order)).status).toBe(303)
    const more = await member.post('/log-export', order)
    expect(more.status).toBe(422)
    expect(more.text).toContain('Es werden schon 2 Ausgaben erstellt.')
    await make(writeLog)
    for (let at = mostRunning; at < mostKept; at++) await ordered(member, at % 2 === 0 ? 'xes' : 'ocel')
    const enough = await member.post('/log-export', order)
    expect(enough.status).toBe(422)
    expect(enough.text).toContain('Sie haben schon 10 Ausgaben.')
    // Others are not held up by it.
    expect((await (await gate.member(['lead'])).post('/log-export', order)).status).toBe(303)
    await make(writeLog)
  })

  test('is not made where the file would be too large, and the page says so', async () => {
    const member = await gate.member(['lead'])
    await member.post('/log-export', order)
    await make(logWriter(1000))
    expect((await member.get('/log-export')).text).toContain('zu groß: mehr als 100 MB')
    const { rows } = await inTenant(its.db, its.tenant, 'system', (tx) =>
      sql<{ event: string }>`SELECT event FROM audit_entry WHERE event = 'insight.log-export-too-large'`.execute(tx),
    )
    expect(rows).toHaveLength(1)
  })

  test('is no larger in the database than a file may be', async () => {
    await expect(
      inTenant(its.db, its.tenant, 'system', (tx) =>
        sql`INSERT INTO insight_log_export_content (export_id, content)
          SELECT id, convert_to(repeat('x', 104857601), 'UTF8') FROM insight_log_export LIMIT 1`.execute(tx),
      ),
    ).rejects.toThrow('insight_log_export_content_size')
  })

  test('can be fetched for two days and no longer, whether or not the nightly run came by', async () => {
    const member = await gate.member(['lead'])
    const path = await ordered(member, 'xes')
    const now = gate.clock.now()
    const shownAfter = async (hours: number) => {
      const actor = asLead(member.id)
      const later = now + hours * 3_600_000
      return await inTenant(its.db, its.tenant, actor, (tx) => listExports(tx, actor, later))
    }
    expect(await shownAfter(keepDays * 24 - 1)).toHaveLength(1)
    expect(await shownAfter(keepDays * 24)).toEqual([])
    gate.clock.set(new Date(now + keepDays * 86_400_000).toISOString())
    const late = await gate.member(['lead'])
    expect((await late.get(path)).status).toBe(404)
    gate.clock.set(new Date(now).toISOString())
    expect((await member.get(path)).status).toBe(200)
  })

  test('is deleted by the nightly run after two days, file and entry, and not before', async () => {
    const member = await gate.member(['lead'])
    await ordered(member, 'xes')
    const now = gate.clock.now()
    const kind = retention[0]!
    const nightly = async (days: number) =>
      await inTenant(its.db, its.tenant, 'system', async (tx) => {
        const [today, at] = [addDays(gate.clock.today(), days), now + days * 86_400_000]
        const run = await prepareRun(tx, 'system', kind, null, today, at)
        if (run) while (await eraseBatch(tx, kind, run, { today, now: at, backupDays: null }));
      })
    await nightly(1)
    expect(await left()).toMatchObject({ orders: expect.any(Number), own: 1 })
    await nightly(keepDays + 1)
    expect(await left()).toEqual({ orders: 0, files: 0, own: 0 })

    async function left() {
      return await inTenant(its.db, its.tenant, asLead(member.id), async (tx) => {
        const own = await sql`SELECT id FROM insight_log_export`.execute(tx)
        const files = await sql`SELECT export_id FROM insight_log_export_content`.execute(tx)
        return { own: own.rows.length, files: files.rows.length, orders: await all() }
      })
    }
    async function all() {
      const { rows } = await inTenant(its.db, its.tenant, 'system', (tx) =>
        sql`SELECT id FROM insight_log_export`.execute(tx),
      )
      return rows.length
    }
  })
})
