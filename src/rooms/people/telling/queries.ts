import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type Id, isId } from '../../../kernel/ids.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { JobHandler } from '../../../platform/jobs/index.ts'
import { sendMail } from '../../../platform/mail/index.ts'
import type { InboxItem } from '../../../platform/room.ts'
import { organisationNamesOf } from '../../network/index.ts'
import { receiversOf } from '../bases/queries/receivers.ts'
import { tellingPath } from '../paths.ts'
import { type TellingKind, tables } from './tables.ts'

/** Name of the job that writes to the recipient's people. */
export const tellRecipientJob = 'people.tell-recipient'

export interface ToldRecipient {
  readonly id: Id<'telling'>
  readonly kind: TellingKind
  readonly controllerId: Id<'organisation'>
  readonly recipientId: Id<'organisation'>
  readonly fields: readonly string[]
  readonly body: string | null
  readonly path: string | null
  readonly reference: string | null
  readonly toldAt: Date
  readonly seenAt: Date | null
}

const tellings = (tx: Tx) =>
  tables(tx)
    .selectFrom('person_telling')
    .select([
      'id',
      'kind',
      'controller_id as controllerId',
      'recipient_organisation_id as recipientId',
      'fields',
      'body',
      'about_path as path',
      'reference',
      'told_at as toldAt',
      'seen_at as seenAt',
    ])

/** Who was told what of a person, newest first; at most 200. Row-level security narrows it as it does the person. */
export function toldOf(tx: Tx, personId: Id<'person'>): Promise<ToldRecipient[]> {
  return tellings(tx).where('person_id', '=', personId).orderBy('told_at', 'desc').orderBy('id').limit(200).execute()
}

/** What the actor's own organisation was told. Throws NotFound for any other. */
export async function getTelling(tx: Tx, actor: Actor, id: string): Promise<ToldRecipient> {
  const telling = isId(id)
    ? await tellings(tx)
        .where('id', '=', id as Id<'telling'>)
        .where('recipient_organisation_id', '=', actor.organisationId)
        .executeTakeFirst()
    : undefined
  if (!telling) throw new NotFound(`there is nothing that was told as ${id}`)
  return telling
}

/** What the actor's organisation was told and nobody there has read. */
const waitingFor = (tx: Tx, actor: Actor, limit: number) =>
  tellings(tx)
    .where('recipient_organisation_id', '=', actor.organisationId)
    .where('seen_at', 'is', null)
    .orderBy('told_at')
    .limit(limit)

const isTold = (actor: Actor) => may(actor, 'people.receive-notices') && actor.organisationId !== null

export async function tellingInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<readonly InboxItem[]> {
  if (limit <= 0 || !isTold(actor)) return []
  const waiting = await waitingFor(tx, actor, limit).execute()
  if (waiting.length === 0) return []
  const senders = waiting.map(({ controllerId }) => controllerId)
  const names = await organisationNamesOf(tx, senders, today)
  return waiting.map(({ id, kind, controllerId, reference }) => ({
    title: [names.get(controllerId), reference].filter(Boolean).join(' · '),
    path: tellingPath(id),
    kind: `people.telling.inbox.${kind}`,
    due: null,
  }))
}

export async function countTellingInbox(tx: Tx, actor: Actor, limit: number): Promise<number> {
  return limit > 0 && isTold(actor) ? (await waitingFor(tx, actor, limit).execute()).length : 0
}

/** Writes to the recipient's people that they were told something: no name, nothing of what, only the way to it. */
const tellRecipient: JobHandler = async ({ tx, clock }, payload) => {
  const { telling } = payload as { readonly telling: string }
  const found = await tellings(tx)
    .where('id', '=', telling as Id<'telling'>)
    .executeTakeFirst()
  if (!found) return
  for (const { id, email } of await receiversOf(tx, found.recipientId, clock.today()))
    await sendMail(
      tx,
      {
        to: email,
        template: 'people.recipient-told',
        locale: 'de',
        speaksReceiver: true,
        links: { link: tellingPath(found.id) },
        about: { kind: 'member', id },
      },
      clock.now(),
    )
}

export const tellingJobs: Readonly<Record<string, JobHandler>> = { [tellRecipientJob]: tellRecipient }
