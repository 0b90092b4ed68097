import { useRender } from '../../../platform/ui/context.tsx'
import { Link, Name, Tag } from '../../../platform/ui/index.ts'
import { personPath } from '../paths.ts'
import type { Person, PersonLabel } from '../queries/persons.ts'

/** A label, or the person itself. */
type NamedPerson = Pick<PersonLabel, 'id' | 'code' | 'name'> &
  Partial<Pick<PersonLabel, 'isRestricted'>> &
  Partial<Pick<Person, 'restrictedOn'>>

/**
 * What a person is called in a list or a headline: the name, in pseudonymous mode the code. With `link` it leads to the
 * person's page. Who is restricted (Art. 18 GDPR) is marked.
 */
export function PersonName({ person, link }: { person: NamedPerson; link?: boolean }) {
  const { t } = useRender()
  const label =
    person.name === null ? <span title={t('people.without-name')}>{person.code}</span> : <Name>{person.name}</Name>
  const name = link ? (
    <Link to={personPath(person.id)} quiet>
      {label}
    </Link>
  ) : (
    label
  )
  return person.isRestricted || person.restrictedOn ? (
    <>
      {name} <Tag>{t('people.restricted')}</Tag>
    </>
  ) : (
    name
  )
}
