import { Forbidden, NotFound } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { openPerson } from '../../people/index.ts'
import { tables } from '../access.ts'

/** How long a file that was opened with a reason stays open, in hours. */
export const openHours = { supervision: 8, emergency: 3 } as const

/**
 * Opens one file beyond the team, by its Aktenzeichen: coordination for supervision, a case manager of the same controller in
 * an emergency (break the glass). Reading only, with a reason that the audit keeps and data protection is told of. An
 * Aktenzeichen of another controller is not there. Throws NotFound, Forbidden.
 */
export async function enterFile(
  tx: Tx,
  actor: Actor,
  reference: string,
  kind: 'supervision' | 'emergency',
  reason: string,
  now: number,
): Promise<Id<'case'>> {
  const allowed = kind === 'supervision' ? may(actor, 'cases.supervise') : may(actor, 'cases.edit')
  const { controllerId } = actor
  if (!allowed || controllerId === null) throw new Forbidden('cases.supervise')
  // Whoever opens it cannot see it yet: the platform looks up the id, within their controller, and nothing else.
  const file = await asPlatform(tx, () =>
    tables(tx)
      .selectFrom('case_file')
      .select(['id', 'person_id', 'family_id'])
      .where('reference', '=', reference)
      .where('controller_id', '=', controllerId)
      .executeTakeFirst(),
  )
  if (!file) throw new NotFound(`there is no case ${reference}`)
  const until = new Date(now + openHours[kind] * 3_600_000)
  await tables(tx)
    .insertInto('case_opening')
    .values({
      id: newId<'opening'>(now),
      case_id: file.id,
      controller_id: controllerId,
      user_id: actor.userId,
      kind,
      reason,
      opened_at: new Date(now),
      until,
    })
    .execute()
  const persons = await tables(tx)
    .selectFrom('case_person')
    .select('person_id')
    .where('case_id', '=', file.id)
    .execute()
  for (const personId of new Set([file.person_id, ...persons.map((one) => one.person_id)]))
    await openPersonOnce(tx, actor, personId, until, now)
  await record(tx, actor, {
    event: kind === 'emergency' ? 'cases.glass-broken' : 'cases.opened-for-supervision',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { until: until.toISOString() },
  })
  return file.id
}

/** A case manager sees the persons of the own controller anyway. */
async function openPersonOnce(tx: Tx, actor: Actor, personId: Id<'person'>, until: Date, now: number): Promise<void> {
  if (may(actor, 'people.search')) return
  await openPerson(tx, actor, personId, until, now)
}
