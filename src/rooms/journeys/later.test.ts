/** What a hand-over has after its answer: appointments, corrections, the time after the end, and who is told when nobody leads. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { Conflict, Invalid, NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { setAfter } from './actions/after.ts'
import { answerHandover } from './actions/answer.ts'
import { bookAppointment, settleAppointment } from './actions/appointment.ts'
import { recordFirstAppointment } from './actions/arrive.ts'
import { correctStep } from './actions/correct.ts'
import { completeHandover, withdrawHandover } from './actions/end.ts'
import { offerHandover } from './actions/offer.ts'
import type { Setting } from './adding.ts'
import { bookedOf, isAhead, issuesOfAppointment, timeOf } from './appointments.ts'
import { correctable } from './domain.ts'
import { journeyOf } from './queries/ofcase.ts'
import { getOpened } from './queries/opened.ts'
import { historyOf } from './queries/thread.ts'
import { stepsOf } from './queries.ts'
import { remindAll } from './reminding.ts'
import { headsOf } from './team.ts'
import { type TestJourneys, testJourneys, tickingClock } from './testing.ts'

let its: TestJourneys
let town: Actor
let intake: Actor
let elsewhere: Actor
beforeAll(async () => {
  its = await testJourneys()
  town = await its.member('municipality', 'town')
  intake = await its.member('intake', 'jobcenter')
  elsewhere = await its.member('intake', 'school')
}, 60_000)
afterAll(() => its.close())

const today = day('2026-11-16')
const at = (instant: string): Setting => ({ clock: tickingClock(instant), tenant: { demo: true, land: 'NW' } })
const setting = at('2026-11-16T08:00:00Z')

const offered = () =>
  its.as(town, (tx) =>
    offerHandover(
      tx,
      town,
      {
        interfaceId: its.interface('town-jobcenter'),
        toOrganisationId: its.organisation('jobcenter'),
        municipalityId: null,
        targetGroup: null,
        occurredOn: today,
      },
      setting,
    ),
  )
async function accepted(): Promise<Id<'handover'>> {
  const id = await offered()
  await its.as(intake, (tx) => answerHandover(tx, intake, id, { kind: 'accepted', occurredOn: today }, setting))
  return id
}
const opened = (who: Actor, id: string) => its.as(who, (tx) => getOpened(tx, who, id))
const book = (who: Actor, id: Id<'handover'>, heldOn: string, more: object = {}, when = setting) =>
  its.as(who, (tx) => bookAppointment(tx, who, id, { heldOn: day(heldOn), ...more }, when))
const settle = (who: Actor, id: Id<'handover'>, input: Parameters<typeof settleAppointment>[3], when = setting) =>
  its.as(who, (tx) => settleAppointment(tx, who, id, input, when))
describe('a first appointment lies ahead', () => {
  test.each([
    { heldOn: '2026-11-17', beginsAt: undefined, ahead: true },
    { heldOn: '2026-11-16', beginsAt: '14:00', ahead: true },
    { heldOn: '2026-11-16', beginsAt: '08:30', ahead: false },
    { heldOn: '2026-11-16', beginsAt: undefined, ahead: false },
    { heldOn: '2026-11-15', beginsAt: '23:00', ahead: false },
  ])('$heldOn $beginsAt: $ahead', ({ heldOn, beginsAt, ahead }) => {
    // 08:00 UTC is 09:00 in Germany in winter.
    expect(isAhead({ heldOn: day(heldOn), beginsAt }, today, timeOf(setting.clock.now()))).toBe(ahead)
  })
})

describe('the day of a first appointment', () => {
  test.each([
    { heldOn: '2026-11-16', issue: 'journeys-day-past' },
    { heldOn: '2026-11-17', issue: undefined },
    { heldOn: '2027-11-16', issue: undefined },
    { heldOn: '2027-11-17', issue: 'journeys-appointment-too-far' },
    { heldOn: '2062-11-20', issue: 'journeys-appointment-too-far' },
  ])('$heldOn: $issue', ({ heldOn, issue }) => {
    expect(issuesOfAppointment({ heldOn: day(heldOn) }, today, '09:00')[0]?.code).toBe(issue)
  })
})

describe('the first appointment', () => {
  test('is booked by either side, and counts only once it took place, on its day', async () => {
    const id = await accepted()
    await book(town, id, '2026-11-20', {
      beginsAt: '14:00',
      place: 'Raum 12',
      interpreterNeeded: true,
      interpreterLanguage: 'ar',
    })
    expect(await opened(intake, id)).toMatchObject({ state: 'accepted', firstOn: null, replyBy: '2026-11-23' })
    await expect(book(intake, id, '2026-11-24')).rejects.toThrow(Conflict)
    await expect(settle(intake, id, { happened: 'tookPlace' })).rejects.toThrow(Invalid)
    await settle(intake, id, { happened: 'tookPlace' }, at('2026-11-24T08:00:00Z'))
    expect(await opened(town, id)).toMatchObject({ state: 'firstAppointment', firstOn: '2026-11-20', sides: 'both' })
    expect(await its.as(town, (tx) => bookedOf(tx, id))).toBeUndefined()
  })

  test('that did not take place leaves the hand-over waiting, one that is moved is booked on its new day', async () => {
    const id = await accepted()
    await book(intake, id, '2026-11-18')
    const mistyped = { happened: 'moved', to: { heldOn: day('2062-11-25') } } as const
    await expect(settle(intake, id, mistyped)).rejects.toThrow('movedOn: journeys-appointment-too-far')
    await settle(intake, id, { happened: 'moved', to: { heldOn: day('2026-11-25') } })
    expect(await its.as(town, (tx) => bookedOf(tx, id))).toMatchObject({ heldOn: '2026-11-25', state: 'booked' })
    await settle(intake, id, { happened: 'missed' }, at('2026-11-26T08:00:00Z'))
    // Five working days for a new one.
    expect(await opened(town, id)).toMatchObject({ state: 'accepted', firstOn: null, replyBy: '2026-12-03' })
    const kinds = (await its.as(town, (tx) => historyOf(tx, id))).map(({ what }) => what.kind)
    expect(kinds.filter((kind) => kind === 'booked' || kind === 'settled')).toHaveLength(4)
  })

  test('goes with the hand-over: withdrawn or arrived on another day leaves none booked', async () => {
    const id = await accepted()
    await book(intake, id, '2026-11-25')
    await its.as(intake, (tx) => recordFirstAppointment(tx, intake, id, { occurredOn: today }, setting))
    expect(await its.as(town, (tx) => bookedOf(tx, id))).toBeUndefined()
    expect(await opened(town, id)).toMatchObject({ firstOn: '2026-11-16' })
  })

  test('is not there for others, before the acceptance, or on a day that has passed', async () => {
    const id = await accepted()
    await expect(book(elsewhere, id, '2026-11-20')).rejects.toThrow(NotFound)
    await expect(book(intake, id, '2026-11-13')).rejects.toThrow(Invalid)
    await book(intake, id, '2026-11-20')
    expect(await its.as(elsewhere, (tx) => bookedOf(tx, id))).toBeUndefined()
    await expect(book(intake, await offered(), '2026-11-20')).rejects.toThrow(Conflict)
  })
})

describe('what was recorded wrongly', () => {
  const correct = (who: Actor, id: Id<'handover'>, step: string, version: number) =>
    its.as(who, (tx) => correctStep(tx, who, id, { step, reason: 'Falsche Zeile', version }, setting))
  const last = async (who: Actor, id: Id<'handover'>) => {
    const steps = await its.as(who, (tx) => stepsOf(tx, id))
    return correctable(steps, who.organisationId!)
  }

  test('is taken back by the side that recorded it, stays on record and counts no more', async () => {
    const id = await offered()
    const heard = { kind: 'declined', occurredOn: today, reason: 'noCapacity' } as const
    await its.as(town, (tx) => answerHandover(tx, town, id, heard, setting))
    const wrong = await last(town, id)
    expect(wrong?.kind).toBe('declined')
    // The other side did not record it.
    expect(await last(intake, id)).toBeUndefined()
    await expect(correct(intake, id, wrong!.id, 2)).rejects.toThrow(Conflict)
    await correct(town, id, wrong!.id, 2)
    expect(await opened(intake, id)).toMatchObject({
      state: 'offered',
      endedOn: null,
      answeredOn: null,
      reason: null,
      replyBy: '2026-11-23',
    })
    const history = await its.as(intake, (tx) => historyOf(tx, id))
    expect(history.map(({ what }) => what)).toContainEqual(
      expect.objectContaining({ step: 'declined', corrected: expect.objectContaining({ why: 'Falsche Zeile' }) }),
    )
    // Now the receiver answers, as if nothing had been.
    await its.as(intake, (tx) => answerHandover(tx, intake, id, { kind: 'accepted', occurredOn: today }, setting))
    expect(await opened(town, id)).toMatchObject({ state: 'accepted', sides: 'both' })
  })

  test('the end goes with its outcome; what came after it is corrected first', async () => {
    const id = await accepted()
    await its.as(intake, (tx) => recordFirstAppointment(tx, intake, id, { occurredOn: today }, setting))
    const first = await last(intake, id)
    await its.as(intake, (tx) => completeHandover(tx, intake, id, { occurredOn: today, outcome: 'settled' }, setting))
    const { version } = await opened(intake, id)
    await expect(correct(intake, id, first!.id, version)).rejects.toThrow(Conflict)
    await correct(intake, id, (await last(intake, id))!.id, version)
    expect(await opened(town, id)).toMatchObject({ state: 'firstAppointment', outcome: null, endedOn: null })
    const [handover] = (
      await its.as(town, async (tx) => {
        const { rows } = await sql<{ key: string }>`SELECT person_key AS key FROM handover WHERE id = ${id}`.execute(tx)
        return await journeyOf(tx, town, rows[0]!.key as Id<'journey'>)
      })
    ).entries.filter(({ kind }) => kind === 'completed')
    expect(handover).toBeUndefined()
  })

  test('the database takes back no step of the other side, and none of another hand-over', async () => {
    const [mine, other] = [await accepted(), await accepted()]
    const stepOf = async (id: Id<'handover'>, kind: string) =>
      (await its.as('system', (tx) => stepsOf(tx, id))).find((step) => step.kind === kind)!.id
    const insert = (who: Actor, step: string, handover: string) =>
      its.as(who, (tx) =>
        sql`INSERT INTO journey_step_correction
          (id, step_id, handover_id, controller_id, organisation_id, reason, corrected_by, corrected_at)
          VALUES (gen_random_uuid(), ${step}, ${handover}, ${who.controllerId}, ${who.organisationId}, 'x', ${who.userId}, now())`.execute(
          tx,
        ),
      )
    const refused = /row-level security/
    await expect(insert(town, await stepOf(mine, 'accepted'), mine)).rejects.toThrow(refused)
    await expect(insert(intake, await stepOf(other, 'accepted'), mine)).rejects.toThrow(refused)
    await insert(intake, await stepOf(mine, 'accepted'), mine)
  })

  test('the offer is withdrawn, not corrected', async () => expect(await last(town, await offered())).toBeUndefined())
})

describe('the time after the end', () => {
  test('is agreed on by either side, the last one holds, and both see it', async () => {
    const id = await accepted()
    const until = (who: Actor, end: string) =>
      its.as(who, (tx) => setAfter(tx, who, id, { until: day(end), norm: 'Einwilligung vom 12.10.2026' }, setting))
    await until(intake, '2026-12-31')
    await until(town, '2027-02-28')
    for (const who of [town, intake])
      expect(await opened(who, id)).toMatchObject({
        afterUntil: '2027-02-28',
        afterNorm: 'Einwilligung vom 12.10.2026',
      })
    const history = await its.as(intake, (tx) => historyOf(tx, id))
    expect(history.filter(({ what }) => what.kind === 'after')).toHaveLength(2)
    await expect(until(town, '2026-11-15')).rejects.toThrow(Invalid)
    await expect(until(town, '2028-11-20')).rejects.toThrow(Invalid)
    await expect(until(elsewhere, '2026-12-31')).rejects.toThrow(NotFound)
  })

  test('is counted from the end, and nobody opens it again once it is over', async () => {
    const id = await accepted()
    await its.as(intake, (tx) => recordFirstAppointment(tx, intake, id, { occurredOn: today }, setting))
    await its.as(intake, (tx) => completeHandover(tx, intake, id, { occurredOn: today, outcome: 'settled' }, setting))
    const until = (who: Actor, end: string, when: string) =>
      its.as(who, (tx) => setAfter(tx, who, id, { until: day(end), norm: 'Einwilligung' }, at(`${when}T08:00:00Z`)))
    // 730 days after 16.11.2026, whenever it is asked for.
    await expect(until(town, '2028-11-16', '2026-12-20')).rejects.toThrow(Invalid)
    await until(town, '2028-11-15', '2026-12-20')
    await until(intake, '2026-12-31', '2026-12-21')
    await until(town, '2027-01-15', '2026-12-31')
    for (const who of [town, intake])
      await expect(until(who, '2027-02-28', '2027-01-16')).rejects.toThrow('journeys-after-over')
    expect(await opened(town, id)).toMatchObject({ afterUntil: '2027-01-15' })
  })

  test('is not agreed on by a page that showed fewer steps', async () => {
    const id = await accepted()
    const { version } = await opened(intake, id)
    const after = { until: day('2026-12-31'), norm: 'Einwilligung', version }
    await its.as(town, (tx) => setAfter(tx, town, id, after, setting))
    await expect(its.as(intake, (tx) => setAfter(tx, intake, id, after, setting))).rejects.toMatchObject({
      message: 'journeys-meanwhile.after',
      who: town.name,
    })
  })

  test('not before the acceptance', async () => {
    const id = await offered()
    const after = { until: day('2026-12-31'), norm: 'Einwilligung' }
    await expect(its.as(town, (tx) => setAfter(tx, town, id, after, setting))).rejects.toThrow(Conflict)
  })
})

describe('whoever comes late', () => {
  const arrive = (id: Id<'handover'>, version?: number) =>
    its.as(intake, (tx) =>
      recordFirstAppointment(tx, intake, id, { occurredOn: today, ...(version && { version }) }, setting),
    )

  test('is told what was done last, whatever it was, and not a step that was taken back', async () => {
    const id = await accepted()
    const { version } = await opened(intake, id)
    await book(town, id, '2026-11-20')
    await expect(arrive(id, version)).rejects.toMatchObject({ message: 'journeys-meanwhile.booked', who: town.name })
    await settle(town, id, { happened: 'missed' })
    await expect(arrive(id, version)).rejects.toMatchObject({ message: 'journeys-meanwhile.cancelled' })
    await its.as(town, (tx) => withdrawHandover(tx, town, id, { occurredOn: today }, setting))
    await expect(arrive(id, version)).rejects.toMatchObject({ message: 'journeys-meanwhile.withdrawn' })

    const other = await accepted()
    const seen = (await opened(town, other)).version
    const step = correctable(await its.as(intake, (tx) => stepsOf(tx, other)), intake.organisationId!)!.id
    await its.as(intake, (tx) => correctStep(tx, intake, other, { step, reason: 'Zeile', version: seen }, setting))
    const withdraw = its.as(town, (tx) =>
      withdrawHandover(tx, town, other, { occurredOn: today, version: seen }, setting),
    )
    await expect(withdraw).rejects.toMatchObject({ message: 'journeys-meanwhile.corrected', who: intake.name })
  })

  test('is told of nobody where nothing was done since the page was shown', async () => {
    const id = await accepted()
    const { version } = await opened(town, id)
    const again = { kind: 'accepted', occurredOn: today, version } as const
    await expect(its.as(intake, (tx) => answerHandover(tx, intake, id, again, setting))).rejects.toMatchObject({
      name: 'Conflict',
      message: 'conflict',
    })
  })
})

describe('who is told', () => {
  const run = (instant: string) =>
    its.as('system', (tx) => remindAll({ tx, db: its.db, tenant: its.tenant, clock: tickingClock(instant) }, null))
  const told = (id: string) =>
    its.as('system', async (tx) => {
      const { rows } = await sql<{ stage: string; as: string; member: string }>`
        SELECT stage, told_as AS "as", member_id AS member FROM handover_told
        JOIN handover_reminder ON handover_reminder.id = reminder_id
        WHERE handover_told.handover_id = ${id} ORDER BY 1, 2, 3`.execute(tx)
      return rows
    })
  const heads = () => its.as('system', (tx) => headsOf(tx, its.organisation('jobcenter'), today))

  test('never nobody: without a head the administration, then the coordination, then the head with who stands in', async () => {
    expect(await heads()).toEqual([])
    const administrator = await its.member('administrator', 'school')
    expect(await heads()).toEqual([{ id: administrator.userId, as: 'administrator' }])
    const coordinator = await its.member('coordinator', 'school')
    expect(await heads()).toEqual([{ id: coordinator.userId, as: 'coordinator' }])

    const id = await offered()
    await run('2026-11-26T04:30:00Z')
    // Nobody has it yet, so the team; no team has a head, so the coordination, once for both.
    expect(await told(id)).toEqual([
      { stage: 'escalation', as: 'coordinator', member: coordinator.userId },
      { stage: 'reminder', as: 'team', member: intake.userId },
    ])
    await run('2026-11-26T05:30:00Z')
    expect(await told(id)).toHaveLength(2)
    const history = await its.as(town, (tx) => historyOf(tx, id))
    expect(history.filter(({ what }) => what.kind === 'told')).toHaveLength(2)

    const lead = await its.member('lead', 'jobcenter')
    await its.as('system', (tx) =>
      sql`INSERT INTO substitution (id, absent_id, substitute_id, valid_from, valid_to, reason_code, includes_guarded, set_at, set_by)
        VALUES (gen_random_uuid(), ${lead.userId}, ${coordinator.userId}, '2026-11-01', '2026-11-30', 'absence', false, now(), ${lead.userId})`.execute(
        tx,
      ),
    )
    expect(await heads()).toEqual([
      { id: lead.userId, as: 'head' },
      { id: coordinator.userId, as: 'deputy' },
    ])
  })
})
