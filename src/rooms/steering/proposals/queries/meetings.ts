import type { Day } from '../../../../kernel/day.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { readSetting } from '../../../../platform/settings/index.ts'
import { listMeetings, type Meeting } from '../../../network/index.ts'
import { visibleProposals } from '../access.ts'
import { mayMove } from '../domain/states.ts'
import { steeringBody } from '../setting.ts'
import { procedureNow } from './procedures.ts'
import { listProposals, type Proposal } from './proposals.ts'

type Reader = Pick<Actor, 'roles'>

/** Meetings of the steering group: the coming ones, the next first, and those that were, the last first. */
export async function meetingsOfGroup(
  tx: Tx,
  actor: Reader,
  today: Day,
  held = 8,
): Promise<{ coming: readonly Meeting[]; past: readonly Meeting[] }> {
  const { value: body } = await readSetting(tx, steeringBody)
  const { rows } = await listMeetings(tx, actor, { body, cancelled: false, descending: true, limit: 40 })
  return {
    coming: rows.filter((one) => one.heldOn >= today && one.state !== 'held').reverse(),
    past: rows.filter((one) => one.heldOn < today || one.state === 'held').slice(0, held),
  }
}

/** A meeting, when it is one of the group. */
export async function findMeetingOfGroup(tx: Tx, actor: Reader, id: string): Promise<Meeting | undefined> {
  const { value: body } = await readSetting(tx, steeringBody)
  const { rows } = await listMeetings(tx, actor, { body, descending: true, limit: 200 })
  return rows.find((one) => one.id === id)
}

/** Submitted proposals that no agenda has: never put on one, or on that of a meeting that is over or was cancelled. */
export async function waitingForAgenda(tx: Tx, actor: Actor, today: Day): Promise<Proposal[]> {
  const { rows } = await listProposals(tx, actor, { states: ['submitted'], limit: 100 })
  if (rows.every(({ meetingId }) => meetingId === null)) return rows
  const { coming } = await meetingsOfGroup(tx, actor, today)
  const open = new Set<string>(coming.map(({ id }) => id))
  return rows.filter(({ meetingId }) => meetingId === null || !open.has(meetingId))
}

/** Whether a submitted proposal stands on the agenda of a meeting to come. */
export async function standsOnAgenda(
  tx: Tx,
  actor: Reader,
  { state, meetingId }: Pick<Proposal, 'state' | 'meetingId'>,
  today: Day,
): Promise<boolean> {
  if (state !== 'submitted' || meetingId === null) return false
  return (await meetingsOfGroup(tx, actor, today)).coming.some(({ id }) => id === meetingId)
}

/** How many proposals are in which state, for the page that lists them. */
export async function countsByState(tx: Tx, actor: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await visibleProposals(tx, actor)
    .select(['proposal.state', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('proposal.state')
    .execute()
  return new Map(rows.map(({ state, count }) => [state, Number(count)]))
}

/** Whether something can be recorded: the meeting that it is laid before has come, or its written procedure decided. */
export async function isDecidable(tx: Tx, actor: Reader, proposal: Proposal, today: Day): Promise<boolean> {
  if (!mayMove(proposal.state, 'decide')) return false
  const procedure = await procedureNow(tx, proposal)
  if (proposal.meetingId === null) return procedure?.outcome === 'accepted' || procedure?.outcome === 'rejected'
  const meeting = await findMeetingOfGroup(tx, actor, proposal.meetingId)
  return meeting !== undefined && meeting.heldOn <= today && meeting.heldOn >= (proposal.submittedOn ?? meeting.heldOn)
}
