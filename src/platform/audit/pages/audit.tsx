import {
  DescriptionList,
  Empty,
  FilterSelect,
  Link,
  PageCount,
  Pager,
  RowName,
  Section,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  useRender,
} from '../../ui/index.ts'
import { type AuditLine, linesPerPage, outcomes, type SealState } from '../entries.ts'
import type { Outcome } from '../tables.ts'
import { EntryFilter, type EntryFilterProps, useEventName, useRouteName, Who } from './entries.tsx'

export interface AuditProps {
  readonly lines: readonly AuditLine[]
  readonly total: number
  readonly page: number
  readonly state: SealState
  readonly events: readonly string[]
  readonly members: EntryFilterProps['members']
  readonly names: ReadonlyMap<string, string>
  readonly filtered: boolean
  /** Filter fields whose text is no day. */
  readonly wrongDays: readonly string[]
}

const kinds: Readonly<Record<Outcome, StateKind>> = {
  done: 'finished',
  looked: 'open',
  refused: 'declined',
  failed: 'attention',
}

export function AuditPage(props: AuditProps) {
  const { lines, total, page, events, filtered, wrongDays } = props
  const { t } = useRender()
  return (
    <Stack gap="l">
      <Text>{t('audit.text')}</Text>
      <Stack>
        <EntryFilter label={t('audit.filter')} members={props.members} events={events} wrongDays={wrongDays}>
          <FilterSelect
            name="outcome"
            label={t('audit.outcome-label')}
            empty={t('audit.all')}
            options={outcomes.map((outcome) => ({ value: outcome, label: t(`audit.outcome.${outcome}`) }))}
          />
        </EntryFilter>
        {lines.length === 0 ? (
          <Empty title={t(filtered ? 'filter.nothing' : 'audit.none')}>
            {filtered && <Link to="/admin/audit">{t('audit.show-all')}</Link>}
          </Empty>
        ) : (
          <>
            <PageCount total={total} size={linesPerPage} page={page} />
            <Lines {...props} />
            <Pager total={total} size={linesPerPage} page={page} />
          </>
        )}
      </Stack>
      <Seal state={props.state} />
    </Stack>
  )
}

function Lines({ lines, names }: AuditProps) {
  const { t, format } = useRender()
  const eventName = useEventName()
  const inPlaceOf = ({ actingFor }: AuditLine) =>
    actingFor ? t('audit.acting-for', { name: names.get(actingFor) ?? t('audit.by.gone') }) : undefined
  return (
    <Table
      caption={t('audit.title')}
      stacks
      rows={lines}
      keyOf={(line) => line.id}
      columns={[
        { key: 'at', header: t('audit.at'), cell: (line) => format.instant(line.at) },
        {
          key: 'event',
          header: t('audit.event-label'),
          names: true,
          cell: (line) => <RowName meta={<About line={line} names={names} />}>{eventName(line.event)}</RowName>,
        },
        {
          key: 'who',
          header: t('audit.who'),
          cell: (line) => (
            <RowName meta={inPlaceOf(line)}>
              <Who line={line} names={names} />
            </RowName>
          ),
        },
        {
          key: 'outcome',
          header: t('audit.outcome-label'),
          cell: (line) => <State kind={kinds[line.outcome]}>{t(`audit.outcome.${line.outcome}`)}</State>,
        },
      ]}
    />
  )
}

/** What an entry is about: a name where it is a member, else the id; the route of a refused attempt; how many were looked at. */
function About({ line, names }: { line: AuditLine; names: ReadonlyMap<string, string> }) {
  const { t } = useRender()
  const routeName = useRouteName()
  const { route, ids } = line.details
  const parts = [
    line.subject && line.subject !== line.userId && (names.get(line.subject) ?? line.subject),
    typeof route === 'string' && routeName(route),
    Array.isArray(ids) && ids.length > 1 && t('audit.looked-at', { count: ids.length }),
  ].filter((part) => typeof part === 'string' && part !== '')
  return parts.length > 0 ? parts.join(' · ') : null
}

function Seal({ state }: { state: SealState }) {
  const { t, format, may } = useRender()
  return (
    <Section title={t('audit.seal.title')}>
      <Stack>
        <Text>{t('audit.seal.text')}</Text>
        <DescriptionList
          empty="–"
          items={[
            { term: t('audit.seal.size'), value: format.number(state.size) },
            { term: t('audit.seal.at'), value: state.sealedMs === null ? null : format.instant(state.sealedMs) },
            { term: t('audit.seal.pending'), value: format.number(state.pending) },
            { term: t('audit.seal.key'), value: state.keyId && <code className="nl-code">{state.keyId}</code> },
            { term: t('audit.seal.root'), value: state.root && <code className="nl-code">{state.root}</code> },
          ]}
        />
        {may('data-protection.read') ? (
          <p>
            <Link to="/admin/data-protection/seal">{t('audit.seal.check-here')}</Link>
          </p>
        ) : (
          <Text>{t('audit.seal.check')}</Text>
        )}
      </Stack>
    </Section>
  )
}
