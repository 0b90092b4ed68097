import type { Page, PageRequest } from '../../http/index.ts'
import {
  Code,
  Empty,
  FilterBar,
  FilterSelect,
  History,
  Link,
  Section,
  Stack,
  Table,
  useRender,
} from '../../ui/index.ts'
import { type ComparedField, compareLists, type EntryChange } from '../domain.ts'
import type { Codelist, Entry } from '../model.ts'
import { entryPath } from '../paths.ts'
import { getVersion, listVersions, readList, type Version, versionsPerPage } from '../queries.ts'
import { crumbsTo } from './list.tsx'
import { titleOf } from './words.tsx'
import type { WorkOf } from './work.ts'

/** Who decided what and when, and what lies between any two versions. */
export const showHistory =
  (workOf: WorkOf) =>
  async (request: PageRequest<'list'>): Promise<Page> => {
    const { tx, t, query } = request
    const { list } = workOf(request)
    const now = await readList(tx, list)
    const versions = await listVersions(tx, list, versionIn(query, 'before'))
    const [from, to] = [versionIn(query, 'from'), versionIn(query, 'to') ?? now.version]
    const changes =
      from !== undefined && from < to && to <= now.version
        ? compareLists((await getVersion(tx, list, from)).entries, (await getVersion(tx, list, to)).entries)
        : undefined
    return {
      title: t('codelists.history.title', { list: titleOf(t, list) }),
      name: t('codelists.history.open'),
      crumbs: crumbsTo(t, list),
      body: (
        <HistoryPage list={list} versions={versions} entries={now.entries} changes={changes} latest={now.version} />
      ),
    }
  }

function versionIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  return text !== null && /^\d{1,7}$/.test(text) ? Number(text) : undefined
}

interface HistoryProps {
  readonly list: Codelist
  readonly versions: readonly Version[]
  readonly entries: readonly Entry[]
  readonly latest: number
  readonly changes: readonly EntryChange[] | undefined
}

function HistoryPage({ list, versions, entries, latest, changes }: HistoryProps) {
  const { t, format } = useRender()
  const name = (key: string) => entries.find((entry) => entry.key === key)?.de ?? key
  const oldest = versions.at(-1)?.version ?? 0
  const options = [
    ...versions.map(({ version, changedAt }) => ({
      value: String(version),
      label: t('codelists.version-of', { version, at: format.instant(changedAt) }),
    })),
    ...(versions.length < versionsPerPage ? [{ value: '0', label: t('codelists.as-shipped') }] : []),
  ]
  return (
    <Stack gap="l">
      <Section title={t('codelists.history.decisions')}>
        {versions.length === 0 ? (
          <Empty title={t('codelists.history.none')}>{t('codelists.as-shipped-text')}</Empty>
        ) : (
          <History
            entries={versions.map(({ version, event, subject, reason, changedAt, changedBy }) => ({
              key: String(version),
              at: changedAt,
              who: changedBy ?? t('codelists.system'),
              what: (
                <>
                  {t(`codelists.event.${event}`)}
                  {subject !== null && <>: {name(subject)}</>}
                  {reason !== null && <> – {reason}</>}
                </>
              ),
            }))}
          />
        )}
        {oldest > 1 && <Link to={`?before=${oldest}`}>{t('codelists.history.older')}</Link>}
      </Section>
      {latest > 0 && (
        <Section title={t('codelists.history.compare')}>
          <Stack>
            <FilterBar label={t('codelists.history.compare')}>
              <FilterSelect
                name="from"
                label={t('codelists.history.from')}
                options={options}
                empty={t('codelists.choose')}
              />
              <FilterSelect
                name="to"
                label={t('codelists.history.to')}
                options={options}
                empty={t('codelists.history.now')}
              />
            </FilterBar>
            {changes && <Changes list={list} changes={changes} />}
          </Stack>
        </Section>
      )}
    </Stack>
  )
}

/** What differs between two states of a list. */
export function Changes({ list, changes }: { list: Codelist; changes: readonly EntryChange[] }) {
  const { t, format } = useRender()
  if (changes.length === 0) return <Empty title={t('codelists.history.same')} />
  const shown = (name: ComparedField, value: string | null) =>
    value === null ? t('history.empty') : name === 'from' || name === 'until' ? format.day(value as never) : value
  return (
    <Table
      caption={t('codelists.history.changes')}
      stacks
      rows={changes}
      keyOf={({ key }) => key}
      columns={[
        {
          key: 'entry',
          header: t('codelists.column.label'),
          names: true,
          cell: ({ key, label, kind }) =>
            kind === 'removed' || kind === 'added' ? label : <Link to={entryPath(list.key, key)}>{label}</Link>,
        },
        { key: 'kind', header: t('codelists.history.kind'), cell: ({ kind }) => t(`codelists.change.${kind}`) },
        {
          key: 'fields',
          header: t('codelists.history.fields'),
          cell: ({ key, fields }) =>
            fields.length === 0 ? (
              <Code>{key}</Code>
            ) : (
              <ul className="nl-history__changes">
                {fields.map(({ name, before, after }) => (
                  <li key={name}>
                    {t(`codelists.field.${name}`)}: <span className="nl-muted">{shown(name, before)}</span>{' '}
                    <span className="kern-icon kern-icon--arrow-forward" aria-hidden="true" />
                    <span className="kern-sr-only"> {t('history.becomes')} </span> {shown(name, after)}
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  )
}
