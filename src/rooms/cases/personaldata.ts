import { addDays, type Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import { asPlatform } from '../../platform/access/acting.ts'
import type { Actor } from '../../platform/access/index.ts'
import type { PersonalData } from '../../platform/access/personal.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { visibleCases } from './access.ts'
import { contentsOf } from './contents.ts'
import { eraseCases } from './forgetting.ts'

/** Files of which somebody is the main person or one of the family, as far as the actor reads them. */
async function filesOf(tx: Tx, actor: Actor, person: Id<'person'>) {
  return await visibleCases(tx, actor)
    .select(['case_file.id', 'reference', 'person_id as personId', 'closed_on as closedOn', 'opened_on as openedOn'])
    .where((eb) =>
      eb.or([
        eb('case_file.person_id', '=', person),
        eb(
          'case_file.id',
          'in',
          eb.selectFrom('case_person').select('case_person.case_id').where('person_id', '=', person),
        ),
      ]),
    )
    .orderBy('opened_on')
    .limit(200)
    .execute()
}

/** An open file is kept as long as it is worked on; nobody knows how long, so the hold is looked at again after a year. */
const openFor = (from: Day): Day => addDays(from, 365)

/**
 * What cases keep about a person: the files with all parts. Erasing before the period is over removes the files of which the
 * person is the main one, once they have ended, and takes the person out of those of the family.
 */
export const personalData: PersonalData = {
  async export(tx, actor, person) {
    const files: Record<string, unknown> = {}
    for (const { id, reference } of await filesOf(tx, actor, person)) files[reference] = await contentsOf(tx, id)
    return { cases: files }
  },
  async holds(tx, actor, person) {
    const { rows } = await sql<{ today: Day }>`SELECT access_today() AS today`.execute(tx)
    const today = rows[0]?.today
    const files = await filesOf(tx, actor, person)
    return today === undefined
      ? []
      : files
          .filter(({ closedOn }) => closedOn === null)
          .map(({ reference }) => ({ reason: `cases.open:${reference}`, until: openFor(today) }))
  },
  async erase(tx, actor, person) {
    const files = (await filesOf(tx, actor, person)).filter(({ closedOn }) => closedOn !== null)
    const own = files.filter(({ personId }) => personId === person).map(({ id }) => id)
    const others = files.filter(({ personId }) => personId !== person).map(({ id }) => id)
    return await asPlatform(tx, async () => {
      const gone = await eraseCases(tx, own)
      const left = await sql`
        DELETE FROM case_person WHERE person_id = ${person} AND case_id = ANY (${others}::uuid[])`.execute(tx)
      return (gone['case_file'] ?? 0) + Number(left.numAffectedRows ?? 0n)
    })
  },
}
