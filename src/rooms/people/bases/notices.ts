/** What recipients are told of a revocation, and what case managers are told of bases that run out. */
import { addDays, type Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type Id, isId } from '../../../kernel/ids.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { JobHandler } from '../../../platform/jobs/index.ts'
import { sendMail } from '../../../platform/mail/index.ts'
import type { InboxItem } from '../../../platform/room.ts'
import { organisationNames } from '../../network/index.ts'
import { personNames } from '../queries/persons.ts'
import { tellJob } from './actions/revoking.ts'
import type { BasisKind } from './domain/kinds.ts'
import { noticeDays } from './domain/validity.ts'
import { basisPath, noticePath } from './paths.ts'
import { type Basis, basesById } from './queries/bases.ts'
import { receiversOf } from './queries/receivers.ts'
import { tables } from './tables.ts'

export interface Notice {
  readonly id: Id<'basis-notice'>
  readonly basis: Basis
  readonly createdAt: Date
  readonly seenAt: Date | null
}

/** A notice to the actor's own organisation. Throws NotFound for any other. */
export async function getNotice(tx: Tx, actor: Actor, id: string): Promise<Notice> {
  const [notice] = isId(id)
    ? await noticesTo(tx, actor)
        .where('id', '=', id as Id<'basis-notice'>)
        .execute()
    : []
  const [basis] = notice ? await basesById(tx, [notice.basis_id]) : []
  if (!notice || !basis) throw new NotFound(`there is no notice ${id}`)
  return { id: notice.id, basis, createdAt: notice.created_at, seenAt: notice.seen_at }
}

const noticesTo = (tx: Tx, actor: Actor) =>
  tables(tx)
    .selectFrom('transfer_basis_notice')
    .select(['id', 'basis_id', 'created_at', 'seen_at'])
    .where('recipient_organisation_id', '=', actor.organisationId)

/** Revocations that concern the actor's organisation and that nobody there has read, then one's own bases that run out. */
export async function basesInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<readonly InboxItem[]> {
  const items: InboxItem[] = []
  const names = new Map<string, string>()
  const nameOf = async (id: Id<'organisation'>) => {
    if (names.size === 0) for (const one of await organisationNames(tx, today)) names.set(one.id, one.name)
    return names.get(id) ?? ''
  }
  if (may(actor, 'people.receive-notices') && actor.organisationId !== null) {
    const waiting = await noticesTo(tx, actor).where('seen_at', 'is', null).orderBy('created_at').limit(limit).execute()
    const bases = await basesById(
      tx,
      waiting.map(({ basis_id }) => basis_id),
    )
    for (const notice of waiting) {
      const basis = bases.find(({ id }) => id === notice.basis_id)
      if (!basis) continue
      items.push({
        title: await nameOf(basis.controllerId),
        path: noticePath(notice.id),
        kind: inboxKind[basis.kind],
        due: null,
      })
    }
  }
  for (const basis of await endingBases(tx, actor, today, limit - items.length)) {
    const person = (await personNames(tx, actor, [basis.personId])).get(basis.personId)
    if (!person) continue
    items.push({
      title: `${person.code}: ${await nameOf(basis.recipientId)}`,
      path: basisPath(person.id, basis.id),
      kind: 'people.bases.inbox.ending',
      due: basis.validUntil,
    })
  }
  return items
}

const inboxKind: Readonly<Record<BasisKind, string>> = {
  consent: 'people.bases.inbox.consent',
  statutory: 'people.bases.inbox.statutory',
  secrecyRelease: 'people.bases.inbox.secrecyRelease',
}

/** How many those are, for the count that stands on every page. */
export async function countBasesInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<number> {
  const told =
    may(actor, 'people.receive-notices') && actor.organisationId !== null
      ? await noticesTo(tx, actor).where('seen_at', 'is', null).limit(limit).execute()
      : []
  return told.length + (await endingBases(tx, actor, today, limit - told.length)).length
}

/**
 * Bases that the actor entered, or whom they stand in for, and that run out within 60 days; without those that a later one for
 * the same recipient and purpose has replaced.
 */
export async function endingBases(tx: Tx, actor: Actor, today: Day, limit: number): Promise<readonly Basis[]> {
  if (limit <= 0 || !may(actor, 'people.edit')) return []
  const rows = await tables(tx)
    .selectFrom('transfer_basis as ending')
    .select('ending.id')
    .where('ending.recorded_by', 'in', [actor.userId, ...(actor.actingFor ? [actor.actingFor] : [])])
    .where('ending.controller_id', '=', actor.controllerId)
    .where('ending.given_on', 'is not', null)
    .where('ending.revoked_at', 'is', null)
    .where('ending.valid_until', '>=', today)
    .where('ending.valid_until', '<=', addDays(today, noticeDays))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('transfer_basis as later')
            .select('later.id')
            .whereRef('later.person_id', '=', 'ending.person_id')
            .whereRef('later.recipient_organisation_id', '=', 'ending.recipient_organisation_id')
            .whereRef('later.purpose', '=', 'ending.purpose')
            .where('later.given_on', 'is not', null)
            .where('later.revoked_at', 'is', null)
            .where((eb) =>
              eb.or([eb('later.valid_until', 'is', null), eb('later.valid_until', '>', eb.ref('ending.valid_until'))]),
            ),
        ),
      ),
    )
    .orderBy('ending.valid_until')
    .orderBy('ending.id')
    .limit(limit)
    .execute()
  const bases = await basesById(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id }) => bases.find((basis) => basis.id === id) ?? [])
}

/** Writes to the recipient's people that something was revoked: no name, no purpose, only the way to the notice. */
const tellRevocation: JobHandler = async ({ tx, clock }, payload) => {
  const { basis } = payload as { readonly basis: string }
  const notice = await tables(tx)
    .selectFrom('transfer_basis_notice')
    .select(['id', 'recipient_organisation_id'])
    .where('basis_id', '=', basis as Id<'transfer-basis'>)
    .executeTakeFirst()
  if (!notice) return
  const rows = await receiversOf(tx, notice.recipient_organisation_id, clock.today())
  for (const { id, email } of rows)
    await sendMail(
      tx,
      {
        to: email,
        template: 'people.basis-revoked',
        locale: 'de',
        speaksReceiver: true,
        links: { link: noticePath(notice.id) },
        about: { kind: 'member', id },
      },
      clock.now(),
    )
}

export const basesJobs: Readonly<Record<string, JobHandler>> = { [tellJob]: tellRevocation }
