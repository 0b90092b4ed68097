import { addDays } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, newPublicId } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { demandHandingOver } from '../../access.ts'
import type { Setting } from '../../adding.ts'
import { codeHash, newCode } from '../domain/secrets.ts'
import { givenPerson } from '../queries/codes.ts'
import { tables } from '../tables.ts'

/** Days that a code opens. */
const validDays = 365

/**
 * Makes a code for the person behind a hand-over that the actor's organisation gave; those there were stay. Returns the code,
 * which is kept nowhere. Throws NotFound.
 */
export async function makeCode(tx: Tx, actor: Actor, handover: string, { clock }: Setting): Promise<string> {
  demand(actor, 'journeys.hand-over')
  const { organisationId, controllerId } = demandHandingOver(actor)
  const person = await givenPerson(tx, actor, handover)
  if (!person) throw new NotFound(`there is no hand-over ${handover}`)
  const code = newCode()
  const id = newPublicId<'journey-code'>()
  await tables(tx)
    .insertInto('journey_code')
    .values({
      id,
      controller_id: controllerId,
      organisation_id: organisationId,
      person_key: person,
      hash: codeHash(code),
      valid_until: addDays(clock.today(), validDays),
      made_at: new Date(clock.now()),
      made_by: actor.userId,
      revoked_at: null,
    })
    .execute()
  await record(tx, actor, {
    event: 'journeys.code-made',
    subject: handover,
    subjectKind: 'journeys.handover',
    details: { code: id },
  })
  return code
}

/** Ends every code of this person that the actor's organisation made. Returns how many. Throws NotFound. */
export async function revokeCodes(tx: Tx, actor: Actor, handover: string, { clock }: Setting): Promise<number> {
  demand(actor, 'journeys.hand-over')
  const person = await givenPerson(tx, actor, handover)
  if (!person) throw new NotFound(`there is no hand-over ${handover}`)
  const ended = await tables(tx)
    .updateTable('journey_code')
    .set({ revoked_at: new Date(clock.now()) })
    .where('person_key', '=', person)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  await record(tx, actor, {
    event: 'journeys.codes-revoked',
    subject: handover as Id<'handover'>,
    subjectKind: 'journeys.handover',
    details: { codes: ended.map(({ id }) => id) },
  })
  return ended.length
}
