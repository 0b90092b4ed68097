import type { Day } from '../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { notifySubscribers } from '../../../platform/subscriptions/index.ts'
import { bodyNames } from '../../network/index.ts'
import { tables } from '../access.ts'
import { isPartOf, quoted } from '../domain/wording.ts'
import { obligationsOf } from '../queries/obligations.ts'
import { getResolution } from '../queries/resolutions.ts'
import { indexWords, type Setting } from '../recording.ts'
import { carryObligation } from './marking.ts'

export interface NewResolution {
  readonly number?: string | undefined
  /** Short, for lists. */
  readonly title: string
  readonly bodyId: Id<'body'>
  readonly meetingId?: Id<'meeting'> | undefined
  readonly agendaItemId?: Id<'agendaItem'> | undefined
  readonly paperId?: Id<'paper'> | undefined
  readonly consultationId?: Id<'consultation'> | undefined
  readonly originatorId?: Id<'partyGroup'> | undefined
  readonly decidedOn: Day
  readonly wording: string
  readonly isPublic: boolean
  /** Where it stands in the council system. */
  readonly address?: string | undefined
}

/** Records what a body resolved, word for word, for good; returns its id. */
export async function recordResolution(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  resolution: NewResolution,
): Promise<Id<'resolution'>> {
  if (!(await bodyNames(tx)).some(({ id }) => id === resolution.bodyId))
    throw new Invalid([{ field: 'body', code: 'not-an-option' }])
  if (resolution.decidedOn > setting.today) throw new Invalid([{ field: 'decidedOn', code: 'council-future' }])
  return await insert(tx, actor, { ...columnsOf(resolution), simulated: setting.demo }, 'resolution-recorded')
}

/**
 * Corrects a quotation: a new version stands beside the old one, which keeps its wording, and says why. Obligations whose
 * passage stands in the new wording go on there with their state; the others end with the old version, and the page says
 * so. Returns the id of the new version. Throws Conflict for a version that was corrected already or is not changed.
 */
export async function correctResolution(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  { wording, reason }: { readonly wording: string; readonly reason: string },
): Promise<Id<'resolution'>> {
  const old = await getResolution(tx, actor, id)
  if (old.replacedById !== null) throw new Conflict('council-already-corrected')
  if (quoted(wording) === old.wording) throw new Conflict('council-nothing-corrected')
  const next = await insert(
    tx,
    actor,
    {
      ...columnsOf({
        ...old,
        number: old.number ?? undefined,
        meetingId: old.meetingId ?? undefined,
        agendaItemId: old.agendaItemId ?? undefined,
        paperId: old.paperId ?? undefined,
        originatorId: old.originatorId ?? undefined,
        address: old.address ?? undefined,
        wording,
      }),
      replaces_id: old.id,
      correction_reason: reason,
      simulated: old.simulated,
    },
    'resolution-corrected',
  )
  const obligations = await obligationsOf(tx, actor, setting, old.id)
  for (const obligation of obligations)
    if (isPartOf(obligation.wording, quoted(wording))) await carryObligation(tx, actor, obligation, next)
  return next
}

async function insert(
  tx: Tx,
  actor: Actor,
  columns: ReturnType<typeof columnsOf> & {
    readonly simulated: boolean
    readonly replaces_id?: Id<'resolution'>
    readonly correction_reason?: string
  },
  event: string,
): Promise<Id<'resolution'>> {
  const id = newId<'resolution'>()
  await tables(tx)
    .insertInto('resolution')
    .values({ id, replaces_id: null, correction_reason: null, ...columns, created_by: actor.userId })
    .execute()
  await indexWords(tx, 'resolution', id, [columns.title, columns.wording, columns.number])
  await notifySubscribers(tx, { kind: 'resolution', id, change: columns.replaces_id ? 'corrected' : 'decided' })
  if (columns.replaces_id)
    await notifySubscribers(tx, { kind: 'resolution', id: columns.replaces_id, change: 'corrected' })
  await record(tx, actor, {
    event: `council.${event}`,
    subject: id,
    subjectKind: 'council.resolution',
    details: { body: columns.body_id, replaces: columns.replaces_id },
  })
  return id
}

const columnsOf = (resolution: NewResolution) => ({
  number: resolution.number ?? null,
  title: resolution.title,
  body_id: resolution.bodyId,
  meeting_id: resolution.meetingId ?? null,
  agenda_item_id: resolution.agendaItemId ?? null,
  paper_id: resolution.paperId ?? null,
  consultation_id: resolution.consultationId ?? null,
  originator_id: resolution.originatorId ?? null,
  decided_on: resolution.decidedOn,
  wording: quoted(resolution.wording),
  is_public: resolution.isPublic,
  address: resolution.address ?? null,
})
