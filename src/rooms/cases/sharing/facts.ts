/** What the file knows that may travel: persons, languages, how to reach them, what holds in their lives. */
import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type DataCategory, familyOf, getPerson, type Person } from '../../people/index.ts'
import type { CourseDomain } from '../course/domain/kinds.ts'
import { domainOf } from '../course/domain/kinds.ts'
import { entriesOf } from '../course/queries.ts'
import type { CaseFile } from '../queries.ts'
import type { CaseFacts, PersonFacts } from './domain/content.ts'
import { german, germanFormat } from './german.ts'

/** A member of the family, as the form names them. */
export interface Member {
  readonly id: string
  readonly code: string
  readonly name: string | null
  readonly role: PersonFacts['role']
  readonly born: Day | null
}

export interface FileFacts {
  readonly facts: CaseFacts
  /** Everybody of the family but the person of the file. */
  readonly members: readonly Member[]
}

const categoryOf: Readonly<Partial<Record<CourseDomain, DataCategory>>> = {
  residence: 'residence',
  livelihood: 'livelihood',
  housing: 'housing',
  school: 'education',
  work: 'work',
  childcare: 'childcare',
  health: 'health',
}

export async function factsOf(tx: Tx, actor: Actor, file: CaseFile, team: string, today: Day): Promise<FileFacts> {
  const person = await getPerson(tx, actor, file.personId)
  const family = await familyOf(tx, actor, file.personId, today)
  const others = (family?.members ?? []).filter(
    ({ person: one, until }) => one.id !== person.id && (until === null || until >= today),
  )
  const members = others.map(({ person: one, role }) => ({
    ...factsOfPerson(one, role),
    code: one.code,
    name: one.name,
  }))
  return {
    facts: {
      persons: [factsOfPerson(person, 'main'), ...members],
      languages: person.languages,
      needsInterpreter: person.needsInterpreter,
      germanLevel: person.germanLevel,
      reachNote: person.reachNote,
      phone: person.phone,
      email: person.email,
      team,
      residenceGroup: person.residenceGroup,
      holding: await holdingOf(tx, file, today),
    },
    members: members.map(({ id, code, name, role, birthDate }) => ({ id, code, name, role, born: birthDate })),
  }
}

const factsOfPerson = (person: Person, role: PersonFacts['role']): PersonFacts => ({
  id: person.id,
  givenName: person.givenName,
  familyName: person.familyName,
  birthDate: person.birth?.date ?? null,
  birthPrecision: person.birth?.precision ?? null,
  role,
})

/** What the Integrationsverlauf says of today, in German, by category. */
async function holdingOf(tx: Tx, file: CaseFile, today: Day): Promise<CaseFacts['holding']> {
  const holding: Partial<Record<DataCategory, string[]>> = {}
  for (const entry of await entriesOf(tx, file.id)) {
    const category = categoryOf[domainOf(entry.kind)]
    if (!category || entry.from > today || (entry.until !== null && entry.until < today)) continue
    const what = entry.label ?? german(`cases.course.kind.${entry.kind}`)
    holding[category] = [
      ...(holding[category] ?? []),
      german('cases.sharing.words.since', { what, month: germanFormat.month(entry.from) }),
    ]
  }
  return holding
}
