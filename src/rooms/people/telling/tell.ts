/** Telling recipients of a correction, an erasure or a restriction (Art. 19 GDPR), and what they made of it. */
import type { Clock } from '../../../kernel/clock.ts'
import { type Id, newPublicId } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import type { PersonalDataOfRoom, Recipient } from '../../../platform/access/personal.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import { demandKeeping } from '../access.ts'
import { getTelling, tellRecipientJob } from './queries.ts'
import { type TellingKind, tables } from './tables.ts'

/** Organisations to which data of a person passed, of every room, each once: the latest that passed names where it stands. */
export async function recipientsOf(
  tx: Tx,
  actor: Actor,
  personId: Id<'person'>,
  rooms: readonly PersonalDataOfRoom[],
): Promise<readonly Recipient[]> {
  const found = new Map<string, Recipient>()
  for (const { recipients } of rooms)
    for (const one of (await recipients?.(tx, actor, personId)) ?? []) found.set(one.organisationId, one)
  return [...found.values()]
}

export interface Telling {
  readonly kind: TellingKind
  /** Of a correction: names of the fields. */
  readonly fields?: readonly string[]
  /** Of a correction: what is right now, in the words of who decides. */
  readonly body?: string | null
}

/** Tells each recipient in the transaction of the deed; one entry of the audit for all of them. */
export async function tellRecipients(
  tx: Tx,
  actor: Actor,
  personId: Id<'person'>,
  { kind, fields = [], body = null }: Telling,
  recipients: readonly Recipient[],
  { clock }: { readonly clock: Clock },
): Promise<void> {
  if (recipients.length === 0) return
  const { controllerId } = demandKeeping(actor)
  const rows = recipients.map(({ organisationId, path, reference }) => ({
    id: newPublicId<'telling'>(),
    controller_id: controllerId,
    person_id: kind === 'erased' ? null : personId,
    recipient_organisation_id: organisationId,
    kind,
    fields: [...fields],
    body: kind === 'erased' ? null : body,
    about_path: path,
    reference,
    told_at: new Date(clock.now()),
    told_by: actor.userId,
    seen_at: null,
    seen_by: null,
  }))
  await tables(tx).insertInto('person_telling').values(rows).execute()
  for (const { id } of rows) await enqueue(tx, tellRecipientJob, { telling: id })
  await record(tx, actor, {
    event: 'people.recipients-told',
    subject: personId,
    subjectKind: 'people.person',
    details: { kind, fields, recipients: recipients.map(({ organisationId }) => organisationId) },
  })
}

/** Notes that the recipient has read it. Throws NotFound for what does not concern the actor's organisation. */
export async function takeNoteOf(
  tx: Tx,
  actor: Actor,
  id: string,
  { clock }: { readonly clock: Clock },
): Promise<void> {
  demand(actor, 'people.receive-notices')
  const { id: known } = await getTelling(tx, actor, id)
  const seen = await tables(tx)
    .updateTable('person_telling')
    .set({ seen_at: new Date(clock.now()), seen_by: actor.userId })
    .where('id', '=', known)
    .where('seen_at', 'is', null)
    .executeTakeFirst()
  if (seen.numUpdatedRows === 1n)
    await record(tx, actor, { event: 'people.telling-seen', subject: id, subjectKind: 'people.telling' })
}
