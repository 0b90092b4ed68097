import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { addDays, day } from '../../../kernel/day.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { inTenant, sql } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { type TestGate, testGate } from '../../../platform/http/testing.ts'
import { room as journeys } from '../../journeys/index.ts'
import { room as network } from '../../network/index.ts'
import { loadOffers, type OfferData, room as offers } from '../../offers/index.ts'
import { room as people } from '../../people/index.ts'
import { room } from '../index.ts'
import { getCaseToWrite } from '../queries.ts'
import { type CaseRow, type TestCases, testCases } from '../testing.ts'
import { endNeed, recordNeed } from './actions.ts'
import { loadNeeds } from './load.ts'
import { getNeed, needsOf } from './queries.ts'

let its: TestCases
let gate: TestGate
let manager: Actor
let file: CaseRow
const clock = fixedClock('2026-11-16T08:00:00Z')
const since = day('2026-10-01')

beforeAll(async () => {
  its = await testCases()
  gate = await testGate(its, { rooms: [network, offers, people, journeys, room] })
  manager = await its.member(['caseManager'], 'north')
  const [town] = await its.as(
    'system',
    async (tx) => (await sql<{ id: Id<'municipality'> }>`SELECT id FROM municipality`.execute(tx)).rows,
  )
  file = its.file('north', { target_group: 'Familien', municipality_id: town!.id })
  await its.add(file)
})
afterAll(() => its.close())

const recordOne = async (who: Actor = manager, topic = 'language') =>
  its.as(who, async (tx) =>
    recordNeed(tx, who, await getCaseToWrite(tx, who, file.id), { topic, language: 'ar', neededOn: since }, clock),
  )

const end = (id: Id<'need'>, version: number, ending: Parameters<typeof endNeed>[4]) =>
  its.as(manager, async (tx) => endNeed(tx, manager, await getNeed(tx, file.id, id), version, ending, clock))

describe('a need of a case', () => {
  test('takes group and town from the case, ends, opens again, and each step is noted', async () => {
    const id = await recordOne()
    await end(id, 1, { move: 'meet', on: day('2026-10-20'), offerId: null })
    expect(await its.as(manager, (tx) => getNeed(tx, file.id, id))).toMatchObject({
      state: 'met',
      metOn: '2026-10-20',
      metHow: 'elsewhere',
      targetGroup: 'Familien',
      municipalityId: file.municipality_id,
      version: 2,
    })
    await end(id, 2, { move: 'reopen' })
    await end(id, 3, { move: 'giveUp', on: day('2026-11-02'), reason: 'noOffer' })
    const { rows } = await its.as('system', (tx) =>
      sql<{ event: string }>`SELECT event FROM audit_entry WHERE event LIKE 'cases.need-%' ORDER BY at_ms, id`.execute(
        tx,
      ),
    )
    expect(rows.map(({ event }) => event)).toEqual([
      'cases.need-recorded',
      'cases.need-met',
      'cases.need-reopened',
      'cases.need-given-up',
    ])
  })

  test('cannot end twice, before it began, in days to come, or behind somebody’s back', async () => {
    const id = await recordOne()
    await expect(end(id, 1, { move: 'reopen' })).rejects.toThrow(Conflict)
    await expect(end(id, 1, { move: 'meet', on: addDays(since, -1), offerId: null })).rejects.toThrow(Invalid)
    await expect(end(id, 1, { move: 'meet', on: day('2026-11-17'), offerId: null })).rejects.toThrow(Invalid)
    await expect(end(id, 1, { move: 'giveUp', on: since, reason: 'weather' })).rejects.toThrow(Invalid)
    await expect(end(id, 2, { move: 'meet', on: since, offerId: null })).rejects.toThrow(ChangedMeanwhile)
    await expect(recordOne(manager, 'weather')).rejects.toThrow(Invalid)
  })

  test('is nobody else’s: neither to read nor to write, not even past the program', async () => {
    const id = await recordOne()
    for (const [roles, team] of [
      [['caseManager'], 'south'],
      [['caseManager'], 'town'],
      [['coordinator'], 'district'],
      [['lead'], 'district'],
      [['immigrationOffice'], 'district'],
    ] as const) {
      const other = await its.member(roles, team)
      expect((await its.as(other, (tx) => sql`SELECT * FROM case_need`.execute(tx))).rows).toEqual([])
      const changed = its.as(other, (tx) =>
        sql`UPDATE case_need SET reason = 'other' WHERE id = ${id} RETURNING id`.execute(tx),
      )
      expect((await changed).rows).toEqual([])
      const added = its.as(other, (tx) =>
        recordNeed(
          tx,
          other,
          {
            id: file.id,
            controllerId: file.controller_id,
            organisationId: file.organisation_id,
            municipalityId: null,
            targetGroup: null,
            simulated: true,
          },
          { topic: 'language', neededOn: since },
          clock,
        ),
      )
      await expect(added).rejects.toThrow(/row-level security/)
      await expect(its.as(other, (tx) => getCaseToWrite(tx, other, file.id))).rejects.toThrow(
        roles[0] === 'caseManager' || roles[0] === 'coordinator' ? NotFound : /.*/,
      )
    }
  })

  test('who opened the file with a reason reads it and writes nothing', async () => {
    const coordinator = await its.member(['coordinator'], 'district')
    await its.as('system', (tx) =>
      sql`INSERT INTO case_opening (id, case_id, controller_id, user_id, kind, reason, opened_at, until)
        VALUES (gen_random_uuid(), ${file.id}, ${file.controller_id}, ${coordinator.userId}, 'supervision',
          'Beschwerde der Familie', now(), now() + interval '1 hour')`.execute(tx),
    )
    expect((await its.as(coordinator, (tx) => needsOf(tx, file.id))).length).toBeGreaterThan(0)
    await expect(its.as(coordinator, (tx) => getCaseToWrite(tx, coordinator, file.id))).rejects.toThrow(Forbidden)
    const changed = its.as(coordinator, (tx) => sql`UPDATE case_need SET reason = 'other' RETURNING id`.execute(tx))
    expect((await changed).rows).toEqual([])
  })

  test('what a desk counted without a file is read by that desk, and added by nobody in the program', async () => {
    const desk = {
      caseId: null,
      controllerId: file.controller_id,
      recordedBy: its.organisation('south'),
      topic: 'housing',
      neededOn: since,
    }
    await its.as('system', (tx) => loadNeeds(tx, [desk], { simulated: true, now: clock.now() }))
    const counted = (who: Actor) =>
      its.as(who, async (tx) => (await sql`SELECT id FROM case_need WHERE case_id IS NULL`.execute(tx)).rows.length)
    expect(await counted(await its.member(['caseManager'], 'south'))).toBe(1)
    expect(await counted(manager)).toBe(0)
    const south = await its.member(['caseManager'], 'south')
    const forged = its.as(south, (tx) => loadNeeds(tx, [desk], { simulated: true, now: clock.now() }))
    await expect(forged).rejects.toThrow(/row-level security/)
  })
})

describe('what leaves', () => {
  test('is topic, place, group, language, days and reason: no id of a person, a case, an offer or a team', async () => {
    const { rows } = await inTenant(
      its.db,
      its.tenant,
      'system',
      (tx) => sql<Record<string, unknown>>`SELECT * FROM published_need`.execute(tx),
      { role: 'insight', readOnly: true },
    )
    expect(rows.length).toBeGreaterThan(2)
    expect(Object.keys(rows[0]!).sort()).toEqual([
      'case_number',
      'given_up_on',
      'language',
      'met_on',
      'municipality_id',
      'needed_on',
      'reason',
      'recorded_lag_days',
      'simulated',
      'target_group',
      'topic',
    ])
    // Needs of one case bear one number, a desk's each their own.
    const ofCase = new Set(rows.filter((row) => row['topic'] === 'language').map((row) => row['case_number']))
    expect(ofCase.size).toBe(1)
    const forbidden = inTenant(its.db, its.tenant, 'system', (tx) => sql`SELECT * FROM case_need`.execute(tx), {
      role: 'insight',
      readOnly: true,
    })
    await expect(forbidden).rejects.toThrow(/permission denied/)
  })

  test('a change changes the revision', async () => {
    const revision = () =>
      inTenant(
        its.db,
        its.tenant,
        'system',
        async (tx) => (await sql`SELECT steps::text FROM published_need_revision`.execute(tx)).rows,
        { role: 'insight', readOnly: true },
      )
    const before = await revision()
    await recordOne()
    expect(await revision()).not.toEqual(before)
  })
})

describe('on the page of the file', () => {
  const own = async () =>
    gate.member(['caseManager'], { organisationId: its.organisation('north'), controllerId: file.controller_id })
  const offer: Omit<OfferData, 'organisationId'> = {
    key: 'cafe',
    name: 'Sprachcafé Aulenstedt',
    summary: 'Deutsch üben',
    topic: 'language',
    organisation: 'Case Management Nord',
    languages: ['ar'],
    booking: 'open',
    cost: 'free',
    states: [{ state: 'open', since: day('2026-01-01') }],
  }

  test('two clicks record it, the offers that fit stand beside it, and one of them ends it', async () => {
    await its.as('system', (tx) =>
      loadOffers(tx, [{ ...offer, organisationId: its.organisation('north') }], { simulated: true }),
    )
    const browser = await own()
    const path = `/cases/${file.id}`
    expect((await browser.get(path)).text).toContain(`action="/auental${path}/needs/new"`)
    const sent = await browser.post(`${path}/needs/new`, { topic: 'language', language: 'ar' })
    expect(sent.status).toBe(303)
    const at = sent.to!.replace('/auental', '').replace(/\?.*$/, '')
    const page = await browser.get(at)
    expect(page.text).toContain('Sprachcafé Aulenstedt')
    const id = /<option value="([0-9a-f-]{36})">Sprachcafé/.exec(page.text)![1]!
    const met = await browser.post(at, { version: '1', do: 'meet', offer: id })
    expect(met.status).toBe(303)
    expect((await browser.get(at)).text).toMatch(/erfüllt/)
  })

  test('a mistake keeps what was typed, and giving up wants a reason', async () => {
    const browser = await own()
    const sent = await browser.post(`/cases/${file.id}/needs/new`, { topic: '', language: 'ar' })
    expect(sent.status).toBe(422)
    expect(sent.text).toMatch(/<option value="ar" selected/)
    const id = await recordOne()
    const given = await browser.post(`/cases/${file.id}/needs/${id}`, { version: '1', do: 'giveUp', reason: '' })
    expect(given.status).toBe(422)
    expect(given.text).toContain('Warum aufgegeben')
  })

  test('another team finds neither the need nor its pages', async () => {
    const id = await recordOne()
    const other = await gate.member(['caseManager'], {
      organisationId: its.organisation('south'),
      controllerId: file.controller_id,
    })
    for (const path of [
      `/cases/${file.id}/needs/${id}`,
      `/cases/${file.id}/needs/${id}/edit`,
      `/cases/${file.id}/needs/new`,
    ])
      expect((await other.get(path)).status).toBe(404)
  })

  test('no text was missing', () => expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([]))
})
