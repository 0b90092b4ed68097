import { NotFound } from '../../../kernel/errors.ts'
import { type Id, isId } from '../../../kernel/ids.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  Hidden,
  Meta,
  Note,
  RadioGroup,
  Section,
  Stack,
  Strong,
  Table,
  Text,
} from '../../../platform/ui/index.ts'
import { compareRecords } from '../domain/matching.ts'
import { personFields } from '../domain/person.ts'
import { personPath, start } from '../paths.ts'
import { getPerson, type Person } from '../queries/persons.ts'
import { placeNames } from '../queries/places.ts'
import { valueWords } from './words.ts'

/** Two records side by side: what differs first, why they may be one person, and the merge. */
export async function showCompare(request: PageRequest<'id' | 'other'>): Promise<Page> {
  const { tx, actor, params, t, form } = request
  if (!isId(params.other) || params.other === params.id) throw new NotFound('no other record')
  const one = await getPerson(tx, actor, params.id as Id<'person'>)
  const other = await getPerson(tx, actor, params.other as Id<'person'>)
  await recordLook(tx, actor, {
    event: 'people.persons-compared',
    subjectKind: 'people.person',
    ids: [one.id, other.id],
  })
  const places = await placeNames(tx)
  const words = (field: (typeof personFields)[number], person: Person) =>
    valueWords(request, places, field, person[field])
  const rows = personFields
    .map((field) => ({ field, one: words(field, one), other: words(field, other) }))
    .filter((row) => row.one !== null || row.other !== null)
    // That neither needs an interpreter tells nothing.
    .filter(({ field }) => one[field] !== false || other[field] !== false)
    .sort((a, b) => Number(a.one === a.other) - Number(b.one === b.other))
  const { reasons } = compareRecords(one, other)
  const title = (person: Person) => `${person.name ?? t('people.without-name')} (${person.code})`
  const mergeable = one.mergedInto === null && other.mergedInto === null
  return {
    title: t('people.merge.title'),
    meta: reasons.map((reason) => t(`people.reason.${reason}`)).join(' · ') || t('people.merge.no-reason'),
    crumbs: [
      { label: t('people.search.title'), path: start },
      { label: one.code, path: personPath(one.id) },
    ],
    body: (
      <Stack gap="l">
        <Table
          caption={t('people.merge.caption')}
          rows={rows}
          keyOf={({ field }) => field}
          stacks
          columns={[
            {
              key: 'field',
              header: t('people.meanwhile.field'),
              names: true,
              cell: ({ field }) => t(`people.field.${field}`),
            },
            { key: 'one', header: one.code, cell: (row) => value(row.one, row.one !== row.other) },
            { key: 'other', header: other.code, cell: (row) => value(row.other, row.one !== row.other) },
          ]}
        />
        {mergeable ? (
          <Section title={t('people.merge.do-title')}>
            <Form
              state={form}
              labels={{ keep: t('people.merge.keep') }}
              initial={{ keep: one.createdAt <= other.createdAt ? one.id : other.id }}
              failure={t('people.merge.failure')}
            >
              <Hidden name="version" value={one.version} />
              <Hidden name="otherVersion" value={other.version} />
              <Text>{t('people.merge.what')}</Text>
              <RadioGroup
                name="keep"
                choices={[one, other].map((person) => ({ value: person.id, label: title(person) }))}
              />
              <ButtonRow>
                <Button>{t('people.merge.do')}</Button>
                <ButtonLink look="tertiary" to={personPath(one.id)}>
                  {t('people.merge.not')}
                </ButtonLink>
              </ButtonRow>
              <Meta>{t('people.merge.undo-hint')}</Meta>
            </Form>
          </Section>
        ) : (
          <Note>{t('error.people-merged-already')}</Note>
        )}
      </Stack>
    ),
  }

  function value(text: string | null, differs: boolean) {
    if (text === null) return t('people.nothing')
    return differs ? <Strong>{text}</Strong> : text
  }
}
