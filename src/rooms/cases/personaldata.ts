import { Forbidden } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { asPlatform } from '../../platform/access/acting.ts'
import type { Actor } from '../../platform/access/index.ts'
import type { PersonalData } from '../../platform/access/personal.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { handedOverOf } from '../journeys/index.ts'
import { tables } from './access.ts'
import { copyOf } from './copy/copy.ts'
import { copySchema } from './copy/schema.ts'
import { eraseCases } from './forgetting.ts'

/**
 * Files of the actor's controller of which somebody is the main person or one of the family: all of them, also those that
 * only one case manager reads, since the controller answers for them all. As the platform; who asks was checked before.
 */
async function filesOf(tx: Tx, { controllerId }: Actor, person: Id<'person'>) {
  if (controllerId === null) throw new Forbidden('cases.read')
  return await tables(tx)
    .selectFrom('case_file')
    .select(['case_file.id', 'person_id as personId', 'closed_on as closedOn'])
    .where('case_file.controller_id', '=', controllerId)
    .where((eb) =>
      eb.or([
        eb('case_file.person_id', '=', person),
        eb(
          'case_file.id',
          'in',
          eb.selectFrom('case_person').select('case_person.case_id').where('case_person.person_id', '=', person),
        ),
      ]),
    )
    .orderBy('opened_on')
    .limit(200)
    .execute()
}

/**
 * What cases keep about a person: the files with all their parts, and what was handed over. An open file forbids erasing.
 * Erasing before the period is over removes the ended files of which the person is the main one, with what was shared from
 * them, and takes the person out of those of the family.
 */
export const personalData: PersonalData = {
  export: (tx, actor, person) =>
    asPlatform(tx, async () => {
      const files = await filesOf(tx, actor, person)
      const ids = files.map(({ id }) => id)
      return { files: await copyOf(tx, actor, ids) }
    }),
  schema: copySchema,
  holds: (tx, actor, person) =>
    asPlatform(tx, async () => {
      const files = await filesOf(tx, actor, person)
      return files.some(({ closedOn }) => closedOn === null) ? [{ reason: 'cases.hold.open', until: null }] : []
    }),
  recipients: (tx, actor, person) =>
    asPlatform(tx, async () => {
      const files = await filesOf(tx, actor, person)
      return (
        await handedOverOf(
          tx,
          files.map(({ id }) => id),
        )
      ).flatMap(({ id, side, offeredOn, toOrganisationId, reference }) =>
        side === 'given' && offeredOn !== null
          ? [{ organisationId: toOrganisationId, path: `/handovers/${id}`, reference, passedOn: offeredOn }]
          : [],
      )
    }),
  erase: (tx, actor, person) =>
    asPlatform(tx, async () => {
      const files = (await filesOf(tx, actor, person)).filter(({ closedOn }) => closedOn !== null)
      const own = files.filter(({ personId }) => personId === person).map(({ id }) => id)
      const others = files.filter(({ personId }) => personId !== person).map(({ id }) => id)
      const gone = await eraseCases(tx, own)
      const left = await sql`
        DELETE FROM case_person WHERE person_id = ${person} AND case_id = ANY (${others}::uuid[])`.execute(tx)
      return (gone['case_file'] ?? 0) + Number(left.numAffectedRows ?? 0n)
    }),
}
