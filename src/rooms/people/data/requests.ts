/** What persons ask for under Art. 16, 17 and 18 GDPR: received, decided, and done. */

import type { Clock } from '../../../kernel/clock.ts'
import type { Day } from '../../../kernel/day.ts'
import { Conflict, Invalid, NotFound } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { PersonalDataOfRoom } from '../../../platform/access/personal.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { withdrawExports } from '../../../platform/exports/index.ts'
import { demandKeeping, tables } from '../access.ts'
import type { RequestKind, RequestState } from '../domain/kinds.ts'
import { changesOf } from '../queries/history.ts'
import { getPerson } from '../queries/persons.ts'
import { recipientsOf, tellRecipients } from '../telling/tell.ts'

export interface PersonRequest {
  readonly id: Id<'request'>
  readonly kind: RequestKind
  readonly receivedOn: Day
  readonly note: string | null
  readonly state: RequestState
  readonly outcome: string | null
  readonly requestedAt: Date
  readonly requestedBy: Id<'user'>
  readonly decidedAt: Date | null
}

/** What was asked for, newest first; at most a hundred. */
export function listRequests(tx: Tx, personId: Id<'person'>): Promise<PersonRequest[]> {
  return tables(tx)
    .selectFrom('person_request')
    .select([
      'id',
      'kind',
      'received_on as receivedOn',
      'note',
      'state',
      'outcome',
      'requested_at as requestedAt',
      'requested_by as requestedBy',
      'decided_at as decidedAt',
    ])
    .where('person_id', '=', personId)
    .orderBy('requested_at', 'desc')
    .limit(100)
    .execute()
}

export interface NewRequest {
  readonly kind: RequestKind
  readonly receivedOn: Day
  readonly note: string | null
}

/** Notes what a person asked for. Throws Invalid for a day ahead. */
export async function addRequest(
  tx: Tx,
  actor: Actor,
  personId: Id<'person'>,
  { kind, receivedOn, note }: NewRequest,
  today: Day,
): Promise<void> {
  const { controllerId } = demandKeeping(actor)
  await getPerson(tx, actor, personId)
  if (receivedOn > today) throw new Invalid([{ field: 'receivedOn', code: 'people-day-ahead' }])
  const id = newId<'request'>()
  await tables(tx)
    .insertInto('person_request')
    .values({
      id,
      person_id: personId,
      controller_id: controllerId,
      kind,
      received_on: receivedOn,
      note,
      state: 'open',
      outcome: null,
      requested_at: sql<Date>`now()`,
      requested_by: actor.userId,
      decided_at: null,
      decided_by: null,
    })
    .execute()
  await noted(tx, actor, personId, 'people.request-received', { request: id, kind })
}

export interface Decision {
  readonly request: Id<'request'>
  readonly verdict: 'done' | 'refused'
  /** What the person is told; needed where it is refused. */
  readonly outcome: string | null
  /** Of a correction: what recipients are told is right now; they learn the names of the fields in any case. */
  readonly told?: string | null
}

/** Where something is decided: what every room keeps, lower rooms first, and when. */
export interface Deciding {
  readonly rooms: readonly PersonalDataOfRoom[]
  readonly clock: Clock
}

/**
 * Decides a request; returns what became of the person. An erasure is done by somebody else than who noted it, and only
 * while no room holds the person; a restriction puts the mark. Whoever received data of the person is told in the same
 * transaction (Art. 19 GDPR). Throws Conflict with the reason otherwise.
 */
export async function decideRequest(
  tx: Tx,
  actor: Actor,
  personId: Id<'person'>,
  { request: id, verdict, outcome, told = null }: Decision,
  { rooms, clock }: Deciding,
): Promise<'erased' | 'kept'> {
  const person = await getPerson(tx, actor, personId)
  demandKeeping(actor)
  const request = (await listRequests(tx, personId)).find((one) => one.id === id)
  if (!request) throw new NotFound(`there is no request ${id}`)
  if (request.state !== 'open') throw new Conflict('people-request-decided')
  if (verdict === 'refused' && outcome === null) throw new Invalid([{ field: 'outcome', code: 'required' }])
  const details = { request: id, kind: request.kind, verdict }
  const recipients = verdict === 'done' ? await recipientsOf(tx, actor, personId, rooms) : []
  if (verdict === 'done' && request.kind === 'erasure') {
    if (request.requestedBy === actor.userId) throw new Conflict('people-second-person')
    if ((await holdsOf(tx, actor, personId, rooms)).length > 0) throw new Conflict('people-held')
    await noted(tx, actor, personId, 'people.person-erased', details)
    await tellRecipients(tx, actor, personId, { kind: 'erased' }, recipients, { clock })
    await eraseEverywhere(tx, actor, personId, rooms)
    await takeExportsBack(tx, actor, clock)
    return 'erased'
  }
  await tables(tx)
    .updateTable('person_request')
    .set({ state: verdict, outcome, decided_at: sql<Date>`now()`, decided_by: actor.userId })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()
  if (verdict === 'done' && request.kind === 'restriction' && person.restrictedOn === null) {
    await tables(tx).updateTable('person').set({ restricted_on: clock.today() }).where('id', '=', personId).execute()
    await takeExportsBack(tx, actor, clock)
  }
  await noted(tx, actor, personId, 'people.request-decided', details)
  if (request.kind === 'rectification') {
    const fields = await correctedSince(tx, personId, request.requestedAt)
    await tellRecipients(tx, actor, personId, { kind: 'rectified', fields, body: told }, recipients, { clock })
  }
  if (request.kind === 'restriction')
    await tellRecipients(tx, actor, personId, { kind: 'restricted' }, recipients, { clock })
  return 'kept'
}

/** Lists that were made before may hold the person: they are not given out any more. */
async function takeExportsBack(tx: Tx, { controllerId }: Actor, clock: Clock): Promise<void> {
  if (controllerId !== null) await asPlatform(tx, () => withdrawExports(tx, controllerId, clock.now()))
}

/** Names of the fields that were changed since a correction was asked for. */
async function correctedSince(tx: Tx, personId: Id<'person'>, since: Date): Promise<readonly string[]> {
  const changes = (await changesOf(tx, personId, 50)).filter(({ changedAt }) => changedAt >= since)
  return [...new Set(changes.flatMap((one) => one.changes.map(({ field }) => field)))].sort()
}

/** Takes the mark of Art. 18 off: the person was told before (Art. 18 (3) GDPR), the recipients are told with it. */
export async function liftRestriction(
  tx: Tx,
  actor: Actor,
  personId: Id<'person'>,
  { rooms, clock }: Deciding,
): Promise<void> {
  const person = await getPerson(tx, actor, personId)
  demandKeeping(actor)
  if (person.restrictedOn === null) throw new Conflict('people-not-restricted')
  await tables(tx).updateTable('person').set({ restricted_on: null }).where('id', '=', personId).execute()
  await noted(tx, actor, personId, 'people.restriction-lifted', {})
  const recipients = await recipientsOf(tx, actor, personId, rooms)
  await tellRecipients(tx, actor, personId, { kind: 'lifted' }, recipients, { clock })
}

export interface Held {
  readonly room: string
  /** Key of a message. */
  readonly reason: string
  readonly until: Day | null
}

/** What forbids erasure for now, of every room. */
export async function holdsOf(
  tx: Tx,
  actor: Actor,
  personId: Id<'person'>,
  rooms: readonly PersonalDataOfRoom[],
): Promise<readonly Held[]> {
  const held: Held[] = []
  for (const { room, holds } of rooms) for (const hold of await holds(tx, actor, personId)) held.push({ room, ...hold })
  return held
}

/** Higher rooms first, because what they keep refers to what lower ones keep. */
async function eraseEverywhere(
  tx: Tx,
  actor: Actor,
  personId: Id<'person'>,
  rooms: readonly PersonalDataOfRoom[],
): Promise<void> {
  for (const { erase } of [...rooms].reverse()) await erase(tx, actor, personId)
}

const noted = (
  tx: Tx,
  actor: Actor,
  personId: Id<'person'>,
  event: string,
  details: Readonly<Record<string, unknown>>,
) => record(tx, actor, { event, subject: personId, subjectKind: 'people.person', details })
