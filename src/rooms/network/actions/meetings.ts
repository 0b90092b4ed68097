import { Conflict, Invalid, NotFound } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween, type FieldChange, type FieldValues } from '../domain/changes.ts'
import { type MeetingMove, mayMove, mayReschedule, meetingTransitions } from '../domain/meetings.ts'
import type { Given } from '../forms.ts'
import type { Cancellation, ChangedMeeting, MeetingStep, NewMeeting } from '../meetingforms.ts'
import { agendaOf } from '../queries/agenda.ts'
import { getBody } from '../queries/bodies.ts'
import { getMeeting, type Meeting } from '../queries/meetings.ts'
import { advanced, demandUpdated, noteChange, type Setting } from '../recording.ts'
import { addAgendaItem } from './agenda.ts'
import { chosenBody } from './chosen.ts'
import { freeKey } from './keys.ts'

type Plan = Omit<Given<typeof NewMeeting>, 'body'>

/** Adds a meeting of a body; returns its id. */
export async function createMeeting(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  { body: bodyKey, ...plan }: Given<typeof NewMeeting>,
): Promise<Id<'meeting'>> {
  await chosenBody(tx, actor, 'body', bodyKey)
  const body = await getBody(tx, actor, bodyKey, setting.today)
  demandPublicBody(plan.isPublic, body.isPublic)
  await demandFreeDay(tx, body.id, plan)
  return await insertMeeting(tx, actor, setting, body, plan)
}

async function insertMeeting(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  body: { readonly id: Id<'body'>; readonly key: string; readonly shortName: string | null },
  plan: Plan,
): Promise<Id<'meeting'>> {
  const id = newId<'meeting'>()
  const key = await freeKey(tx, 'meeting', `${body.shortName ?? body.key} ${plan.heldOn}`)
  const { version, changed_at, changed_by } = advanced(actor, 0)
  await tables(tx)
    .insertInto('meeting')
    .values({
      id,
      key,
      body_id: body.id,
      ...rowOf(plan),
      state: 'scheduled',
      cancelled_on: null,
      cancelled_reason: null,
      replaced_by: null,
      simulated: setting.demo,
      version,
      changed_at,
      changed_by,
    })
    .execute()
  await noteChange(tx, actor, {
    kind: 'meeting',
    id,
    version: 1,
    event: 'created',
    changes: changesBetween({}, factsOf(plan)),
  })
  return id
}

/**
 * Changes day, time, place and the other facts of a meeting. Throws Invalid when the day of a meeting that was held would
 * change, Conflict for a cancelled one, ChangedMeanwhile when somebody else changed it since `input.version`.
 */
export async function changeMeeting(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, ...plan }: Given<typeof ChangedMeeting>,
): Promise<void> {
  const meeting = await getMeeting(tx, actor, id)
  if (meeting.cancelledOn !== null) throw new Conflict('network-meeting-cancelled')
  if (!mayReschedule(meeting) && plan.heldOn !== meeting.heldOn)
    throw new Invalid([{ field: 'heldOn', code: 'network-meeting-was-held' }])
  demandPublicBody(plan.isPublic, meeting.bodyIsPublic)
  const changes = changesBetween(factsOf(meeting), factsOf(plan))
  if (changes.length === 0) return
  const rescheduled = plan.heldOn !== meeting.heldOn || (plan.startsAt ?? null) !== meeting.startsAt
  if (rescheduled) await demandFreeDay(tx, meeting.bodyId, plan, meeting.id)
  await update(tx, actor, meeting, version, rowOf(plan), rescheduled ? 'rescheduled' : 'changed', changes)
}

/** Notes that people were invited, that it was held, or that it takes place after all. Throws Conflict when that cannot be. */
export async function moveMeetingOn(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  { version, move }: Given<typeof MeetingStep>,
): Promise<void> {
  const meeting = await getMeeting(tx, actor, id)
  demandMove(meeting, move, setting)
  const state = meetingTransitions[move].to ?? meeting.state
  const after =
    move === 'restore' ? { state, cancelled_on: null, cancelled_reason: null, replaced_by: null } : { state }
  const changes =
    move === 'restore'
      ? [
          { field: 'cancelledReason', before: meeting.cancelledReason, after: null },
          ...(meeting.replacedOn ? [{ field: 'replacedOn', before: meeting.replacedOn, after: null }] : []),
        ]
      : [{ field: 'state', before: meeting.state, after: state }]
  await update(tx, actor, meeting, version, after, events[move], changes)
}

/**
 * Cancels a meeting, with the reason and the meeting in its place, which is one that is known or made here; returns the
 * id of that one. Throws Conflict when it can no longer be cancelled.
 */
export async function cancelMeeting(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  input: Given<typeof Cancellation>,
): Promise<Id<'meeting'> | null> {
  const meeting = await getMeeting(tx, actor, id)
  demandMove(meeting, 'cancel', setting)
  const instead = await insteadOf(tx, actor, setting, meeting, input)
  await update(
    tx,
    actor,
    meeting,
    input.version,
    { cancelled_on: setting.today, cancelled_reason: input.reason, replaced_by: instead?.id ?? null },
    events.cancel,
    [
      { field: 'cancelledReason', before: null, after: input.reason },
      ...(instead ? [{ field: 'replacedOn', before: null, after: instead.heldOn }] : []),
    ],
  )
  return instead?.id ?? null
}

const events: Readonly<Record<MeetingMove, string>> = {
  invite: 'invited',
  hold: 'held',
  cancel: 'cancelled',
  restore: 'restored',
}

/** A meeting that is not there, or not to be seen, cannot be chosen; everything else that fails, fails. */
function unlessNotFound(error: unknown): undefined {
  if (!(error instanceof NotFound)) throw error
}

async function insteadOf(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  meeting: Meeting,
  input: Given<typeof Cancellation>,
): Promise<Pick<Meeting, 'id' | 'heldOn'> | undefined> {
  if (input.instead === 'known' && input.known) {
    const known = await getMeeting(tx, actor, input.known).catch(unlessNotFound)
    if (!known || known.id === meeting.id || known.bodyId !== meeting.bodyId || known.cancelledOn !== null)
      throw new Invalid([{ field: 'known', code: 'not-an-option' }])
    return known
  }
  if (input.instead !== 'new' || !input.newOn) return undefined
  const plan: Plan = {
    heldOn: input.newOn,
    isPublic: meeting.isPublic,
    ...(input.newStartsAt !== undefined && { startsAt: input.newStartsAt }),
    ...(input.newPlace !== undefined && { place: input.newPlace }),
  }
  await demandFreeDay(tx, meeting.bodyId, plan, meeting.id, 'newOn')
  const body = { id: meeting.bodyId, key: meeting.bodyKey, shortName: meeting.bodyShortName }
  const id = await insertMeeting(tx, actor, setting, body, plan)
  if (input.copyAgenda) {
    for (const { title, isPublic, withdrawn } of await agendaOf(tx, actor, meeting.id))
      if (!withdrawn) await addAgendaItem(tx, actor, id, { title, isPublic, simulated: setting.demo })
  }
  return { id, heldOn: input.newOn }
}

async function update(
  tx: Tx,
  actor: Actor,
  meeting: Meeting,
  version: number,
  values: Readonly<Record<string, unknown>>,
  event: string,
  changes: readonly FieldChange[],
): Promise<void> {
  const updated = await tables(tx)
    .updateTable('meeting')
    .set({ ...values, ...advanced(actor, version) })
    .where('id', '=', meeting.id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, meeting.id)
  await noteChange(tx, actor, { kind: 'meeting', id: meeting.id, version: version + 1, event, changes })
}

function demandMove(meeting: Meeting, move: MeetingMove, { today }: Setting): void {
  if (!mayMove(meeting, move, today)) throw new Conflict(`network-meeting-cannot-${move}`)
}

function demandPublicBody(isPublic: boolean, bodyIsPublic: boolean): void {
  if (isPublic && !bodyIsPublic) throw new Invalid([{ field: 'isPublic', code: 'network-body-not-public' }])
}

/** The same meeting entered twice would be the next one twice. */
async function demandFreeDay(tx: Tx, bodyId: Id<'body'>, plan: Plan, itself?: string, field = 'heldOn'): Promise<void> {
  const there = await tables(tx)
    .selectFrom('meeting')
    .select('id')
    .where('body_id', '=', bodyId)
    .where('held_on', '=', plan.heldOn)
    .where('cancelled_on', 'is', null)
    .where(sql<boolean>`starts_at IS NOT DISTINCT FROM ${plan.startsAt ?? null}::time`)
    .where('id', 'is distinct from', (itself ?? null) as Id<'meeting'>)
    .limit(1)
    .executeTakeFirst()
  if (there) throw new Invalid([{ field, code: 'network-meeting-there' }])
}

const rowOf = (plan: Plan) => ({
  held_on: plan.heldOn,
  starts_at: plan.startsAt ?? null,
  ends_at: plan.endsAt ?? null,
  place: plan.place ?? null,
  number: plan.number ?? null,
  is_public: plan.isPublic,
  address: plan.address ?? null,
})

type Facts = Partial<Record<'startsAt' | 'endsAt' | 'place' | 'address', string | null | undefined>> & {
  readonly heldOn: string
  readonly number?: number | null | undefined
  readonly isPublic: boolean
}

/** What the history keeps, by the names of the form's fields. */
function factsOf(facts: Facts): FieldValues {
  return {
    heldOn: facts.heldOn,
    startsAt: facts.startsAt ?? null,
    endsAt: facts.endsAt ?? null,
    place: facts.place ?? null,
    number: facts.number ?? null,
    isPublic: facts.isPublic,
    address: facts.address ?? null,
  }
}
