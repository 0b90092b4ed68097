import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { agendaNumber, agendaRules, longestAgenda, moved, readAgendaNumber } from '../domain/agenda.ts'
import type { FieldChange } from '../domain/changes.ts'
import type { Given } from '../forms.ts'
import type { ItemMove, ItemStep, ItemTitle } from '../meetingforms.ts'
import { type AgendaItem, agendaOf, getAgendaItem } from '../queries/agenda.ts'
import { getMeeting, type Meeting } from '../queries/meetings.ts'
import { demandUpdated, noteChange } from '../recording.ts'

export interface NewItem {
  readonly title: string
  readonly isPublic: boolean
  /** As its meeting unless told. */
  readonly simulated?: boolean
}

/**
 * Puts an item at the end of its part of an agenda and numbers it; returns its id. Throws Conflict when the agenda of the
 * meeting takes no more items, Invalid for a public item of a meeting that has no public part.
 */
export async function addAgendaItem(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  { title, isPublic, simulated }: NewItem,
): Promise<Id<'agendaItem'>> {
  const meeting = await getMeeting(tx, actor, meetingId)
  demand(meeting, 'add')
  if (isPublic && !(meeting.isPublic && meeting.bodyIsPublic))
    throw new Invalid([{ field: 'part', code: 'network-meeting-not-public' }])
  const part = await openPart(tx, actor, meeting.id, isPublic)
  const known = await itemsOf(tx, actor, meeting.id, isPublic)
  if (known.length >= longestAgenda)
    throw new Invalid([{ field: 'title', code: 'network-agenda-full', values: { max: longestAgenda } }])
  const id = newId<'agendaItem'>()
  const number = agendaNumber(isPublic, nextOrdinal(known))
  await tables(tx)
    .insertInto('agenda_item')
    .values({
      id,
      meeting_id: meeting.id,
      is_public: isPublic,
      position: (known.at(-1)?.position ?? 0) + 1,
      number,
      title,
      simulated: simulated ?? meeting.simulated,
      changed_at: sql<Date>`now()`,
    })
    .execute()
  await note(tx, actor, part, 'item-added', [{ field: 'item', of: number, before: null, after: title }])
  return id
}

/** Rewords an item. Throws ChangedMeanwhile when its part was changed since `input.version`. */
export async function renameAgendaItem(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  input: Given<typeof ItemTitle>,
): Promise<void> {
  const { item } = await itemOf(tx, actor, meetingId, input.item)
  if (item.title === input.title) return
  const part = await claimPart(tx, actor, item, input.version)
  await set(tx, item.id, { title: input.title })
  await note(tx, actor, part, 'item-changed', [
    { field: 'item', of: item.number, before: item.title, after: input.title },
  ])
}

/** Moves an item up or down; the part is numbered anew. Throws Conflict once people have been invited. */
export async function moveAgendaItem(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  { item: id, version, by }: Given<typeof ItemMove>,
): Promise<void> {
  const { item, meeting } = await itemOf(tx, actor, meetingId, id)
  demand(meeting, 'reorder')
  const part = await claimPart(tx, actor, item, version)
  const before = await itemsOf(tx, actor, meeting.id, item.isPublic)
  const known = before.find((one) => one.id === item.id)
  if (!known) return
  await renumber(tx, moved(before, known, by === 'up' ? -1 : 1))
  const after = (await itemsOf(tx, actor, meeting.id, item.isPublic)).find((one) => one.id === item.id)
  await note(tx, actor, part, 'reordered', [
    { field: 'itemNumber', of: item.title, before: item.number, after: after?.number ?? null },
  ])
}

/**
 * Takes an item off the agenda: away while nobody was invited, afterwards withdrawn, with its number, which can be undone.
 * Throws Conflict when the state of the meeting does not allow it or something else refers to the item.
 */
export async function takeOffAgenda(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  { item: id, version, step }: Given<typeof ItemStep>,
): Promise<void> {
  const { item, meeting } = await itemOf(tx, actor, meetingId, id)
  demand(meeting, step === 'remove' ? 'remove' : 'withdraw')
  const part = await claimPart(tx, actor, item, version)
  if (step === 'remove') {
    await remove(tx, item.id)
    await renumber(tx, await itemsOf(tx, actor, meeting.id, item.isPublic))
    await note(tx, actor, part, 'item-removed', [{ field: 'item', of: item.number, before: item.title, after: null }])
    return
  }
  await set(tx, item.id, { withdrawn: step === 'withdraw' })
  await note(tx, actor, part, step === 'withdraw' ? 'item-withdrawn' : 'item-restored', [
    { field: 'item', of: item.number, before: item.title, after: item.title },
  ])
}

interface Part {
  readonly id: Id<'agenda'>
  /** The version that it has now. */
  readonly version: number
}

/** Adding overwrites nothing, so no version needs to match; the part is locked until the end of the transaction. */
async function openPart(tx: Tx, actor: Actor, meetingId: Id<'meeting'>, isPublic: boolean): Promise<Part> {
  const now = sql<Date>`now()`
  return await tables(tx)
    .insertInto('agenda_part')
    .values({
      id: newId<'agenda'>(),
      meeting_id: meetingId,
      is_public: isPublic,
      version: 1,
      changed_at: now,
      changed_by: actor.userId,
    })
    .onConflict((conflict) =>
      conflict.columns(['meeting_id', 'is_public']).doUpdateSet((eb) => ({
        version: eb('agenda_part.version', '+', 1),
        changed_at: now,
        changed_by: actor.userId,
      })),
    )
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
}

async function claimPart(tx: Tx, actor: Actor, item: AgendaItem, seen: number): Promise<Part> {
  const part = await tables(tx)
    .selectFrom('agenda_part')
    .select('id')
    .where('meeting_id', '=', item.meetingId)
    .where('is_public', '=', item.isPublic)
    .executeTakeFirstOrThrow()
  const updated = await tables(tx)
    .updateTable('agenda_part')
    .set({ version: seen + 1, changed_at: sql<Date>`now()`, changed_by: actor.userId })
    .where('id', '=', part.id)
    .where('version', '=', seen)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, part.id)
  return { id: part.id, version: seen + 1 }
}

async function itemOf(tx: Tx, actor: Actor, meetingId: string, id: string) {
  const item = await getAgendaItem(tx, actor, id)
  // An item of another meeting is not on this agenda.
  if (item.meetingId !== meetingId) throw new Conflict('network-item-elsewhere')
  return { item, meeting: await getMeeting(tx, actor, meetingId) }
}

const itemsOf = async (tx: Tx, actor: Actor, meetingId: string, isPublic: boolean) =>
  (await agendaOf(tx, actor, meetingId)).filter((item) => item.isPublic === isPublic)

function demand(meeting: Meeting, what: 'add' | 'reorder' | 'remove' | 'withdraw'): void {
  if (meeting.cancelledOn !== null || !agendaRules[meeting.state][what])
    throw new Conflict(`network-agenda-cannot-${what}`)
}

/** After the highest number there is: numbers of a council system may have gaps. */
function nextOrdinal(items: readonly AgendaItem[]): number {
  const ordinals = items.map(({ number }) => Number.parseInt(readAgendaNumber(number ?? '')?.ordinal ?? '0', 10))
  return Math.max(items.length, ...ordinals) + 1
}

/** Writes positions and numbers in two steps, because no two items of a part have the same at any moment. */
async function renumber(tx: Tx, order: readonly AgendaItem[]): Promise<void> {
  const wrong = order.filter((item, index) => {
    return item.position !== index + 1 || item.number !== agendaNumber(item.isPublic, index + 1)
  })
  for (const { id, position } of wrong) await set(tx, id, { position: position + 10 * longestAgenda, number: null })
  for (const item of wrong) {
    const position = order.indexOf(item) + 1
    await set(tx, item.id, { position, number: agendaNumber(item.isPublic, position) })
  }
}

async function set(
  tx: Tx,
  id: Id<'agendaItem'>,
  values: { title?: string; withdrawn?: boolean; position?: number; number?: string | null },
): Promise<void> {
  await tables(tx)
    .updateTable('agenda_item')
    .set({ ...values, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** Papers and resolutions of higher rooms may hang on an item; the database knows, this room does not. */
async function remove(tx: Tx, id: Id<'agendaItem'>): Promise<void> {
  await sql`SAVEPOINT removing`.execute(tx)
  try {
    await tables(tx).deleteFrom('agenda_item').where('id', '=', id).execute()
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error
    await sql`ROLLBACK TO SAVEPOINT removing`.execute(tx)
    throw new Conflict('network-item-in-use')
  }
}

const note = (tx: Tx, actor: Actor, { id, version }: Part, event: string, changes: readonly FieldChange[]) =>
  noteChange(tx, actor, { kind: 'agenda', id, version, event, changes })
