import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import {
  addAgendaItem,
  agendaOf,
  agendaPartsOf,
  getMeeting,
  type Meeting,
  takeOffAgenda,
} from '../../../network/index.ts'
import { inOrderOfWeight } from '../domain/weight.ts'
import { findMeetingOfGroup, standsOnAgenda, waitingForAgenda } from '../queries/meetings.ts'
import type { Proposal } from '../queries/proposals.ts'
import { advanceProposal } from '../recording.ts'
import type { Setting } from '../setting.ts'

/**
 * Puts all submitted proposals that stand on no agenda onto that of a meeting, in order of weight: what costs people most
 * comes first. Returns how many. Throws Invalid for a meeting that is not one of the group or is over, Conflict where none
 * waits.
 */
export async function fillAgenda(tx: Tx, actor: Actor, setting: Setting, meetingId: string): Promise<number> {
  const meeting = await comingMeeting(tx, actor, setting, meetingId)
  const waiting = inOrderOfWeight(await waitingForAgenda(tx, actor, setting.today))
  if (waiting.length === 0) throw new Conflict('steering-nothing-waits')
  for (const proposal of waiting) await putOnAgenda(tx, actor, meeting, proposal)
  return waiting.length
}

/** Puts one proposal onto the agenda of a meeting. */
export async function scheduleProposal(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  proposal: Proposal,
  { meetingId, version }: { readonly meetingId: string; readonly version: number },
): Promise<void> {
  const waiting = await waitingForAgenda(tx, actor, setting.today)
  if (!waiting.some(({ id }) => id === proposal.id)) throw new Conflict('steering-proposal-not-now')
  await putOnAgenda(tx, actor, await comingMeeting(tx, actor, setting, meetingId), proposal, version)
}

/**
 * Takes one proposal off the agenda again; it waits for another place, or is taken back. Before people were invited its item
 * goes, afterwards the item stays as withdrawn. Throws Conflict where it stands on none, or the meeting was held.
 */
export async function unscheduleProposal(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  proposal: Proposal,
  { version }: { readonly version: number },
): Promise<void> {
  const { meetingId, agendaItemId } = proposal
  if (meetingId === null || !(await standsOnAgenda(tx, actor, proposal, setting.today)))
    throw new Conflict('steering-proposal-on-no-agenda')
  const meeting = await getMeeting(tx, actor, meetingId)
  await advanceProposal(
    tx,
    actor,
    proposal,
    { meeting_id: null, agenda_item_id: null },
    { event: 'unscheduled', seen: version, details: { meeting: meetingId, agendaItem: agendaItemId } },
  )
  const item = (await agendaOf(tx, actor, meetingId)).find(({ id }) => id === agendaItemId)
  // What coordination withdrew on the agenda itself is withdrawn.
  if (!item || item.withdrawn) return
  const part = (await agendaPartsOf(tx, actor, meetingId)).find(({ isPublic }) => isPublic === item.isPublic)
  await takeOffAgenda(tx, actor, meetingId, {
    item: item.id,
    version: part?.version ?? 0,
    step: meeting.state === 'scheduled' ? 'remove' : 'withdraw',
  })
}

async function comingMeeting(tx: Tx, actor: Actor, { today }: Setting, meetingId: string): Promise<Meeting> {
  const ours = await findMeetingOfGroup(tx, actor, meetingId)
  if (!ours || ours.cancelledOn !== null || ours.heldOn < today || ours.state === 'held')
    throw new Invalid([{ field: 'meeting', code: 'not-an-option' }])
  return await getMeeting(tx, actor, ours.id)
}

async function putOnAgenda(
  tx: Tx,
  actor: Actor,
  meeting: Meeting,
  proposal: Proposal,
  seen: number = proposal.version,
): Promise<Id<'agendaItem'>> {
  const item = await addAgendaItem(tx, actor, meeting.id, {
    title: proposal.title,
    isPublic: false,
    simulated: proposal.simulated,
  })
  await advanceProposal(
    tx,
    actor,
    proposal,
    { meeting_id: meeting.id, agenda_item_id: item },
    { event: 'scheduled', seen, details: { meeting: meeting.id, agendaItem: item } },
  )
  return item
}
