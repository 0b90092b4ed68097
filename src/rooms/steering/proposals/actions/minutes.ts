import { Conflict } from '../../../../kernel/errors.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../../platform/http/changed.ts'
import { agendaOf, type Meeting, membersOf } from '../../../network/index.ts'
import { refuseTraces } from '../../topics/index.ts'
import { tables } from '../access.ts'
import {
  type Attendee,
  checksumOf,
  composedAnew,
  type MinutesContent,
  type MinutesDecision,
  type MinutesItem,
  typedAttendees,
} from '../domain/minutes.ts'
import { type Decision, decisionsThatHold } from '../queries/decisions.ts'
import { findMinutes, type Minutes } from '../queries/minutes.ts'
import { listProposals } from '../queries/proposals.ts'
import type { Setting } from '../setting.ts'

/**
 * Composes the minutes of a meeting from its agenda and the decisions that were recorded: a first draft, or the draft anew
 * with what was written kept. Throws Conflict once they are released or while the meeting is still to come.
 */
export async function composeMinutes(tx: Tx, actor: Actor, { today }: Setting, meeting: Meeting): Promise<void> {
  if (meeting.heldOn > today) throw new Conflict('steering-meeting-not-yet')
  const known = await findMinutes(tx, actor, meeting.id)
  if (known?.state === 'released') throw new Conflict('steering-minutes-released')
  const attendees: Attendee[] = (await membersOf(tx, meeting.bodyId, meeting.heldOn))
    .filter(
      (one) => (one.validFrom ?? meeting.heldOn) <= meeting.heldOn && (one.validTo ?? meeting.heldOn) >= meeting.heldOn,
    )
    .map((one) => ({ organisation: one.organisationName, office: '' }))
  const content = composedAnew(known?.content, attendees, await itemsOf(tx, actor, meeting))
  if (known) await write(tx, actor, known, { content: JSON.stringify(content) }, known.version, 'composed')
  else {
    await tables(tx)
      .insertInto('steering_minutes')
      .values({
        meeting_id: meeting.id,
        state: 'draft',
        content: JSON.stringify(content),
        released_on: null,
        checksum: null,
        version: 1,
        changed_at: sql<Date>`now()`,
        changed_by: actor.userId,
      })
      .execute()
    await note(tx, actor, meeting.id, 'composed')
  }
}

/**
 * Changes attendees and the texts of the items, in their order. Throws Conflict once released, ChangedMeanwhile, Invalid for
 * what tells who somebody is.
 */
export async function writeMinutes(
  tx: Tx,
  actor: Actor,
  minutes: Minutes,
  input: {
    readonly attendees: readonly Attendee[]
    readonly texts: readonly string[]
    readonly version: number
  },
): Promise<void> {
  if (minutes.state === 'released') throw new Conflict('steering-minutes-released')
  refuseTraces(
    {
      attendees: typedAttendees(input.attendees),
      ...Object.fromEntries(input.texts.map((text, index) => [`text-${index}`, text])),
    },
    'record',
  )
  const content: MinutesContent = {
    attendees: input.attendees,
    items: minutes.content.items.map((item, index) => ({ ...item, text: input.texts[index] ?? item.text })),
  }
  await write(tx, actor, minutes, { content: JSON.stringify(content) }, input.version, 'changed')
}

/** Releases the minutes: from then on they are frozen, and the members of the group read them. */
export async function releaseMinutes(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  minutes: Minutes,
  version: number,
): Promise<void> {
  if (minutes.state === 'released') throw new Conflict('steering-minutes-released')
  const released = { state: 'released' as const, released_on: today, checksum: checksumOf(minutes.content) }
  await write(tx, actor, minutes, released, version, 'released')
}

async function write(
  tx: Tx,
  actor: Actor,
  minutes: Minutes,
  values: Readonly<Record<string, unknown>>,
  seen: number,
  event: string,
): Promise<void> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('steering_minutes')
    .set({ ...values, version: seen + 1, changed_at: sql<Date>`now()`, changed_by: actor.userId })
    .where('meeting_id', '=', minutes.meetingId)
    .where('version', '=', seen)
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) {
    const latest = await tables(tx)
      .selectFrom('steering_minutes')
      .leftJoin('membership', 'membership.id', 'steering_minutes.changed_by')
      .select(['membership.name', 'steering_minutes.changed_at'])
      .where('meeting_id', '=', minutes.meetingId)
      .executeTakeFirst()
    throw new ChangedMeanwhile(latest?.name ?? '', latest?.changed_at ?? new Date())
  }
  await note(tx, actor, minutes.meetingId, event)
}

const note = (tx: Tx, actor: Actor, meetingId: string, event: string) =>
  record(tx, actor, { event: `steering.minutes-${event}`, subject: meetingId, subjectKind: 'steering.minutes' })

/** The items of the agenda with what was decided under them; decisions without an item stand at the end. */
async function itemsOf(tx: Tx, actor: Actor, meeting: Meeting): Promise<Omit<MinutesItem, 'text'>[]> {
  const agenda = await agendaOf(tx, actor, meeting.id)
  const decisions = await decisionsThatHold(tx, { meetingId: meeting.id, limit: 200 })
  const { rows } = await listProposals(tx, actor, { meetingId: meeting.id, limit: 200 })
  const itemOf = new Map(rows.map(({ number, agendaItemId }) => [number, agendaItemId as string | null]))
  const under = (itemId: string | null) =>
    decisions.filter((one) => (itemOf.get(one.proposal) ?? null) === itemId).map(decisionOf)
  const rest = decisions.filter((one) => !agenda.some(({ id }) => id === itemOf.get(one.proposal)))
  return [
    ...agenda
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ id, number, title }) => ({ itemId: id, number, title, decisions: under(id) })),
    ...rest.map((one) => ({
      itemId: `proposal-${one.proposal}`,
      number: null,
      title: one.title,
      decisions: [decisionOf(one)],
    })),
  ]
}

const decisionOf = (one: Decision): MinutesDecision => ({
  proposal: one.proposal,
  kind: one.kind,
  text: one.text,
  reason: one.reason,
  responsible: one.responsible,
  dueOn: one.dueOn,
  interimOn: one.interimOn,
  deferredUntil: one.deferredUntil,
  votes:
    one.yes === null && one.no === null && one.abstained === null
      ? null
      : { yes: one.yes ?? 0, no: one.no ?? 0, abstained: one.abstained ?? 0 },
})
