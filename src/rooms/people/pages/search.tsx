import { isId } from '../../../kernel/ids.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import { ExportLink } from '../../../platform/exports/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  Empty,
  Form,
  Link,
  Meta,
  Name,
  Panel,
  Section,
  Stack,
  Table,
  Text,
  TextField,
} from '../../../platform/ui/index.ts'
import { readBirth } from '../domain/birth.ts'
import type { Reason } from '../domain/matching.ts'
import { personsExport } from '../exports.ts'
import { newPath, personPath, start } from '../paths.ts'
import { findDuplicates } from '../queries/duplicates.ts'
import type { Person } from '../queries/persons.ts'
import { placeNames } from '../queries/places.ts'
import { searchPersons } from '../queries/search.ts'
import { findSearch, type Search } from '../searches.ts'
import { birthText, languagesText } from './words.ts'

/** More are not read; a search that finds more is asked more exactly. */
const mostShown = 50

/** The form: search comes before create. */
export async function showSearch(request: PageRequest): Promise<Page> {
  const { t, query, tx, actor } = request
  const again = query.get('again')
  const search = again && isId(again) ? await findSearch(tx, actor, again) : undefined
  return {
    title: t('people.search.title'),
    meta: t('people.search.meta'),
    actions: <ExportLink of={personsExport}>{t('people.export.all')}</ExportLink>,
    body: (
      <Columns kind="side">
        <Stack gap="l">
          <ConfirmationNote texts={{ erased: 'people.data.done-erased' }} />
          <SearchFields request={request} search={search} />
        </Stack>
        <Panel title={t('people.search.how')}>
          <Stack gap="s">
            <Text>{t('people.search.how-spelling')}</Text>
            <Text>{t('people.search.how-birth')}</Text>
            <Text>{t('people.search.how-scope')}</Text>
          </Stack>
        </Panel>
      </Columns>
    ),
  }
}

function SearchFields({ request, search }: { request: PageRequest; search: Search | undefined }) {
  const { t, form } = request
  return (
    <Form
      action={start}
      route={start}
      state={form}
      failure={t('people.search.failure')}
      labels={{
        familyName: t('people.search.family-name'),
        givenName: t('people.field.givenName'),
        birth: t('people.field.birth'),
      }}
      initial={{ ...search }}
    >
      <TextField name="familyName" maxLength={120} spellCheck={false} hint={t('people.search.one-is-enough')} />
      <TextField name="givenName" optional maxLength={120} spellCheck={false} />
      <TextField name="birth" optional maxLength={20} width="m" hint={t('people.birth-hint')} />
      <ButtonRow>
        <Button>{t('people.search.do')}</Button>
      </ButtonRow>
    </Form>
  )
}

interface Hit {
  readonly person: Person
  readonly reasons: readonly Reason[]
}

/** What a search found, most likely first, each with the reasons; and the way to a new record. */
export async function showResults(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t } = request
  const search = await findSearch(tx, actor, params.id)
  if (!search) return searchOver(request)
  const { hits, total } = await hitsOf(request, search)
  await recordLook(tx, actor, {
    event: 'people.persons-searched',
    subjectKind: 'people.person',
    ids: hits.map(({ person }) => person.id),
  })
  const create = <ButtonLink to={`${newPath}?search=${params.id}`}>{t('people.search.create')}</ButtonLink>
  return {
    title: t('people.search.found', { count: total }),
    name: t('people.search.result'),
    meta: [search.givenName, search.familyName, search.birth].filter(Boolean).join(' · '),
    crumbs: [{ label: t('people.search.title'), path: start }],
    body: (
      <Stack gap="l">
        {hits.length === 0 ? (
          <Empty title={t('people.search.nobody')}>{t('people.search.nobody-next')}</Empty>
        ) : (
          <Hits request={request} hits={hits} places={await placeNames(tx)} />
        )}
        {total > hits.length && <Meta>{t('people.search.more', { shown: hits.length, total })}</Meta>}
        <Section title={hits.length === 0 ? t('people.search.next') : t('people.search.not-there')}>
          <ButtonRow>
            {create}
            <ButtonLink look="secondary" to={`${start}?again=${params.id}`}>
              {t('people.search.again')}
            </ButtonLink>
          </ButtonRow>
        </Section>
      </Stack>
    ),
  }
}

/** Possible duplicates with their reasons first, then what else has such a name. */
async function hitsOf({ tx, actor }: PageRequest, search: Search): Promise<{ hits: Hit[]; total: number }> {
  const birth = search.birth ? readBirth(search.birth) : undefined
  const alike = await findDuplicates(tx, actor, { ...search, birth }, { limit: 20 })
  const text = `${search.givenName ?? ''} ${search.familyName ?? ''}`.trim()
  const birthYear = birth && Number(birth.date.slice(0, 4))
  const named = await searchPersons(tx, actor, { text, birthYear }, mostShown)
  const known = new Set(alike.map(({ person }) => person.id))
  const others = named.persons.filter(({ id }) => !known.has(id)).map((person): Hit => ({ person, reasons: [] }))
  const both = named.persons.length - others.length
  return { hits: [...alike, ...others].slice(0, mostShown), total: named.total + alike.length - both }
}

interface HitsProps {
  readonly request: Pick<PageRequest, 't' | 'locale'>
  readonly hits: readonly Hit[]
  readonly places: ReadonlyMap<string, string>
}

/** A list of persons with what tells them apart, and why they are on it. */
export function Hits({ request, hits, places }: HitsProps) {
  const { t, locale } = request
  const format = createFormat(locale)
  return (
    <Table
      caption={t('people.search.result')}
      rows={hits}
      keyOf={({ person }) => person.id}
      stacks
      columns={[
        {
          key: 'person',
          header: t('people.person'),
          names: true,
          cell: ({ person }) => (
            <>
              <Link to={personPath(person.id)} quiet>
                <Name>{person.name ?? person.code}</Name>
              </Link>
              <Meta
                parts={[
                  person.name === null ? t('people.without-name') : person.code,
                  person.restrictedOn && t('people.restricted'),
                ]}
              />
            </>
          ),
        },
        {
          key: 'birth',
          header: t('people.field.birth'),
          cell: ({ person }) => person.birth && birthText(format, person.birth),
        },
        {
          key: 'languages',
          header: t('people.field.languages'),
          cell: ({ person }) => languagesText({ t, locale }, person.languages),
        },
        {
          key: 'place',
          header: t('people.field.municipalityId'),
          cell: ({ person }) => person.municipalityId && <Name>{places.get(person.municipalityId)}</Name>,
        },
        {
          key: 'why',
          header: t('people.search.why'),
          cell: ({ reasons }) =>
            reasons.length > 0
              ? reasons.map((reason) => t(`people.reason.${reason}`)).join(', ')
              : t('people.reason.named'),
        },
      ]}
    />
  )
}

function searchOver({ t }: PageRequest): Page {
  return {
    status: 404,
    title: t('people.search.over'),
    crumbs: [{ label: t('people.search.title'), path: start }],
    body: (
      <Stack>
        <Alert kind="info" title={t('people.search.over-why')} />
        <ButtonLink to={start}>{t('people.search.again')}</ButtonLink>
      </Stack>
    ),
  }
}
