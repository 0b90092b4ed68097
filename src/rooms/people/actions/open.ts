import { Forbidden } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'

/**
 * Lets somebody read a person of the actor's controller until an instant: supervision and emergencies, for which the case
 * file keeps the reason, and the guests of a conference (`forUser`). Only case managers open persons to others.
 */
export async function openPerson(
  tx: Tx,
  actor: Actor,
  personId: Id<'person'>,
  until: Date,
  /** Milliseconds since 1970: the clock of the request, as everywhere. */
  now: number,
  forUser: Id<'user'> = actor.userId,
): Promise<void> {
  demand(actor, 'people.read')
  const { controllerId } = actor
  if (controllerId === null) throw new Forbidden('people.read')
  await tables(tx)
    .insertInto('person_opening')
    .values({
      person_id: personId,
      user_id: forUser,
      controller_id: controllerId,
      opened_at: new Date(now),
      until,
    })
    // Twice in one instant is once.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await record(tx, actor, {
    event: 'people.person-opened',
    subject: personId,
    subjectKind: 'people.person',
    details: { user: forUser, until: until.toISOString() },
  })
}
