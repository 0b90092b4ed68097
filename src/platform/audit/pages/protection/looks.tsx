import {
  Alert,
  Empty,
  FilterSelect,
  FilterText,
  Link,
  Meta,
  PageCount,
  Pager,
  RowName,
  Stack,
  State,
  Table,
  Text,
  useRender,
} from '../../../ui/index.ts'
import type { AuditLine } from '../../entries.ts'
import { longestDays, looksPerPage } from '../../looks.ts'
import { EntryFilter, useEventName, Who } from '../entries.tsx'
import type { AskedPeriod } from './period.ts'

export interface ListProps {
  readonly lines: readonly AuditLine[]
  readonly total: number
  readonly page: number
  readonly period: AskedPeriod
  readonly members: readonly { readonly value: string; readonly label: string }[]
  readonly names: ReadonlyMap<string, string>
}

export interface LooksProps extends ListProps {
  readonly events: readonly string[]
  /** What was typed is no id. */
  readonly wrongSubject: boolean
}

export function LooksPage(props: LooksProps) {
  const { lines, total, page, period, events, members } = props
  const { t } = useRender()
  return (
    <Stack>
      <Text>{t('protection.looks.text')}</Text>
      <EntryFilter label={t('protection.filter')} members={members} events={events} wrongDays={period.wrong}>
        <FilterText name="subject" label={t('protection.looks.subject')} />
        <FilterSelect
          name="changes"
          label={t('audit.outcome-label')}
          empty={t('protection.looks.only')}
          options={[{ value: 'on', label: t('protection.looks.with-changes') }]}
        />
      </EntryFilter>
      {props.wrongSubject && <Alert kind="warning" title={t('protection.looks.wrong-subject')} />}
      <PeriodLine period={period} csv="/admin/data-protection/looks.csv" />
      {lines.length === 0 ? (
        <Empty title={t('protection.nothing')}>{t('protection.nothing-text')}</Empty>
      ) : (
        <>
          <PageCount total={total} size={looksPerPage} page={page} />
          <Lines {...props} />
          <Pager total={total} size={looksPerPage} page={page} />
        </>
      )}
    </Stack>
  )
}

/** Which days are shown, and the same as a table to take away. */
export function PeriodLine({ period, csv }: { period: AskedPeriod; csv: string }) {
  const { t, format, query } = useRender()
  const asked = query.toString()
  return (
    <Stack gap="s">
      <Meta
        parts={[
          format.range(format.day(period.from), format.day(period.to)),
          <Link key="csv" to={`${csv}${asked ? `?${asked}` : ''}`}>
            {t('protection.csv')}
          </Link>,
        ]}
      />
      {period.shortened && <Alert kind="info" title={t('protection.shortened', { days: longestDays })} />}
    </Stack>
  )
}

function Lines({ lines, names }: LooksProps) {
  const { t, format } = useRender()
  const eventName = useEventName()
  return (
    <Table
      caption={t('protection.looks.title')}
      stacks
      rows={lines}
      keyOf={({ id }) => id}
      columns={[
        { key: 'at', header: t('audit.at'), cell: ({ at }) => format.instant(at) },
        {
          key: 'event',
          header: t('audit.event-label'),
          names: true,
          cell: (line) => <RowName meta={<What line={line} />}>{eventName(line.event)}</RowName>,
        },
        {
          key: 'who',
          header: t('audit.who'),
          cell: (line) => <Who line={line} names={names} />,
        },
        {
          key: 'outcome',
          header: t('audit.outcome-label'),
          cell: ({ outcome }) => (
            <State kind={outcome === 'looked' ? 'open' : 'finished'}>{t(`audit.outcome.${outcome}`)}</State>
          ),
        },
      ]}
    />
  )
}

/** The record that an entry is about, by its id, or how many were on a list. */
function What({ line }: { line: AuditLine }) {
  const { t } = useRender()
  const { ids } = line.details
  if (line.subject) return line.subject
  return Array.isArray(ids) && ids.length > 0 ? t('audit.looked-at', { count: ids.length }) : null
}
