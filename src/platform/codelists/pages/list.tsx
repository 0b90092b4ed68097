import type { Page, PageRequest } from '../../http/index.ts'
import type { FormState } from '../../http/request.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Code,
  Columns,
  ConfirmationNote,
  DescriptionList,
  Empty,
  ErrorSummary,
  Form,
  Hidden,
  Link,
  List,
  Note,
  Parts,
  RowName,
  Section,
  Stack,
  Table,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { labelOf, present } from '../domain.ts'
import type { Codelist, Entry } from '../model.ts'
import { entryPath, listPath } from '../paths.ts'
import { findMerge, listVersions, type Merge, readList, type Version } from '../queries.ts'
import { countUses, type Uses } from '../uses.ts'
import { EntryStateMark, plainUses, titleOf } from './words.tsx'
import type { WorkOf } from './work.ts'

interface ListView {
  readonly list: Codelist
  readonly entries: readonly Entry[]
  readonly version: number
  readonly uses: readonly Uses[]
  readonly last: Version | undefined
  readonly merge: Merge | undefined
  readonly form: FormState | undefined
}

/** One list: its entries in their order, how often each is used, and what can be done. */
export const showList =
  (workOf: WorkOf) =>
  async (request: PageRequest<'list'>): Promise<Page> => {
    const { tx, t, form } = request
    const { list, declarations } = workOf(request)
    const { entries, version } = await readList(tx, list)
    const view: ListView = {
      list,
      entries: present(entries),
      version,
      uses: await countUses(tx, declarations),
      last: (await listVersions(tx, list))[0],
      merge: await findMerge(tx, list, version),
      form,
    }
    return {
      title: titleOf(t, list),
      meta: <Parts parts={[t('codelists.title'), t('codelists.count', { count: view.entries.length })]} />,
      crumbs: crumbsTo(t),
      actions: <AddLink list={list} />,
      body: <ListPage view={view} />,
    }
  }

export const crumbsTo = (t: PageRequest['t'], list?: Codelist) => [
  { label: t('administration.title'), path: '/admin' },
  { label: t('codelists.title'), path: '/admin/codelists' },
  ...(list ? [{ label: titleOf(t, list), path: listPath(list.key) }] : []),
]

function AddLink({ list }: { list: Codelist }) {
  const { t, may } = useRender()
  return may('codelists.edit') ? (
    <ButtonLink to={`${listPath(list.key)}/entries/new`}>{t('codelists.add')}</ButtonLink>
  ) : null
}

const done = {
  added: 'codelists.done.added',
  changed: 'codelists.done.changed',
  removed: 'codelists.done.removed',
  merged: 'codelists.done.merged',
  unmerged: 'codelists.done.unmerged',
  imported: 'codelists.done.imported',
  adopted: 'codelists.done.adopted',
}

function ListPage({ view }: { view: ListView }) {
  const { t, may } = useRender()
  const { list, entries, form, merge } = view
  return (
    <Stack gap="l">
      {form && form.issues.length > 0 && <ErrorSummary issues={form.issues} labels={{}} prefix="" />}
      <ConfirmationNote texts={done} />
      <Columns kind="side">
        <Stack>
          <Text>{t(`codelists.list.${list.key}.text`)}</Text>
          {entries.length === 0 ? <Nothing view={view} /> : <Entries view={view} />}
        </Stack>
        <Stack gap="l">
          <Section title={t('codelists.versions')}>
            <Stack>
              <Last view={view} />
              {merge && may('codelists.edit') && <UndoMerge view={view} merge={merge} />}
            </Stack>
          </Section>
          <Section title={t('codelists.exchange')}>
            <List
              items={[
                {
                  key: 'xlsx',
                  content: <Link to={`${listPath(list.key)}/export.xlsx`}>{t('codelists.export-xlsx')}</Link>,
                },
                {
                  key: 'csv',
                  content: <Link to={`${listPath(list.key)}/export.csv`}>{t('codelists.export-csv')}</Link>,
                },
                ...(may('codelists.edit')
                  ? [
                      {
                        key: 'in',
                        content: <Link to={`${listPath(list.key)}/import`}>{t('codelists.import.open')}</Link>,
                      },
                    ]
                  : []),
              ]}
            />
          </Section>
        </Stack>
      </Columns>
    </Stack>
  )
}

function Entries({ view: { list, entries, uses } }: { view: ListView }) {
  const { t, locale } = useRender()
  return (
    <Table
      caption={titleOf(t, list)}
      stacks
      rows={entries}
      keyOf={({ key }) => key}
      columns={[
        {
          key: 'label',
          header: t('codelists.column.label'),
          names: true,
          cell: (entry) => (
            <RowName
              meta={<Parts parts={[<Code key="key">{entry.key}</Code>, locale === 'de' ? entry.en : entry.de]} />}
            >
              <Link to={entryPath(list.key, entry.key)}>{labelOf(entry, locale)}</Link>
            </RowName>
          ),
        },
        {
          key: 'state',
          header: t('codelists.column.state'),
          cell: (entry) => <EntryStateMark entry={entry} entries={entries} />,
        },
        {
          key: 'uses',
          header: t('codelists.column.uses'),
          kind: 'number',
          cell: (entry) => (uses.length === 0 ? '–' : plainUses(t, uses, entry.key)),
        },
      ]}
    />
  )
}

function Nothing({ view: { list, version } }: { view: ListView }) {
  const { t, may } = useRender()
  if (!may('codelists.edit') || list.begins !== 'offered')
    return <Empty title={t('codelists.none')}>{t('codelists.none-text')}</Empty>
  return (
    <Stack>
      <Empty title={t('codelists.none')}>{t('codelists.none-offer', { count: list.shipped.length })}</Empty>
      <Form action={`${listPath(list.key)}/adopt`} labels={{}}>
        <Hidden name="version" value={version} />
        <ButtonRow>
          <Button look="secondary">{t('codelists.adopt')}</Button>
        </ButtonRow>
      </Form>
      <Text>{list.shipped.map(({ de }) => de).join(' · ')}</Text>
    </Stack>
  )
}

function Last({ view: { list, version, last } }: { view: ListView }) {
  const { t, format } = useRender()
  if (!last) return <Text>{t('codelists.as-shipped-text')}</Text>
  return (
    <Stack>
      <DescriptionList
        items={[
          { term: t('codelists.version'), value: format.number(version) },
          { term: t('codelists.event-label'), value: t(`codelists.event.${last.event}`) },
          { term: t('codelists.changed-at'), value: format.instant(last.changedAt) },
          { term: t('codelists.changed-by'), value: last.changedBy ?? t('codelists.system') },
          ...(last.reason ? [{ term: t('codelists.reason'), value: last.reason }] : []),
        ]}
      />
      <Link to={`${listPath(list.key)}/history`}>{t('codelists.history.open')}</Link>
    </Stack>
  )
}

function UndoMerge({ view: { list, entries, version }, merge }: { view: ListView; merge: Merge }) {
  const { t, locale } = useRender()
  const name = (key: string) => {
    const entry = entries.find((one) => one.key === key)
    return entry ? labelOf(entry, locale) : key
  }
  return (
    <Note>
      <Stack gap="s">
        <Text>{t('codelists.undo.text', { from: name(merge.from), into: name(merge.into) })}</Text>
        <Form action={`${listPath(list.key)}/undo`} prefix="undo" labels={{ reason: t('codelists.reason') }}>
          <Hidden name="version" value={version} />
          <TextField name="reason" optional maxLength={500} />
          <ButtonRow>
            <Button look="secondary">{t('codelists.undo.do')}</Button>
          </ButtonRow>
        </Form>
      </Stack>
    </Note>
  )
}
