import type { PageRequest } from '../../../platform/http/index.ts'
import { Alert, Meta, Stack, Table, Text } from '../../../platform/ui/index.ts'
import { type PersonField, type PersonFields, personFields } from '../domain/person.ts'
import { ChangedPerson, fieldsOf } from '../forms.ts'
import type { Person } from '../queries/persons.ts'
import { valueWords } from './words.ts'

interface ConflictingProps {
  readonly request: PageRequest
  readonly person: Person
  readonly places: ReadonlyMap<string, string>
}

/** Both versions of every field in which they differ: what is saved now, and what was typed. */
export function Conflicting({ request, person, places }: ConflictingProps) {
  const { t, form } = request
  const issue = form?.issues.find(({ code }) => code === 'changed-meanwhile')
  const typed = ChangedPerson.safeParse(form?.values ?? {})
  const mine = typed.success ? fieldsOf(typed.data) : undefined
  const rows = mine ? differing(person, mine) : []
  const words = (field: PersonField, fields: PersonFields) =>
    valueWords(request, places, field, fields[field]) ?? t('people.nothing')
  return (
    <Alert kind="danger" title={t('people.meanwhile.title')}>
      <Stack>
        <Text>{t('error.changed-meanwhile', issue?.values)}</Text>
        {mine && rows.length > 0 && (
          <Table
            caption={t('people.meanwhile.caption')}
            rows={rows}
            keyOf={(field) => field}
            stacks
            columns={[
              {
                key: 'field',
                header: t('people.meanwhile.field'),
                names: true,
                cell: (field) => t(`people.field.${field}`),
              },
              { key: 'saved', header: t('people.meanwhile.saved'), cell: (field) => words(field, person) },
              { key: 'mine', header: t('people.meanwhile.mine'), cell: (field) => words(field, mine) },
            ]}
          />
        )}
        <Meta>{t('people.meanwhile.next')}</Meta>
      </Stack>
    </Alert>
  )
}

const differing = (saved: PersonFields, mine: PersonFields): readonly PersonField[] =>
  personFields.filter((field) => JSON.stringify(saved[field]) !== JSON.stringify(mine[field]))
