import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Day, day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { type HandoverData, loadJourneys, type StepData } from '../load.ts'
import type { LifeData } from '../loadlife.ts'
import { aHandover, aStep, type TestJourneys, testJourneys } from '../testing.ts'
import { type Listed, listElsewhere, listTurn } from './morning.ts'

const today = day('2026-11-16')
let its: TestJourneys
let worker: Actor
let colleague: Actor
let intake: Actor
let other: Actor

const references = ({ rows }: Listed) => rows.map(({ reference }) => reference)

beforeAll(async () => {
  its = await testJourneys()
  worker = await its.member('caseManager', 'town')
  colleague = await its.member('caseManager', 'town')
  intake = await its.member('intake', 'jobcenter')
  other = await its.member('intake', 'school')
  const passed = (reference: string, steps: readonly StepData[], life: LifeData): HandoverData =>
    aHandover(its, steps, { person: reference, life: { kind: 'transfer', reference, ...life } })
  const offered = aStep('offered', '2026-11-02')
  const given = (reference: string, more: readonly StepData[], replyBy: Day, sentBy = worker.userId) =>
    passed(reference, [offered, ...more], { replyBy, sentBy })
  await its.as('system', (tx) =>
    loadJourneys(
      tx,
      [
        given('waits', [], day('2026-11-20')),
        given('late', [], day('2026-11-10')),
        given('asked', [aStep('askedBack', '2026-11-12')], day('2026-11-18')),
        given('accepted lately', [aStep('accepted', '2026-11-13')], day('2026-11-25')),
        given('accepted long ago', [aStep('accepted', '2026-11-03')], day('2026-11-25')),
        passed('refused', [aStep('offered', '2026-10-10'), aStep('declined', '2026-10-25', { reason: 'noCapacity' })], {
          sentBy: worker.userId,
        }),
        passed(
          'refused in spring',
          [aStep('offered', '2026-03-10'), aStep('declined', '2026-03-25', { reason: 'noCapacity' })],
          {
            sentBy: worker.userId,
          },
        ),
        given('late of the colleague', [], day('2026-11-11'), colleague.userId),
        passed('taken', [offered], { replyBy: day('2026-11-17'), assignedTo: colleague.userId, sentBy: worker.userId }),
      ],
      { simulated: true },
    ),
  )
}, 60_000)
afterAll(() => its.close())

const listing = (mine: boolean, limit = 20) => ({
  mine,
  today,
  since: day('2026-11-09'),
  declinedSince: day('2026-10-17'),
  limit,
})

test('what lies elsewhere: late first, answers of the last days, refusals of the last month; never what simply waits', async () => {
  const mine = await its.as(worker, (tx) => listElsewhere(tx, worker, listing(true)))
  expect(references(mine)).toEqual(['late', 'accepted lately', 'refused'])
  const teams = await its.as(worker, (tx) => listElsewhere(tx, worker, listing(false)))
  expect(references(teams)).toEqual(['late', 'late of the colleague', 'accepted lately', 'refused'])
  expect(teams.total).toBe(4)
  expect(await its.as(worker, (tx) => listElsewhere(tx, worker, listing(false, 1)))).toMatchObject({ total: 4 })
})

test('whose turn it is: questions to the giver, answers and appointments of the receiver', async () => {
  expect(references(await its.as(worker, (tx) => listTurn(tx, worker, listing(true))))).toEqual(['asked'])
  expect(references(await its.as(colleague, (tx) => listTurn(tx, colleague, listing(true))))).toEqual([])
  expect(references(await its.as(colleague, (tx) => listTurn(tx, colleague, listing(false))))).toEqual(['asked'])
  const received = references(await its.as(intake, (tx) => listTurn(tx, intake, listing(false))))
  expect(received).toContain('taken')
  const own = references(await its.as(intake, (tx) => listTurn(tx, intake, listing(true))))
  expect(own).toContain('waits')
  expect(own).not.toContain('taken')
})

test('another organisation sees none of them', async () => {
  expect(await its.as(other, (tx) => listTurn(tx, other, listing(false)))).toEqual({ rows: [], total: 0 })
  expect(await its.as(other, (tx) => listElsewhere(tx, other, listing(false)))).toEqual({ rows: [], total: 0 })
})
