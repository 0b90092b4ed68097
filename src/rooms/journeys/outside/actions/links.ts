import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, newPublicId } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import { hashOf, newToken } from '../../../../platform/identity/tokens.ts'
import { sendMail } from '../../../../platform/mail/index.ts'
import { organisationNamesOf } from '../../../network/index.ts'
import { demandHandingOver } from '../../access.ts'
import type { Setting } from '../../adding.ts'
import { getOpened } from '../../queries/opened.ts'
import { canBeAnswered, lastDayOf } from '../domain/link.ts'
import { newPin, pinHash } from '../domain/secrets.ts'
import { answerPath } from '../paths.ts'
import { contactsOf, type LinkContact } from '../queries/contacts.ts'
import { tables } from '../tables.ts'

/** What is shown once, to whoever made the link. */
export interface MadeLink {
  /** Below the tenant. */
  readonly path: string
  readonly pin: string
  readonly addressed: string
  readonly giver: string
  /** Where the link was sent; undefined: it is only shown. */
  readonly mailedTo: LinkContact | undefined
  /** Published numbers of the organisation, for telling the PIN. */
  readonly phones: readonly LinkContact[]
}

/**
 * Makes a link for the organisation that a hand-over is addressed to, in place of the one there was. Only the giving side.
 * Throws NotFound, also for the receiver, Conflict for one that nobody can answer any more.
 */
export async function makeLink(
  tx: Tx,
  actor: Actor,
  handover: string,
  { mailTo }: { readonly mailTo?: string | undefined },
  { clock }: Setting,
): Promise<MadeLink> {
  demand(actor, 'journeys.hand-over')
  const { organisationId, controllerId } = demandHandingOver(actor)
  const of = await getOpened(tx, actor, handover)
  if (of.side !== 'sender') throw new NotFound('only the giving side makes a link')
  if (!canBeAnswered(of.state)) throw new Conflict('journeys-outside-not-open')
  const today = clock.today()
  const now = new Date(clock.now())
  const names = await organisationNamesOf(tx, [organisationId, of.toOrganisationId], today)
  const giver = names.get(organisationId) ?? ''
  const addressed = names.get(of.toOrganisationId) ?? ''
  const contacts = await contactsOf(tx, actor, of.toOrganisationId, today)
  const mailedTo = contacts.find(({ id, email }) => id === mailTo && email !== null)
  if (mailTo && !mailedTo) throw new Invalid([{ field: 'mailTo', code: 'not-an-option' }])
  const renewed = await endOpen(tx, of.id, 'renewed', now)
  const token = newToken()
  const pin = newPin()
  await tables(tx)
    .insertInto('outside_link')
    .values({
      id: newPublicId<'outside-link'>(),
      controller_id: controllerId,
      handover_id: of.id,
      organisation_id: organisationId,
      addressed_id: of.toOrganisationId,
      giver_name: giver,
      addressed_name: addressed,
      reply_by: of.replyBy,
      hash: hashOf(token),
      pin_hash: pinHash(token, pin),
      tries: 0,
      lasts_until: lastDayOf(of.state, of.replyBy, today),
      made_at: now,
      made_by: actor.userId,
      ended_at: null,
      ended_why: null,
      answered_at: null,
      answered_kind: null,
      answered_label: null,
      booked_at: null,
      booked_label: null,
      mailed_at: mailedTo ? now : null,
      mailed_to: mailedTo?.email ?? null,
    })
    .execute()
  if (mailedTo?.email) await mailLink(tx, of, { to: mailedTo.email, giver, token }, clock.now())
  await record(tx, actor, {
    event: renewed ? 'journeys.outside-link-renewed' : 'journeys.outside-link-made',
    subject: of.id,
    subjectKind: 'journeys.handover',
    details: { addressed: of.toOrganisationId, mailed: mailedTo !== undefined },
  })
  return { path: answerPath(token), pin, addressed, giver, mailedTo, phones: contacts.filter(({ phone }) => phone) }
}

/** Who asks, by when, and the link: nothing of the person, and never the PIN, which goes another way. */
async function mailLink(
  tx: Tx,
  { id, replyBy }: { readonly id: Id<'handover'>; readonly replyBy: Day | null },
  { to, giver, token }: { readonly to: string; readonly giver: string; readonly token: string },
  now: number,
): Promise<void> {
  await sendMail(
    tx,
    {
      to,
      template: replyBy ? 'journeys.outside-link' : 'journeys.outside-link-undated',
      locale: 'de',
      values: { askedBy: giver, ...(replyBy && { dueOn: createFormat('de').day(replyBy) }) },
      links: { link: answerPath(token) },
      about: { kind: 'journeys.handover', id },
    },
    now,
  )
}

/** Ends the link of a hand-over: nobody gets in by it any more, nor goes on where it was opened. Throws NotFound. */
export async function endLink(tx: Tx, actor: Actor, handover: string, { clock }: Setting): Promise<void> {
  demand(actor, 'journeys.hand-over')
  const of = await getOpened(tx, actor, handover)
  if (of.side !== 'sender' || !(await endOpen(tx, of.id, 'ended', new Date(clock.now()))))
    throw new NotFound('there is no link')
  await record(tx, actor, {
    event: 'journeys.outside-link-ended',
    subject: of.id,
    subjectKind: 'journeys.handover',
  })
}

/** Returns whether there was one. */
async function endOpen(tx: Tx, id: Id<'handover'>, why: 'ended' | 'renewed', now: Date): Promise<boolean> {
  const ended = await tables(tx)
    .updateTable('outside_link')
    .set({ ended_at: now, ended_why: why })
    .where('handover_id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return ended.length > 0
}
