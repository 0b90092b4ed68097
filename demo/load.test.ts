import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rooms } from '../src/app.ts'
import { fixedClock } from '../src/kernel/clock.ts'
import { type Day, dayNumber } from '../src/kernel/day.ts'
import type { Actor } from '../src/platform/access/index.ts'
import {
  type Database,
  getTenant,
  inTenant,
  listTenants,
  migrate,
  sql,
  type Tenant,
} from '../src/platform/database/index.ts'
import { allSources } from '../src/platform/database/testing/rooms.ts'
import { anActor, emptyTestDatabase } from '../src/platform/database/testing.ts'
import { listPathways } from '../src/rooms/journeys/index.ts'
import { listInterfaces, listMunicipalities, listOrganisations, membersOf } from '../src/rooms/network/index.ts'
import { auentalPlan, loadDemo } from './load.ts'

const clock = fixedClock('2026-11-16T08:00:00Z')
const today = clock.today()
let db: Database
let auental: Tenant
let warendorf: Tenant

beforeAll(async () => {
  db = await emptyTestDatabase()
  await migrate(db, allSources())
  await loadDemo(db, rooms, { clock })
  auental = await getTenant(db, 'auental')
  warendorf = await getTenant(db, 'warendorf')
}, 120_000)
afterAll(() => db.close())

const reader = anActor(['coordinator'])
const rowsOf = async <T>(tenant: Tenant, query: string, role: 'app' | 'insight' = 'app') =>
  (await inTenant(db, tenant, 'system', (tx) => sql.raw<T>(query).execute(tx), { role })).rows
const numberOf = async (tenant: Tenant, query: string, role?: 'app' | 'insight') =>
  (await rowsOf<{ n: number }>(tenant, query, role))[0]!.n
const everything = { limit: 500 }

describe('Kreis Auental', () => {
  test('has its towns with outlines, its interfaces with targets, everything marked as simulated', async () => {
    await inTenant(db, auental, reader, async (tx) => {
      const towns = await listMunicipalities(tx, reader, everything, today)
      expect(towns.rows.map((town) => town.name)).toHaveLength(13)
      expect(towns.rows.every((town) => town.simulated)).toBe(true)
      const interfaces = await listInterfaces(tx, reader, everything, today)
      expect(interfaces.total).toBe(15)
      expect(interfaces.rows.every((one) => one.simulated && one.targetDays !== null)).toBe(true)
      expect(interfaces.rows.find((one) => one.key === 'sozialamt-jobcenter')).toMatchObject({
        targetDays: 14,
        fromJurisdiction: 'AsylbLG',
        toJurisdiction: 'SGB II',
      })
    })
    expect(await numberOf(auental, 'SELECT count(outline) AS n FROM published_municipality', 'insight')).toBe(13)
    for (const table of ['handover', 'organisation', 'body', 'site', 'contact', 'pathway']) {
      expect(await numberOf(auental, `SELECT count(*) AS n FROM ${table} WHERE NOT simulated`), table).toBe(0)
    }
  })

  test('has three years of hand-overs that end with the last full month before its making', async () => {
    const [span] = await rowsOf<{ n: number; first: number; last: number; open: number }>(
      auental,
      'SELECT count(*) AS n, min(offered_on) AS first, max(last_event_on) AS last, count(*) FILTER (WHERE state = 0) AS open FROM published_passage',
      'insight',
    )
    expect(span!.n).toBeGreaterThan(7200)
    expect(span!.n).toBeLessThan(9000)
    expect(span!.open).toBeGreaterThan(270)
    expect(span!.open).toBeLessThan(360)
    expect(span!.last).toBeLessThanOrEqual(dayNumber('2026-10-31' as Day))
    expect(span!.first).toBeGreaterThan(dayNumber('2023-09-30' as Day))
    expect(auentalPlan(fixedClock('2027-03-01T08:00:00Z')).timeline.last - auentalPlan(clock).timeline.last).toBe(4)
  })

  test('every state of a hand-over is what its steps say', async () => {
    const wrong = await numberOf(
      auental,
      `SELECT count(*) AS n FROM handover h
       WHERE h.version <> (SELECT count(*) FROM journey_step s WHERE s.handover_id = h.id)
          OR h.first_on IS DISTINCT FROM (SELECT min(s.occurred_on) FROM journey_step s WHERE s.handover_id = h.id AND s.kind = 'firstAppointment')`,
    )
    expect(wrong).toBe(0)
  })

  test('who recorded a step is one of the two sides', async () => {
    const wrong = await numberOf(
      auental,
      `SELECT count(*) AS n FROM journey_step s JOIN handover h ON h.id = s.handover_id
       WHERE s.organisation_id NOT IN (h.from_organisation_id, h.to_organisation_id)`,
    )
    expect(wrong).toBe(0)
  })

  test('has a sample that was played through the real actions, and the audit knows it', async () => {
    const events = await rowsOf<{ event: string; n: number }>(
      auental,
      "SELECT event, count(*) AS n FROM audit_entry WHERE event LIKE 'journeys.%' AND user_id IS NOT NULL GROUP BY event ORDER BY event",
    )
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining([
        'journeys.handover-offered',
        'journeys.handover-prepared',
        'journeys.handover-withdrawn',
        'journeys.first-appointment-recorded',
      ]),
    )
  })

  test('gives each who works with hand-overs something of their own, something of the team, and something late', async () => {
    const inboxes = await rowsOf<{ name: string; own: number; teams: number; late: number }>(
      auental,
      `SELECT m.name, count(*) FILTER (WHERE h.assigned_to = m.id) AS own, count(*) FILTER (WHERE h.assigned_to IS NULL) AS teams,
         count(*) FILTER (WHERE h.reply_by < '${today}') AS late
       FROM membership m JOIN membership_role r ON r.member_id = m.id AND r.role IN ('caseManager', 'intake', 'municipality')
         JOIN handover h ON h.to_organisation_id = m.organisation_id AND h.ended_on IS NULL AND h.reply_by IS NOT NULL
       WHERE m.name <> 'Fachverfahren Jobcenter'
       GROUP BY m.name ORDER BY m.name`,
    )
    expect(inboxes.map(({ name }) => name)).toEqual([
      'Jobcenter, Eingang',
      'KIM Case Management',
      'Sozialamt Aulenstedt',
    ])
    for (const { name, own, teams, late } of inboxes)
      expect([own > 0, teams > 0, late > 0], `${name}: ${own}, ${teams}, ${late}`).toEqual([true, true, true])
  })

  test('has a day of case management with appointments, conferences ahead and consents that run out', async () => {
    const ahead = (table: string, column: string, where: string) =>
      numberOf(
        auental,
        `SELECT count(*) AS n FROM ${table} WHERE ${column} BETWEEN '${today}' AND '${today}'::date + 30 AND ${where}`,
      )
    expect(
      await ahead('case_task', 'due_on', "kind = 'appointment' AND due_at IS NOT NULL AND assignee_id IS NOT NULL"),
    ).toBeGreaterThan(3)
    expect(await ahead('case_conference', 'held_on', "state = 'planned'")).toBeGreaterThan(0)
    expect(await ahead('transfer_basis', 'valid_until', 'recorded_by IS NOT NULL')).toBeGreaterThan(0)
  })

  test('has demo roles and pathways', async () => {
    const roles = await rowsOf<{ name: string }>(
      auental,
      'SELECT name FROM membership WHERE deactivated_at IS NULL ORDER BY name',
    )
    // Eleven roles, and the program of the Jobcenter.
    expect(roles).toHaveLength(12)
    const pathways = await inTenant(db, auental, reader, (tx) => listPathways(tx, reader))
    expect(pathways.map((pathway) => pathway.key).toSorted()).toEqual([
      'ankommen-und-arbeit',
      'aufenthalt-und-einbuergerung',
      'kind-in-die-schule',
    ])
  })
})

describe('the files of Kreis Auental', () => {
  test('300 are open, of which some thirty at the team of the demo, and some are closed', async () => {
    const open = 'SELECT count(*)::int AS n FROM case_file WHERE closed_on IS NULL'
    expect(await numberOf(auental, open)).toBe(300)
    const team = await numberOf(
      auental,
      `${open} AND organisation_id = (SELECT id FROM organisation WHERE key = 'kim')`,
    )
    expect(team).toBe(32)
    expect(await numberOf(auental, 'SELECT count(*)::int AS n FROM case_file WHERE closed_on IS NOT NULL')).toBe(104)
  })
  test('hand-overs name the file that they were offered from, by its own reference', async () => {
    const named = `SELECT count(*)::int AS n FROM handover JOIN case_file ON case_file.id = handover.origin_id WHERE case_file.reference`
    expect(await numberOf(auental, `${named} <> handover.reference`)).toBe(0)
    expect(await numberOf(auental, `${named} = handover.reference`)).toBeGreaterThan(40)
    expect(
      await numberOf(auental, `${named} = handover.reference AND case_file.journey_key <> handover.person_key`),
    ).toBe(0)
  })
  test('nothing of them is later than the day of its making, and all of them is simulated', async () => {
    expect(await numberOf(auental, `SELECT count(*)::int AS n FROM case_note WHERE happened_on > '${today}'`)).toBe(0)
    expect(await numberOf(auental, `SELECT count(*)::int AS n FROM transfer_basis WHERE given_on > '${today}'`)).toBe(0)
    for (const table of ['person', 'case_file', 'finding', 'offer'])
      expect(await numberOf(auental, `SELECT count(*)::int AS n FROM ${table} WHERE NOT simulated`), table).toBe(0)
  })
})

describe('the register of Kreis Auental', () => {
  const inStates = 'SELECT count(*)::int AS n FROM measure WHERE state'

  test('has about 80 measures in three concepts that overlap, all simulated', async () => {
    expect(await numberOf(auental, 'SELECT count(*)::int AS n FROM measure WHERE simulated')).toBe(85)
    expect(await numberOf(auental, 'SELECT count(*)::int AS n FROM measure WHERE NOT simulated')).toBe(0)
    const inConcepts = await numberOf(auental, 'SELECT count(*)::int AS n FROM measure_concept')
    expect(inConcepts).toBeGreaterThan(100)
  })

  test('has measures in every state but proposed, and stalled ones with a reason', async () => {
    const states = await rowsOf<{ state: string }>(auental, 'SELECT DISTINCT state FROM measure')
    expect(states).toHaveLength(9)
    expect(await numberOf(auental, `${inStates} = 'established'`)).toBeGreaterThan(30)
    expect(await numberOf(auental, 'SELECT count(*)::int AS n FROM measure WHERE stalled_reason IS NOT NULL')).toBe(7)
  })

  test('rests every proposal about an interface on figures that were released to the steering group', async () => {
    const proposals = 'SELECT count(*)::int AS n FROM proposal WHERE interface_id IS NOT NULL'
    expect(await numberOf(auental, proposals)).toBeGreaterThan(2)
    const resting = 'EXISTS (SELECT FROM proposal_evidence WHERE proposal_id = proposal.id)'
    expect(await numberOf(auental, `${proposals} AND NOT ${resting}`)).toBe(0)
  })

  test('says of no state that it began in the future', async () => {
    expect(await numberOf(auental, `SELECT count(*)::int AS n FROM measure_state WHERE since > '${today}'`)).toBe(0)
  })

  test('has needs in files and such that desks counted without one, all simulated, none in the wrong file', async () => {
    const count = (where: string) => numberOf(auental, `SELECT count(*)::integer AS n FROM case_need WHERE ${where}`)
    expect(await count('case_id IS NOT NULL')).toBeGreaterThan(100)
    expect(await count('case_id IS NULL')).toBeGreaterThan(1500)
    expect(await count('NOT simulated')).toBe(0)
    expect(
      await numberOf(
        auental,
        `SELECT count(*)::integer AS n FROM case_need JOIN case_file ON case_file.id = case_id
          WHERE case_need.municipality_id IS DISTINCT FROM case_file.municipality_id
            OR case_need.controller_id <> case_file.controller_id OR needed_on < opened_on`,
      ),
    ).toBe(0)
    // Language is needed most where courses with childcare are missing: a planted gap.
    const [most] = await rowsOf<{ topic: string; language: string }>(
      auental,
      `SELECT topic, language FROM published_need WHERE met_on IS NULL AND language IS NOT NULL
        GROUP BY topic, language ORDER BY count(*) DESC LIMIT 1`,
      'insight',
    )
    expect(most?.topic).toBe('language')
  })
})

describe('Kreis Warendorf', () => {
  test('quotes its measures with sources, and none is simulated', async () => {
    expect(await numberOf(warendorf, 'SELECT count(*)::int AS n FROM measure WHERE NOT simulated')).toBe(9)
    expect(
      await numberOf(
        warendorf,
        'SELECT count(*)::int AS n FROM measure WHERE NOT EXISTS (SELECT FROM measures_source WHERE subject_id = measure.id)',
      ),
    ).toBe(0)
  })

  test('quotes public facts: 13 municipalities with official keys, each with its source', async () => {
    await inTenant(db, warendorf, reader, async (tx) => {
      const { rows } = await listMunicipalities(tx, reader, everything, today)
      expect(rows.map((one) => one.ags).toSorted()).toEqual(
        ['004', '008', '012', '016', '020', '024', '028', '032', '036', '040', '044', '048', '052'].map(
          (end) => `05570${end}`,
        ),
      )
      expect(rows.some((one) => one.simulated)).toBe(false)
      // The sum that Kreis Warendorf itself is given for that day.
      expect(rows.reduce((sum, one) => sum + (one.population ?? 0), 0)).toBe(283_295)
    })
    const kinds = ['district', 'municipality', 'organisation', 'site', 'body', 'service_interface']
    for (const kind of kinds) {
      const without = `SELECT count(*) AS n FROM ${kind} WHERE NOT EXISTS (SELECT FROM network_source WHERE subject_id = ${kind}.id)`
      expect(await numberOf(warendorf, without), kind).toBe(0)
    }
  })

  test('has no targets and no performance, because none is public', async () => {
    expect(await numberOf(warendorf, 'SELECT count(*) AS n FROM interface_target')).toBe(0)
    expect(await numberOf(warendorf, 'SELECT count(*) AS n FROM handover')).toBe(0)
  })

  test('has the AG Integration with its 17 members and the chair', async () => {
    const [group] = await rowsOf<{ id: never }>(warendorf, "SELECT id FROM body WHERE key = 'ag-integration'")
    const members = await inTenant(db, warendorf, 'system', (tx) => membersOf(tx, group!.id, today))
    expect(members).toHaveLength(18)
    expect(members.filter((member) => member.role === 'chair')).toHaveLength(1)
  })
})

test('loading again changes nothing', async () => {
  const state = async () => [
    (await listTenants(db)).map((tenant) => tenant.key),
    await numberOf(auental, 'SELECT count(*) AS n FROM journey_step'),
    await numberOf(warendorf, 'SELECT count(*) AS n FROM organisation'),
  ]
  const before = await state()
  await loadDemo(db, rooms, { clock })
  expect(await state()).toEqual(before)
})

test('a member of the demo sees the hand-overs of the own organisation and no others', async () => {
  const [member] = await rowsOf<{
    id: Actor['userId']
    organisation_id: Actor['organisationId']
    controller_id: Actor['controllerId']
  }>(
    auental,
    `SELECT id, organisation_id, controller_id FROM membership
      WHERE EXISTS (SELECT FROM membership_role WHERE member_id = membership.id AND role = 'municipality')`,
  )
  const who = { userId: member!.id, organisationId: member!.organisation_id, controllerId: member!.controller_id }
  const seen = await inTenant(db, auental, who, (tx) =>
    sql<{
      n: number
      own: number
    }>`SELECT count(*) AS n, count(*) FILTER (WHERE ${who.organisationId}::uuid IN (from_organisation_id, to_organisation_id)) AS own FROM handover`.execute(
      tx,
    ),
  )
  expect(seen.rows[0]!.n).toBeGreaterThan(100)
  expect(seen.rows[0]!.n).toBe(seen.rows[0]!.own)
})

test('a demo that cannot be filled is not left half made', async () => {
  const other = await emptyTestDatabase()
  try {
    await migrate(other, allSources())
    // Without the tables of journeys the network is loaded, and then it fails.
    await expect(loadDemo(other, rooms.slice(0, 1), { clock })).rejects.toThrow()
    expect(await listTenants(other)).toEqual([])
  } finally {
    await other.close()
  }
}, 60_000)

test('organisations of the invented district are invented: their places are', async () => {
  await inTenant(db, auental, reader, async (tx) => {
    const { rows } = await listOrganisations(tx, reader, everything, today)
    expect(rows.length).toBeGreaterThan(50)
    expect(rows.filter((one) => one.homepage !== null)).toEqual([])
  })
})
