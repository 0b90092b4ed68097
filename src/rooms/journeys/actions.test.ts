import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { anActor } from '../../platform/database/testing.ts'
import { answerHandover } from './actions/answer.ts'
import { recordFirstAppointment } from './actions/arrive.ts'
import { completeHandover, withdrawHandover } from './actions/end.ts'
import { calendarDays, type NewHandover, offerHandover, offerPrepared, prepareHandover } from './actions/offer.ts'
import { declarePathway } from './actions/pathway.ts'
import { getHandover, listPathways, listWaiting } from './queries.ts'
import { setting, type TestJourneys, testJourneys } from './testing.ts'

let its: TestJourneys
let town: Actor
let jobcenter: Actor
let school: Actor
beforeAll(async () => {
  its = await testJourneys()
  town = await its.member('municipality', 'town')
  jobcenter = await its.member('caseManager', 'jobcenter')
  school = await its.member('caseManager', 'school')
}, 60_000)
afterAll(() => its.close())

const anOffer = (more: Partial<NewHandover> = {}): NewHandover => ({
  interfaceId: its.interface('town-jobcenter'),
  toOrganisationId: its.organisation('jobcenter'),
  municipalityId: its.municipality,
  targetGroup: 'Familien',
  occurredOn: day('2026-11-02'),
  ...more,
})
const offered = (more: Partial<NewHandover> = {}) =>
  its.as(town, (tx) => offerHandover(tx, town, anOffer(more), setting))
const on = (text: string) => ({ occurredOn: day(text) })

describe('a hand-over played by both sides', () => {
  test('from the preparation to the end', async () => {
    const id = await its.as(town, (tx) => prepareHandover(tx, town, anOffer(on('2026-10-20')), setting))
    await its.as(town, (tx) => offerPrepared(tx, town, id, on('2026-10-22'), setting))
    const states = [
      await its.as(jobcenter, (tx) =>
        answerHandover(tx, jobcenter, id, { kind: 'askedBack', ...on('2026-10-26') }, setting),
      ),
      await its.as(town, (tx) => offerPrepared(tx, town, id, on('2026-10-27'), setting)),
      await its.as(jobcenter, (tx) =>
        answerHandover(tx, jobcenter, id, { kind: 'accepted', ...on('2026-10-28') }, setting),
      ),
      await its.as(jobcenter, (tx) =>
        recordFirstAppointment(tx, jobcenter, id, { ...on('2026-11-09'), reason: 'missingDocument' }, setting),
      ),
      await its.as(jobcenter, (tx) => completeHandover(tx, jobcenter, id, on('2026-11-13'), setting)),
    ]
    expect(states).toEqual(['askedBack', 'offered', 'accepted', 'firstAppointment', 'completed'])
    const handover = await its.as(town, (tx) => getHandover(tx, town, id))
    expect(handover).toMatchObject({
      state: 'completed',
      offeredOn: '2026-10-22',
      firstOn: '2026-11-09',
      targetDays: 14,
      simulated: true,
      version: 7,
    })
    expect(handover.steps.map(({ kind, source }) => `${kind} ${source}`)).toEqual([
      'prepared sender',
      'offered sender',
      'askedBack both',
      'offered sender',
      'accepted both',
      'firstAppointment both',
      'completed both',
    ])
    const audit = await its.as('system', (tx) =>
      sql<{ event: string }>`SELECT event FROM audit_entry WHERE subject = ${id} ORDER BY id`.execute(tx),
    )
    expect(audit.rows.map((row) => row.event)).toEqual([
      'journeys.handover-prepared',
      'journeys.handover-offered',
      'journeys.handover-asked-back',
      'journeys.handover-offered',
      'journeys.handover-accepted',
      'journeys.first-appointment-recorded',
      'journeys.handover-completed',
    ])
  })

  test('a receiver that never clicks: the sender records the arrival, and the figure says so', async () => {
    const id = await offered()
    await its.as(town, (tx) =>
      recordFirstAppointment(tx, town, id, { ...on('2026-11-10'), isEstimate: true, certainty: 'about' }, setting),
    )
    const { rows } = await its.as('system', (tx) =>
      sql<{ sides: string }>`SELECT sides FROM handover WHERE id = ${id}`.execute(tx),
    )
    expect(rows[0]!.sides).toBe('estimated')
  })

  test('the target is that of the day of the offer', async () => {
    const before = await offered(on('2026-02-27'))
    const after = await offered(on('2026-03-02'))
    const targets = await Promise.all([before, after].map((id) => its.as(town, (tx) => getHandover(tx, town, id))))
    expect(targets.map((one) => one.targetDays)).toEqual([21, 14])
  })

  test('a target in working days is counted out to calendar days with the holidays of the Land', () => {
    const target = { number: 1, days: 10, unit: 'workingDays' as const, validFrom: day('2024-01-01') }
    expect(calendarDays(target, day('2026-03-02'), 'NW')).toBe(14)
    // Good Friday and Easter Monday 2026: 3 and 6 April.
    expect(calendarDays(target, day('2026-03-30'), 'NW')).toBe(16)
    expect(calendarDays({ ...target, unit: 'calendarDays' }, day('2026-03-30'), 'NW')).toBe(10)
    expect(calendarDays(undefined, day('2026-03-30'), 'NW')).toBeNull()
  })
})

describe('what may not be', () => {
  const cases: [string, (id: Id<'handover'>) => Promise<unknown>, unknown][] = [
    [
      'asking back by the sender',
      (id) => its.as(town, (tx) => answerHandover(tx, town, id, { kind: 'askedBack', ...on('2026-11-03') }, setting)),
      Conflict,
    ],
    [
      'completing before the arrival',
      (id) => its.as(jobcenter, (tx) => completeHandover(tx, jobcenter, id, on('2026-11-03'), setting)),
      Conflict,
    ],
    [
      'withdrawing by the receiver',
      (id) => its.as(jobcenter, (tx) => withdrawHandover(tx, jobcenter, id, on('2026-11-03'), setting)),
      Conflict,
    ],
    [
      'a day that lies ahead',
      (id) =>
        its.as(jobcenter, (tx) =>
          answerHandover(tx, jobcenter, id, { kind: 'accepted', ...on('2026-11-17') }, setting),
        ),
      Invalid,
    ],
    [
      'a day before the offer',
      (id) =>
        its.as(jobcenter, (tx) =>
          answerHandover(tx, jobcenter, id, { kind: 'accepted', ...on('2026-11-01') }, setting),
        ),
      Invalid,
    ],
    [
      'declining without a reason',
      (id) =>
        its.as(jobcenter, (tx) =>
          answerHandover(tx, jobcenter, id, { kind: 'declined', reason: '', ...on('2026-11-03') }, setting),
        ),
      Invalid,
    ],
    [
      'an estimate by the receiver',
      (id) =>
        its.as(jobcenter, (tx) =>
          recordFirstAppointment(tx, jobcenter, id, { ...on('2026-11-03'), isEstimate: true }, setting),
        ),
      Invalid,
    ],
    [
      'a third organisation',
      (id) =>
        its.as(school, (tx) => answerHandover(tx, school, id, { kind: 'accepted', ...on('2026-11-03') }, setting)),
      NotFound,
    ],
  ]
  test.each(cases)('%s', async (_name, act, error) => {
    const id = await offered()
    await expect(act(id)).rejects.toThrow(error as never)
    const { state, version } = await its.as(town, (tx) => getHandover(tx, town, id))
    expect([state, version]).toEqual(['offered', 1])
  })

  test('offering to itself, ahead of time, through nothing', async () => {
    await expect(offered({ toOrganisationId: its.organisation('town') })).rejects.toThrow(Invalid)
    await expect(offered(on('2026-11-17'))).rejects.toThrow(Invalid)
    await expect(offered({ interfaceId: its.organisation('town') as never })).rejects.toThrow(NotFound)
  })

  test('a coordinator hands nothing over and sees no hand-over', async () => {
    const coordinator = await its.member('coordinator', 'town')
    const id = await offered()
    await expect(its.as(coordinator, (tx) => getHandover(tx, coordinator, id))).rejects.toThrow(Forbidden)
    const seen = await its.as(coordinator, (tx) => sql<{ n: number }>`SELECT count(*) AS n FROM handover`.execute(tx))
    expect(seen.rows[0]!.n).toBe(0)
  })
})

describe('row-level security, without any code of the room', () => {
  const count = (who: Actor, table: string) =>
    its.as(
      who,
      async (tx) => (await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(tx)).rows[0]!.n,
    )

  test('giving and receiving organisation see the same, a third and a stranger nothing', async () => {
    await offered()
    const stranger = anActor(['caseManager'], {
      organisationId: its.organisation('town'),
      controllerId: its.organisation('town'),
    })
    expect(await count(town, 'handover')).toBeGreaterThan(0)
    expect(await count(jobcenter, 'handover')).toBe(await count(town, 'handover'))
    expect(await count(jobcenter, 'journey_step')).toBe(await count(town, 'journey_step'))
    for (const who of [school, stranger]) {
      expect(await count(who, 'handover')).toBe(0)
      expect(await count(who, 'journey_step')).toBe(0)
    }
  })

  test('nobody begins a hand-over or records a step in the name of another', async () => {
    const id = await offered()
    const asOther = {
      ...town,
      organisationId: its.organisation('jobcenter'),
      controllerId: its.organisation('jobcenter'),
    }
    await expect(
      its.as(town, (tx) =>
        offerHandover(tx, asOther, anOffer({ toOrganisationId: its.organisation('school') }), setting),
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(
      its.as(town, (tx) => answerHandover(tx, asOther, id, { kind: 'accepted', ...on('2026-11-03') }, setting)),
    ).rejects.toThrow(/row-level security/)
  })
})

test('two who answer at once follow each other: the second is refused', async () => {
  const id = await offered()
  const answers = await Promise.allSettled([
    its.as(jobcenter, (tx) =>
      answerHandover(tx, jobcenter, id, { kind: 'declined', reason: 'noCapacity', ...on('2026-11-03') }, setting),
    ),
    its.as(jobcenter, (tx) =>
      answerHandover(tx, jobcenter, id, { kind: 'declined', reason: 'other', ...on('2026-11-03') }, setting),
    ),
  ])
  expect(answers.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('what waits, longest first', async () => {
  const old = await offered(on('2026-01-05'))
  const [first] = await its.as(jobcenter, (tx) => listWaiting(tx, jobcenter, 'received'))
  expect(first!.id).toBe(old)
  expect(await its.as(jobcenter, (tx) => listWaiting(tx, jobcenter, 'given'))).toEqual([])
})

test('pathways are declared by coordination and read by those who work with them', async () => {
  const coordinator = await its.member('coordinator', 'town')
  const pathway = {
    key: 'work',
    name: 'Vom Ankommen in die Arbeit',
    milestones: [
      { key: 'arrival', name: 'Angekommen', interfaceId: null },
      { key: 'jobcenter', name: 'Erste Leistung', interfaceId: its.interface('town-jobcenter') },
    ],
  }
  await its.as(coordinator, (tx) => declarePathway(tx, coordinator, pathway, { demo: true }))
  expect(await its.as(town, (tx) => listPathways(tx, town))).toMatchObject([
    { key: 'work', description: null, simulated: true, milestones: pathway.milestones },
  ])
  await expect(
    its.as(town, (tx) => declarePathway(tx, town, { ...pathway, key: 'other' }, { demo: true })),
  ).rejects.toThrow(Forbidden)
})
