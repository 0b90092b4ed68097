import { useRender } from '../../../platform/ui/context.tsx'
import { Link, Name } from '../../../platform/ui/index.ts'
import { personPath } from '../paths.ts'
import type { PersonLabel } from '../queries/persons.ts'

/**
 * What a person is called in a list or a headline: the name, in pseudonymous mode the code. With `link` it leads to the
 * person's page.
 */
export function PersonName({ person, link }: { person: Pick<PersonLabel, 'id' | 'code' | 'name'>; link?: boolean }) {
  const { t } = useRender()
  const label =
    person.name === null ? <span title={t('people.without-name')}>{person.code}</span> : <Name>{person.name}</Name>
  return link ? (
    <Link to={personPath(person.id)} quiet>
      {label}
    </Link>
  ) : (
    label
  )
}
