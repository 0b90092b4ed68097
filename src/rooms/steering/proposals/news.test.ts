// Those who reported findings hear what became of them; what waits in the queue is what the people's side reads.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { inTenant, type Tx } from '../../../platform/database/index.ts'
import { anActor } from '../../../platform/database/testing.ts'
import { addMember } from '../../../platform/identity/testing.ts'
import { queueSchema } from '../../../platform/jobs/queue.ts'
import { getTopic } from '../topics/index.ts'
import { loadTopics } from '../topics/load.ts'
import { type NewDecision, recordDecision } from './actions/decide.ts'
import { changeProposal, createProposal, moveProposal } from './actions/propose.ts'
import { getProposal } from './queries/proposals.ts'
import { type TestGroup, testGroup } from './testing.ts'

let its: TestGroup
let coordinator: Actor
const today = day('2026-11-16')
const setting = { today, now: Date.parse('2026-11-16T12:00:00Z'), demo: false }
beforeAll(async () => {
  its = await testGroup()
  coordinator = anActor(['coordinator'], { organisationId: its.organisation('kreis') })
  await inTenant(its.db, its.tenant, 'system', (tx) => addMember(tx, coordinator))
})
afterAll(() => its.close())

const me = <T>(work: (tx: Tx) => Promise<T>) => inTenant(its.db, its.tenant, coordinator, work)

const formedOn = day('2026-11-10')
let quarter = 2000
/** A topic with findings of one cell. */
async function aTopic(title: string): Promise<Id<'topic'>> {
  const cell = { interfaceId: null, hurdle: 'waitingTime', quarter: day(`${quarter++}-07-01`), regionKey: null }
  const topics = [{ title, cells: [cell], formedOn }]
  const ids = await inTenant(its.db, its.tenant, 'system', (tx) => loadTopics(tx, { topics, simulated: false }))
  return ids.get(title) as Id<'topic'>
}
const stateOf = async (id: Id<'topic'>) => (await me((tx) => getTopic(tx, coordinator, id))).state

const written = {
  title: 'Sprechstunde am Abend',
  decisionText: 'Die Lenkungsgruppe richtet eine Sprechstunde am Abend ein.',
  about: 'Wer arbeitet, kommt tagsüber nicht.',
  canChange: ['district'],
  options: [],
} as const
const aProposal = (topic: Id<'topic'>) => me((tx) => createProposal(tx, coordinator, setting, { ...written, topic }))
const read = (number: number) => me((tx) => getProposal(tx, coordinator, number))
async function move(number: number, step: 'submit' | 'takeBack' | 'withdraw'): Promise<void> {
  const proposal = await read(number)
  await me((tx) => moveProposal(tx, coordinator, setting, proposal, { move: step, version: proposal.version }))
}
async function decide(number: number, more: Partial<NewDecision>): Promise<void> {
  const proposal = await read(number)
  const input = {
    kind: 'accepted',
    text: written.decisionText,
    levels: ['district'],
    meeting: its.meeting('today'),
    going: {},
    version: proposal.version,
    ...more,
  } as const satisfies NewDecision
  await me((tx) => recordDecision(tx, coordinator, setting, proposal, input))
}

/** What waits in the queue for those who reported findings of this topic, the oldest first, without that it was formed. */
async function toldOf(title: string): Promise<readonly object[]> {
  const queue = queueSchema(its.db.names.shared)
  const { rows } = await its.db.owner.pool.query<{ payload: { payload: { title: string; news: { kind: string } } } }>(
    `SELECT job.payload FROM "${queue}"._private_jobs AS job JOIN "${queue}"._private_tasks AS task ON task.id = job.task_id
     WHERE task.identifier = 'cases.topic-formed' ORDER BY job.id`,
  )
  return rows
    .map(({ payload }) => payload.payload)
    .filter((one) => one.title === title && one.news.kind !== 'topicFormed')
    .map(({ news }) => news)
}

test('those who reported hear of the proposal, the decision and each thing that it sets going', async () => {
  const number = await aProposal(await aTopic('Sprechzeiten'))
  expect(await toldOf('Sprechzeiten')).toEqual([])
  await move(number, 'submit')
  await decide(number, {
    responsible: its.organisation('jobcenter'),
    dueOn: day('2027-03-01'),
    going: {
      measure: { number: '7.02', title: 'Abendsprechstunde', field: 'arbeit' },
      offer: { name: 'Beratung am Abend', topic: 'work' },
      target: { interface: its.interfaceId, days: 14, from: day('2026-12-01') },
    },
  })
  expect(await toldOf('Sprechzeiten')).toEqual([
    { kind: 'proposed', on: today },
    { kind: 'accepted', on: today },
    { kind: 'measure', on: today, title: 'Abendsprechstunde' },
    { kind: 'offer', on: today, title: 'Beratung am Abend' },
    { kind: 'target', on: '2026-12-01', title: 'Sozialamt an Jobcenter' },
  ])
})

test.each([
  ['rejected', { kind: 'rejected', reason: 'Kein Geld' }],
  ['deferred', { kind: 'deferred', deferredUntil: day('2027-01-10') }],
  ['escalated', { kind: 'toMinistry' }],
] as const)('a decision that is %s is told to those who reported', async (kind, more) => {
  const title = `Was ${kind} wird`
  const number = await aProposal(await aTopic(title))
  await move(number, 'submit')
  await decide(number, more)
  expect((await toldOf(title)).slice(1)).toEqual([{ kind, on: today }])
})

test('a topic goes back when the last proposal on it is withdrawn or is about another one', async () => {
  const topic = await aTopic('Zurückgezogen')
  const [first, second] = [await aProposal(topic), await aProposal(topic)]
  await move(first, 'submit')
  await move(second, 'withdraw')
  expect(await stateOf(topic)).toBe('submitted')
  await move(first, 'withdraw')
  expect(await stateOf(topic)).toBe('clustered')

  const third = await read(await aProposal(topic))
  expect(await stateOf(topic)).toBe('proposalDrafted')
  const other = await aTopic('Ein anderes')
  await me((tx) =>
    changeProposal(tx, coordinator, setting, third, { ...written, topic: other, version: third.version }),
  )
  expect([await stateOf(topic), await stateOf(other)]).toEqual(['clustered', 'proposalDrafted'])
})
