import { Invalid } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { takeIntoFile } from '../../../journeys/index.ts'
import { createFamily, createPerson, findDuplicates } from '../../../people/index.ts'
import { teamCases } from '../../access.ts'
import { type OpeningSetting, openCase } from '../../actions/open.ts'
import { criteria } from '../../domain/intake.ts'
import type { Taking } from './forms.ts'
import type { SharedPerson } from './identity.ts'

/**
 * Opens a file of the own team from what was shared: the person, and of the family only who was chosen. The records are the
 * receiver's own copies. Throws Invalid where somebody of that name is there already and nobody looked.
 */
export async function takeAsCase(
  tx: Tx,
  actor: Actor,
  handover: Id<'handover'>,
  persons: readonly SharedPerson[],
  taking: Taking,
  setting: OpeningSetting,
): Promise<Id<'case'>> {
  const { pseudonymous } = taking
  const person = {
    pseudonymous,
    givenName: pseudonymous ? null : (taking.givenName ?? null),
    familyName: pseudonymous ? null : (taking.familyName ?? null),
    birth: taking.birth,
  }
  const there = taking.otherPerson || pseudonymous ? [] : await findDuplicates(tx, actor, person)
  if (there.length > 0)
    throw new Invalid([{ field: 'otherPerson', code: 'cases-sharing-there', values: { count: there.length } }])
  const simulated = { simulated: setting.demo }
  const personId = await createPerson(tx, actor, person, simulated)
  const chosen = persons.filter(
    (one, index) => one.role !== 'main' && taking.members.some((place) => Number(place) === index),
  )
  const since = setting.today
  const others = []
  for (const { givenName, familyName, birth, role } of chosen) {
    const id = await createPerson(tx, actor, { givenName, familyName, birth }, simulated)
    others.push({ personId: id, role: role === 'child' ? ('child' as const) : ('partner' as const), since })
  }
  if (others.length > 0) await createFamily(tx, actor, [{ personId, role: 'adult', since }, ...others], simulated)
  const id = await openCase(
    tx,
    actor,
    {
      personId,
      checked: Object.fromEntries(criteria.map((one) => [one, taking[one] === 'yes'])) as Record<
        (typeof criteria)[number],
        boolean
      >,
      decision: taking.decision,
      reason: taking.reason,
      accessPath: 'authority',
      reach: 'team',
      withFamily: others.length > 0,
    },
    setting,
  )
  await takeIntoFile(tx, actor, handover, id)
  return id
}

/** Assigns a hand-over to a file that the team has already. Throws Invalid for a file reference that is not there. */
export async function takeIntoCase(
  tx: Tx,
  actor: Actor,
  handover: Id<'handover'>,
  reference: string,
): Promise<Id<'case'>> {
  const file = await teamCases(tx, actor)
    .select('case_file.id')
    .where('case_file.reference', '=', reference)
    .executeTakeFirst()
  if (!file) throw new Invalid([{ field: 'reference', code: 'cases-sharing-unknown-file', values: { reference } }])
  await takeIntoFile(tx, actor, handover, file.id)
  return file.id
}
