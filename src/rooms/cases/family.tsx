import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import { Link, List, Parts, Section, useRender } from '../../platform/ui/index.ts'
import { basesOfAll, basesPath, type FamilyMember, getFamily, PersonName, stateOf } from '../people/index.ts'
import { tables } from './access.ts'
import type { CaseSection } from './sections.ts'

/** "Familie": who belongs to this file and who does not, each with bases of their own. */
export const familySection: CaseSection = {
  key: 'family',
  column: 'side',
  order: 30,
  async read({ tx, actor, clock }, file) {
    if (file.familyId === null) return null
    const today = clock.today()
    const family = await getFamily(tx, actor, file.familyId)
    const members = family.members.filter(({ until }) => until === null || until >= today)
    const inFile = await tables(tx)
      .selectFrom('case_person')
      .select('person_id')
      .where('case_id', '=', file.id)
      .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', today)]))
      .limit(100)
      .execute()
    const bases = await basesOfAll(
      tx,
      members.map(({ person }) => person.id),
    )
    const holding = new Map(
      members.map(({ person }) => [
        person.id,
        (bases.get(person.id) ?? []).filter((basis) => ['valid', 'ending'].includes(stateOf(basis, today))).length,
      ]),
    )
    return (
      <Members
        members={members}
        main={file.personId}
        inFile={new Set(inFile.map(({ person_id }) => person_id))}
        holding={holding}
        today={today}
      />
    )
  },
}

interface Props {
  readonly members: readonly FamilyMember[]
  readonly main: Id<'person'>
  readonly inFile: ReadonlySet<Id<'person'>>
  readonly holding: ReadonlyMap<Id<'person'>, number>
  readonly today: Day
}

function Members({ members, main, inFile, holding, today }: Props) {
  const { t } = useRender()
  return (
    <Section title={t('cases.family.title')}>
      <List
        items={members.map(({ person, role }) => ({
          key: person.id,
          content: <PersonName person={person} link />,
          meta: (
            <Parts
              parts={[
                t(`cases.family.role.${role}`),
                person.birth && t('cases.family.years', { years: yearsOld(person.birth.date, today) }),
                person.id === main && t('cases.family.main'),
                !inFile.has(person.id) && t('cases.family.not-in-file'),
                <Link key="bases" to={basesPath(person.id)}>
                  {t('cases.family.bases', { n: holding.get(person.id) ?? 0 })}
                </Link>,
              ]}
            />
          ),
        }))}
      />
    </Section>
  )
}

/** Whole years; where only the year is known, about. */
function yearsOld(born: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4))
  return today.slice(5) < born.slice(5) ? years - 1 : years
}
