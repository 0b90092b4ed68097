/** What a file follows by itself: the rules as tables, and the file while both sides of a hand-over move. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../../../kernel/clock.ts'
import { day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql } from '../../../../platform/database/index.ts'
import {
  answerHandover,
  bookAppointment,
  completeHandover,
  type FollowedHandover,
  offerHandover,
  recordFirstAppointment,
} from '../../../journeys/index.ts'
import { type Basis, loadBases } from '../../../people/index.ts'
import { type TestFile, type TestSharing, testSharing } from '../testing.ts'
import { wantedOf, wantedOfBases } from './domain.ts'
import { followFile } from './follow.ts'
import { followingJobs } from './jobs.ts'

const today = day('2026-11-16')
const at = { today, land: 'NW' as const }
const one = (more: Partial<FollowedHandover>): FollowedHandover => ({
  id: 'h1' as Id<'handover'>,
  interfaceId: 'i1' as Id<'interface'>,
  toOrganisationId: 'o1' as Id<'organisation'>,
  state: 'offered',
  offeredOn: day('2026-11-10'),
  answeredOn: null,
  endedOn: null,
  replyBy: day('2026-11-17'),
  appointment: null,
  ...more,
})
const booked = {
  id: 'a1' as Id<'handover-appointment'>,
  heldOn: day('2026-11-24'),
  beginsAt: '14:00',
  place: 'Raum 12',
  interpreterNeeded: true,
  interpreterLanguage: 'ar',
  state: 'booked' as const,
}
const answeredOn = day('2026-11-13')

describe('what a hand-over asks of who gave it', () => {
  test.each<[string, Partial<FollowedHandover>, readonly string[]]>([
    ['offered: its answer', {}, ['answer 2026-11-17']],
    ['asked back: the answer of the giver', { state: 'askedBack' }, ['question 2026-11-17']],
    [
      'accepted: telling the family, the first appointment',
      { state: 'accepted', answeredOn, replyBy: day('2026-11-30') },
      ['accepted 2026-11-16', 'first 2026-11-30'],
    ],
    [
      'accepted and booked: the appointment',
      { state: 'accepted', answeredOn, appointment: booked },
      ['accepted 2026-11-16', 'appointment 2026-11-24'],
    ],
    ['declined: another way', { state: 'declined', endedOn: answeredOn, replyBy: null }, ['declined 2026-11-16']],
    ['arrived, ended, taken back: nothing', { state: 'firstAppointment' }, []],
    ['completed', { state: 'completed', endedOn: today }, []],
    ['withdrawn', { state: 'withdrawn', endedOn: today }, []],
    ['prepared', { state: 'prepared', replyBy: null }, []],
  ])('%s', (_name, more, expected) => {
    expect(wantedOf([one(more)], at).map(({ what, dueOn }) => `${what} ${dueOn}`)).toEqual(expected)
  })

  test('a declined one is settled by asking elsewhere, and after a month it is no news', () => {
    const declined = one({ state: 'declined', endedOn: answeredOn, replyBy: null })
    const again = one({ id: 'h2' as Id<'handover'>, offeredOn: answeredOn })
    expect(wantedOf([declined, again], at).map(({ what }) => what)).toEqual(['answer'])
    const [old] = wantedOf([{ ...declined, endedOn: day('2026-10-01') }], at)
    expect(old?.begins).toBe(false)
  })

  test('a new deadline is a new follow-up, the same one is not', () => {
    const marks = (replyBy: string) => wantedOf([one({ replyBy: day(replyBy) })], at).map(({ mark }) => mark)
    expect(marks('2026-11-17')).toEqual(marks('2026-11-17'))
    expect(marks('2026-11-17')).not.toEqual(marks('2026-11-20'))
  })
})

describe('a consent that runs out', () => {
  const basis = (more: Partial<Basis>): Basis => ({
    id: 'b1' as Id<'transfer-basis'>,
    personId: 'p1' as Id<'person'>,
    controllerId: 'c1' as Id<'organisation'>,
    kind: 'consent',
    purpose: 'responsibilityChange',
    recipientId: 'o1' as Id<'organisation'>,
    categories: ['contact'],
    norm: null,
    version: 1,
    givenOn: day('2025-12-01'),
    validUntil: day('2026-12-01'),
    revokedOn: null,
    ...more,
  })
  test.each<[string, readonly Basis[], number]>([
    ['within the days of notice', [basis({})], 1],
    ['later', [basis({ validUntil: day('2027-12-01') })], 0],
    ['revoked', [basis({ revokedOn: today })], 0],
    ['run out', [basis({ validUntil: day('2026-11-15') })], 0],
    ['replaced', [basis({}), basis({ id: 'b2' as Id<'transfer-basis'>, validUntil: day('2027-12-01') })], 0],
    [
      'replaced for another receiver',
      [
        basis({}),
        basis({ id: 'b2' as Id<'transfer-basis'>, validUntil: null, recipientId: 'o2' as Id<'organisation'> }),
      ],
      1,
    ],
  ])('%s', (_name, bases, count) => expect(wantedOfBases(bases, today)).toHaveLength(count))
})

describe('a file while both sides move', () => {
  let its: TestSharing
  let giver: Actor
  let intake: Actor
  let file: TestFile
  beforeAll(async () => {
    its = await testSharing()
    giver = await its.member(['caseManager'], 'team')
    intake = await its.member(['intake'], 'jobcenter')
  }, 60_000)
  afterAll(() => its.close())

  const setting = { clock: fixedClock('2026-11-16T08:00:00Z'), tenant: { demo: true, land: 'NW' as const } }
  const run = (job: string, payload: unknown = null) =>
    its.as('system', (tx) => followingJobs[job]!({ tx, db: its.db, tenant: its.tenant, clock: setting.clock }, payload))
  const tasks = async (state = 'open') => {
    const { rows } = await its.as('system', (tx) =>
      sql<{ title: string; due: string }>`
        SELECT title, due_on AS due FROM case_task WHERE case_id = ${file.id} AND state = ${state} ORDER BY due_on, title
      `.execute(tx),
    )
    return rows.map(({ title, due }) => `${due} ${title}`)
  }
  const nextDue = async () => {
    const { rows } = await its.as('system', (tx) =>
      sql<{ due: string | null }>`SELECT next_due_on AS due FROM case_file WHERE id = ${file.id}`.execute(tx),
    )
    return rows[0]?.due
  }
  async function offered(): Promise<Id<'handover'>> {
    file = await its.file()
    const id = await its.as(giver, (tx) =>
      offerHandover(
        tx,
        giver,
        {
          interfaceId: its.interfaceId,
          toOrganisationId: its.organisation('jobcenter'),
          municipalityId: null,
          targetGroup: null,
          occurredOn: today,
          originId: file.id,
          person: file.journeyKey,
        },
        setting,
      ),
    )
    await run('cases.handover-moved', { handover: id })
    return id
  }

  test('the day for the answer, the acceptance, the appointment, the arrival; the day next due goes with them', async () => {
    const id = await offered()
    expect(await tasks()).toEqual(['2026-11-23 Jobcenter Kreis Auental: Antwort nachfragen'])
    expect(await nextDue()).toBe('2026-11-23')
    await its.as(intake, (tx) => answerHandover(tx, intake, id, { kind: 'accepted', occurredOn: today }, setting))
    await run('cases.handover-moved', { handover: id })
    expect(await tasks()).toEqual([
      '2026-11-17 Jobcenter Kreis Auental hat angenommen: Familie informieren',
      '2026-11-30 Jobcenter Kreis Auental: ersten Termin nachfragen',
    ])
    expect(await nextDue()).toBe('2026-11-17')
    await its.as(intake, (tx) =>
      bookAppointment(
        tx,
        intake,
        id,
        { heldOn: day('2026-11-20'), beginsAt: '14:00', interpreterNeeded: true },
        setting,
      ),
    )
    await run('cases.handover-moved', { handover: id })
    expect(await tasks()).toContain('2026-11-20 Erster Termin bei Jobcenter Kreis Auental')
    const { rows } = await its.as('system', (tx) =>
      sql`SELECT kind, due_at, interpreter_needed FROM case_task WHERE case_id = ${file.id} AND due_on = '2026-11-20'`.execute(
        tx,
      ),
    )
    expect(rows).toEqual([{ kind: 'appointment', due_at: '14:00', interpreter_needed: true }])
    await its.as(intake, (tx) => recordFirstAppointment(tx, intake, id, { occurredOn: today }, setting))
    await run('cases.handover-moved', { handover: id })
    expect(await tasks()).toEqual([])
    expect(await nextDue()).toBeNull()
    await its.as(intake, (tx) => completeHandover(tx, intake, id, { occurredOn: today, outcome: 'settled' }, setting))
    await run('cases.handover-moved', { handover: id })
    expect(await tasks('dropped')).toHaveLength(4)
  })

  test('what somebody has done does not come again, however often it is looked at', async () => {
    const id = await offered()
    await its.as('system', (tx) =>
      sql`UPDATE case_task SET state = 'done', ended_on = ${today} WHERE case_id = ${file.id}`.execute(tx),
    )
    await run('cases.handover-moved', { handover: id })
    await run('cases.follow-file', { file: file.id })
    expect(await tasks()).toEqual([])
    expect(await tasks('done')).toHaveLength(1)
  })

  test('whoever gives it has it on the list in the same transaction, and a closed file follows nothing', async () => {
    file = await its.file()
    await its.as(giver, async (tx) => {
      await offerHandover(
        tx,
        giver,
        {
          interfaceId: its.interfaceId,
          toOrganisationId: its.organisation('jobcenter'),
          municipalityId: null,
          targetGroup: null,
          occurredOn: today,
          originId: file.id,
        },
        setting,
      )
      await followFile(tx, giver, file.id, { ...at, now: setting.clock.now() })
    })
    expect(await tasks()).toHaveLength(1)
    expect(await nextDue()).toBe('2026-11-23')
    await its.as('system', (tx) =>
      sql`UPDATE case_file SET phase = 'closed', closure_reason = 'goalReached', closed_on = ${today} WHERE id = ${file.id}`.execute(
        tx,
      ),
    )
    await run('cases.follow-file', { file: file.id })
    expect(await tasks()).toEqual([])
  })

  test('a consent that runs out is followed from the night on', async () => {
    file = await its.file()
    await its.as('system', async (tx) => {
      await sql`INSERT INTO case_person (case_id, controller_id, person_id, role, since)
        SELECT id, controller_id, person_id, 'main', opened_on FROM case_file WHERE id = ${file.id}`.execute(tx)
      await loadBases(
        tx,
        [
          {
            key: 'ending',
            controllerId: its.organisation('district'),
            personId: file.personId,
            kind: 'consent',
            purpose: 'responsibilityChange',
            recipientId: its.organisation('town'),
            categories: ['contact'],
            givenOn: day('2025-12-12'),
            validUntil: day('2026-12-12'),
          },
        ],
        { simulated: true, today },
      )
    })
    await run('cases.follow-all')
    await run('cases.bases-moved', { person: file.personId })
    expect(await tasks()).toEqual(['2026-12-12 Einwilligung für Stadt Falkenwede läuft aus'])
  })
})
