import {
  DescriptionList,
  Empty,
  Link,
  PageCount,
  Pager,
  RowName,
  Stack,
  Table,
  Text,
  useRender,
} from '../../ui/index.ts'
import type { ErasedCounts } from '../kind.ts'
import { type DeletionRecord, recordsPerPage } from '../records.ts'
import { useWords } from './words.tsx'

export interface RecordsProps {
  readonly records: readonly DeletionRecord[]
  readonly total: number
  readonly page: number
  readonly names: ReadonlyMap<string, string>
  /** Those of small technical data too. */
  readonly all: boolean
}

export function RecordsPage({ records, total, page, names, all }: RecordsProps) {
  const { t, format } = useRender()
  const words = useWords()
  return (
    <Stack>
      <Text>{t('retention.records.text')}</Text>
      <Text>
        <Link to={all ? '/admin/retention/records' : '?all=1'}>
          {t(all ? 'retention.records.only-content' : 'retention.records.all')}
        </Link>{' '}
        · <Link to="/admin/retention/records.csv">{t('retention.records.csv')}</Link>
      </Text>
      {records.length === 0 ? (
        <Empty title={t('retention.records.none')}>{t('retention.records.none-text')}</Empty>
      ) : (
        <>
          <PageCount total={total} size={recordsPerPage} page={page} />
          <Table
            caption={t('retention.records.title')}
            stacks
            rows={records}
            keyOf={({ id }) => id}
            columns={[
              { key: 'at', header: t('retention.column.deleted'), cell: ({ endedAt }) => format.instant(endedAt) },
              {
                key: 'kind',
                header: t('retention.column.kind'),
                names: true,
                cell: (one) => (
                  <RowName meta={`${words.controller(one.controllerId, names)} · ${words.rule(one)}`}>
                    {words.kind(one.kind)}
                  </RowName>
                ),
              },
              {
                key: 'erased',
                header: t('retention.column.erased'),
                kind: 'number',
                cell: ({ erased }) => format.number(erased),
              },
              {
                key: 'skipped',
                header: t('retention.column.skipped'),
                kind: 'number',
                cell: ({ skipped }) => format.number(sumOf(skipped)),
              },
              {
                key: 'backups',
                header: t('retention.column.backups'),
                cell: ({ inBackupsUntil }) => (inBackupsUntil ? format.day(inBackupsUntil) : t('retention.not-known')),
              },
              {
                key: 'more',
                header: t('retention.column.more'),
                kind: 'action',
                headerHidden: true,
                cell: ({ id }) => <Link to={`/admin/retention/records/${id}`}>{t('retention.records.show')}</Link>,
              },
            ]}
          />
          <Pager total={total} size={recordsPerPage} page={page} />
        </>
      )}
    </Stack>
  )
}

const sumOf = (counts: ErasedCounts) => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** Everything that a deletion record says. */
export function RecordFacts({ record, names }: { record: DeletionRecord; names: ReadonlyMap<string, string> }) {
  const { t, format } = useRender()
  const words = useWords()
  const listed = (counts: ErasedCounts, word: (name: string) => string) =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${word(name)}: ${format.number(count)}`)
      .join(' · ')
  return (
    <DescriptionList
      empty="–"
      items={[
        { term: t('retention.record.kind'), value: words.kind(record.kind) },
        { term: t('retention.record.controller'), value: words.controller(record.controllerId, names) },
        {
          term: t('retention.record.rule'),
          value: t('retention.record.rule-version', { rule: words.rule(record), version: record.ruleVersion }),
        },
        {
          term: t('retention.record.time'),
          value: format.range(format.instant(record.startedAt), format.instant(record.endedAt)),
        },
        {
          term: t('retention.record.approved'),
          value:
            record.approvedBy.length > 0
              ? format.list(record.approvedBy.map((id) => names.get(id) ?? t('retention.somebody')))
              : t('retention.approval.alone'),
        },
        {
          term: t('retention.record.erased'),
          value: t('retention.record.erased-of', { erased: record.erased, due: record.due }),
        },
        { term: t('retention.record.tables'), value: listed(record.counts, words.table) },
        { term: t('retention.record.skipped'), value: listed(record.skipped, words.staying) },
        {
          term: t('retention.record.archived'),
          value: listed(record.archived, (name) => t(`retention.answer.${name}`)),
        },
        {
          term: t('retention.record.backups'),
          value: record.inBackupsUntil ? format.day(record.inBackupsUntil) : t('retention.not-known'),
        },
        { term: t('retention.record.digest'), value: <code className="nl-code">{record.digest}</code> },
      ]}
    />
  )
}
