import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { FamilyRole } from '../domain/kinds.ts'
import { listPersons, type Person } from './persons.ts'

export interface FamilyMember {
  readonly person: Person
  readonly role: FamilyRole
  readonly since: Day
  /** Last day, inclusive. */
  readonly until: Day | null
}

export interface Family {
  readonly id: Id<'family'>
  readonly code: string
  readonly note: string | null
  readonly simulated: boolean
  readonly version: number
  /** Those the actor may see, adults first, children by age; who has left comes last. */
  readonly members: readonly FamilyMember[]
}

const roleOrder: readonly FamilyRole[] = ['adult', 'partner', 'child', 'other']

/** Throws NotFound, also for a family that the actor may not see. */
export async function getFamily(tx: Tx, actor: Actor, id: Id<'family'>): Promise<Family> {
  const family = await tables(tx)
    .selectFrom('family')
    .select(['id', 'code', 'note', 'simulated', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!family) throw new NotFound(`there is no family ${id}`)
  const rows = await tables(tx)
    .selectFrom('family_member')
    .select(['person_id', 'role', 'since', 'until'])
    .where('family_id', '=', id)
    .limit(100)
    .execute()
  const persons = await listPersons(
    tx,
    actor,
    rows.map(({ person_id }) => person_id),
  )
  const members = rows.flatMap(({ person_id, role, since, until }) => {
    const person = persons.find((one) => one.id === person_id)
    return person ? [{ person, role, since, until }] : []
  })
  const rank = ({ role, until, person }: FamilyMember) =>
    `${until === null ? 0 : 1}${roleOrder.indexOf(role)}${person.birth?.date ?? '9999'}${person.code}`
  return { ...family, members: members.sort((a, b) => rank(a).localeCompare(rank(b))) }
}

/** The family a person belongs to on a day, the latest where there are several; undefined without one. */
export async function familyOf(tx: Tx, actor: Actor, personId: Id<'person'>, today: Day): Promise<Family | undefined> {
  const [member] = await tables(tx)
    .selectFrom('family_member')
    .select('family_id')
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', today)]))
    .orderBy('since', 'desc')
    .orderBy('family_id')
    .limit(1)
    .execute()
  return member && (await getFamily(tx, actor, member.family_id))
}
