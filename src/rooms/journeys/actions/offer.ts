import { type Day, dayNumber } from '../../../kernel/day.ts'
import { Invalid, type Issue, NotFound } from '../../../kernel/errors.ts'
import type { Land } from '../../../kernel/holidays.ts'
import { type Id, newPublicId } from '../../../kernel/ids.ts'
import { workingCalendar } from '../../../kernel/workingdays.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { announce } from '../../../platform/api/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { findInterfaceTargets, type Target, targetOn } from '../../network/index.ts'
import { transferStop } from '../../people/index.ts'
import { demandGiving, tables } from '../access.ts'
import { addStep, auditEvents, type Dated, insertStep, issuesOf, type Setting } from '../adding.ts'
import { longestNote, mostItems, type NewJurisdictionChange, type SharedDocument, type SharedItem } from '../content.ts'
import { replyDeadline } from '../deadlines.ts'
import { type Purpose, type State, summarise } from '../domain.ts'
import { announceMove } from '../news.ts'
import { controllerOf } from '../receivers.ts'
import { readDeadlines } from '../setting.ts'
import { summaryColumns } from '../tables.ts'
import { insertMessage } from './messages.ts'
import { share } from './share.ts'

export interface NewHandover extends Dated {
  readonly interfaceId: Id<'interface'>
  readonly toOrganisationId: Id<'organisation'>
  readonly municipalityId: Id<'municipality'> | null
  readonly targetGroup: string | null
  /** The pseudonym of somebody who was handed over before; left out: a new one. */
  readonly person?: Id<'journey'>
  /** A referral unless told. */
  readonly kind?: Purpose
  /** The file it is offered from; opaque here. */
  readonly originId?: string
  /** File reference (Aktenzeichen) of the giving side. */
  readonly reference?: string
  /** What the receiver sees, in this order. Whoever offers has asked the transfer bases for each item. */
  readonly content?: readonly SharedItem[]
  readonly documents?: readonly SharedDocument[]
  /** What the receiver should know besides; at most 400 characters. */
  readonly note?: string
  /** The last day for the answer; by the deadlines of the district unless told. */
  readonly replyBy?: Day
  /** Until when the receiver may read; left out: as long as the hand-over is kept. */
  readonly reads?: Reading
  readonly jurisdictionChange?: NewJurisdictionChange
  /** What the giving side may still read once it has ended, until when and on which legal basis. */
  readonly after?: { readonly until: Day; readonly norm: string }
}

/** `toFirstAppointment` ends it with the first appointment, at the latest on the day. */
export interface Reading {
  readonly until: Day
  readonly toFirstAppointment?: boolean
}

/**
 * Offers a person or family to another organisation, through an interface. The target of that day is kept with it.
 * Throws NotFound for an unknown interface, Invalid when the day lies ahead or the receiver is the giver.
 */
export function offerHandover(tx: Tx, actor: Actor, handover: NewHandover, setting: Setting): Promise<Id<'handover'>> {
  return begin(tx, actor, 'offered', handover, setting)
}

/** As offerHandover, one step before: it is being prepared, and the receiver does not count yet. */
export function prepareHandover(
  tx: Tx,
  actor: Actor,
  handover: NewHandover,
  setting: Setting,
): Promise<Id<'handover'>> {
  return begin(tx, actor, 'prepared', handover, setting)
}

/**
 * Offers what was prepared, or offers again after a question; what no basis carries any more does not pass. Throws NotFound,
 * Conflict, Invalid.
 */
export async function offerPrepared(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  dated: Dated,
  setting: Setting,
): Promise<State> {
  const copy = await tables(tx)
    .selectFrom('handover_content')
    .select('items')
    .where('handover_id', '=', id)
    .where('side', '=', 'sender')
    .executeTakeFirst()
  const documents = await tables(tx)
    .selectFrom('handover_document')
    .select('basis_id as basisId')
    .where('handover_id', '=', id)
    .limit(mostItems)
    .execute()
  const issues = await issuesOfBases(tx, [...(copy?.items ?? []), ...documents], setting.clock.today())
  if (issues.length > 0) throw new Invalid(issues)
  return await addStep(tx, actor, id, { ...dated, kind: 'offered' }, setting)
}

/** Answers the receiver's question: the answer stands in the messages, and the receiver has the days for an answer anew. */
export async function answerQuestion(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  { answer, version }: { readonly answer: string; readonly version: number },
  setting: Setting,
): Promise<void> {
  await addStep(tx, actor, id, { kind: 'offered', occurredOn: setting.clock.today(), version }, setting)
  await insertMessage(tx, actor, id, { kind: 'answer', body: answer }, setting)
}

async function begin(
  tx: Tx,
  actor: Actor,
  kind: 'prepared' | 'offered',
  handover: NewHandover,
  { clock, tenant }: Setting,
): Promise<Id<'handover'>> {
  const acting = demandGiving(actor)
  const { interfaceId, toOrganisationId, person = newJourneyKey(), occurredOn } = handover
  const today = clock.today()
  const dated = { occurredOn, certainty: handover.certainty ?? ('day' as const) }
  const issues = [...issuesOf({ ...dated, kind }, today), ...issuesOfOffer(handover, today)]
  if (toOrganisationId === acting.organisationId) issues.push({ field: 'toOrganisationId', code: 'journeys-to-itself' })
  issues.push(...(await issuesOfBases(tx, [...(handover.content ?? []), ...(handover.documents ?? [])], today)))
  if (issues.length > 0) throw new Invalid(issues)
  const known = (await findInterfaceTargets(tx)).find((one) => one.id === interfaceId)
  if (!known) throw new NotFound(`there is no interface ${interfaceId}`)
  const toController = await controllerOf(tx, actor, toOrganisationId)
  if (!toController) throw new NotFound(`there is no organisation ${toOrganisationId}`)

  const id = newPublicId<'handover'>()
  const now = new Date(clock.now())
  const step = { ...dated, kind, source: 'sender' as const }
  const summary = summarise([{ ...step, recordedAt: clock.now(), reason: null }])
  const targetDays = calendarDays(targetOn(known.targets, occurredOn), occurredOn, tenant.land)
  const deadlines = (await readDeadlines(tx)).value
  await tables(tx)
    .insertInto('handover')
    .values({
      id,
      controller_id: acting.controllerId,
      interface_id: interfaceId,
      from_organisation_id: acting.organisationId,
      to_organisation_id: toOrganisationId,
      municipality_id: handover.municipalityId,
      target_group: handover.targetGroup,
      person_key: person,
      target_days: targetDays,
      ...summaryColumns(summary),
      simulated: tenant.demo,
      version: 1,
      created_at: now,
      kind: handover.kind ?? 'referral',
      to_controller_id: toController,
      origin_id: (handover.originId as Id<'case'>) ?? null,
      reference: handover.reference ?? null,
      sent_by: actor.userId,
      reply_by: kind === 'offered' ? (handover.replyBy ?? replyDeadline(today, tenant.land, deadlines)) : null,
      reads_until: handover.reads?.until ?? null,
      reads_to_first: handover.reads?.toFirstAppointment ?? null,
      after_until: handover.after?.until ?? null,
      after_norm: handover.after?.norm ?? null,
    })
    .execute()
  await insertStep(tx, actor, acting, { id, person }, step, clock.now())
  const shared = await share(tx, id, handover, { sender: acting.controllerId, receiver: toController }, now)
  await record(tx, actor, {
    event: auditEvents[kind],
    subject: id,
    subjectKind: 'journeys.handover',
    details: { interface: known.key, to: toOrganisationId, ...shared },
  })
  if (kind === 'offered')
    await announce(tx, {
      event: 'handover.offered',
      organisationIds: [acting.organisationId, toOrganisationId],
      data: { id, state: kind },
    })
  await announceMove(tx, id)
  return id
}

/** What no basis carries any more does not pass, whoever prepared it and however long the form stood open. */
async function issuesOfBases(
  tx: Tx,
  shared: readonly { readonly basisId: string | null }[],
  today: Day,
): Promise<Issue[]> {
  const bases = shared.flatMap(({ basisId }) => basisId ?? [])
  const stop = bases.length === 0 ? undefined : await asPlatform(tx, () => transferStop(tx, bases, today))
  if (stop === undefined) return []
  return [{ field: 'content', code: stop === 'restricted' ? 'journeys-restricted' : 'journeys-basis-over' }]
}

/** A new pseudonym for the journey of a person or family: random, and known to nobody but the file that keeps it. */
export const newJourneyKey = () => newPublicId<'journey'>()

/** What cannot be right about what is offered, whoever offers it. */
function issuesOfOffer({ replyBy, reads, note, content, documents = [], jurisdictionChange }: NewHandover, today: Day) {
  const issues: Issue[] = []
  if (replyBy !== undefined && replyBy < today) issues.push({ field: 'replyBy', code: 'journeys-day-past' })
  if (reads && reads.until < today) issues.push({ field: 'readsUntil', code: 'journeys-day-past' })
  if (note !== undefined && note.length > longestNote) issues.push({ field: 'note', code: 'too-long' })
  if ((content?.length ?? 0) + documents.length > mostItems) issues.push({ field: 'content', code: 'too-many' })
  if (jurisdictionChange && jurisdictionChange.fromId === jurisdictionChange.toId)
    issues.push({ field: 'toJurisdictionId', code: 'journeys-same-jurisdiction' })
  return issues
}

/** A target in calendar days from the day of the offer; one in working days is counted out with the holidays of the Land. */
export function calendarDays(target: Target | undefined, offeredOn: Day, land: Land): number | null {
  if (target === undefined || target.days === null) return null
  if (target.unit === 'calendarDays') return target.days
  const from = dayNumber(offeredOn)
  return workingCalendar(land).add(from, target.days) - from
}
