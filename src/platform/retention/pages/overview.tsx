import {
  ButtonLink,
  ConfirmationNote,
  Empty,
  Facts,
  Link,
  Note,
  RowName,
  Section,
  Stack,
  Table,
  Text,
  useRender,
} from '../../ui/index.ts'
import type { Place } from '../overview.ts'
import { kindPath, RunStateMark, useWords } from './words.tsx'

export interface OverviewProps {
  readonly places: readonly Place[]
  readonly names: ReadonlyMap<string, string>
  readonly nextNight: Date
  /** Days that deleted data live on in backups; null: not known. */
  readonly backupDays: number | null
  readonly holds: number
  readonly records: number
}

export function OverviewPage(props: OverviewProps) {
  const { places } = props
  const { t, format, may } = useRender()
  const waiting = places.filter(({ run }) => run && run.state !== 'erasing' && run.state !== 'offered')
  const due = places.filter((place) => place.rule.period && !place.kind.byItself)
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ backups: 'retention.done.backups' }} />
      <Stack>
        <Text>{t('retention.text')}</Text>
        <Facts
          facts={[
            {
              label: t('retention.facts.due'),
              value: format.number(due.reduce((sum, place) => sum + place.now.count, 0)),
              beside: t('retention.facts.due-beside', { count: due.filter((place) => place.now.count > 0).length }),
            },
            {
              label: t('retention.facts.waiting'),
              value: format.number(waiting.length),
              beside: t('retention.facts.waiting-beside'),
            },
            {
              label: t('retention.facts.holds'),
              value: <Link to="/admin/retention/holds">{format.number(props.holds)}</Link>,
              beside: t('retention.facts.holds-beside'),
            },
            {
              label: t('retention.facts.records'),
              value: <Link to="/admin/retention/records">{format.number(props.records)}</Link>,
              beside: t('retention.facts.records-beside'),
            },
            {
              label: t('retention.facts.night'),
              value: format.instant(props.nextNight),
              beside: t('retention.facts.night-beside'),
              words: true,
            },
          ]}
        />
        {props.backupDays === null ? (
          <Note kind="attention">
            {t('retention.backups.unknown')}{' '}
            {may('retention.prepare') && <Link to="/admin/retention/backups">{t('retention.backups.set')}</Link>}
          </Note>
        ) : (
          <Note>
            {t('retention.backups.known', { count: props.backupDays })}{' '}
            {may('retention.prepare') && <Link to="/admin/retention/backups">{t('retention.backups.change')}</Link>}
          </Note>
        )}
      </Stack>
      {waiting.length > 0 && (
        <Section title={t('retention.section.waiting')}>
          <Waiting places={waiting} names={props.names} />
        </Section>
      )}
      <Section title={t('retention.section.content')}>
        <Places places={due} names={props.names} />
      </Section>
      <Section title={t('retention.section.alone')}>
        <Stack>
          <Text>{t('retention.section.alone-text')}</Text>
          <Places places={places.filter((place) => place.rule.period && place.kind.byItself)} names={props.names} />
        </Stack>
      </Section>
      <Section title={t('retention.section.kept')}>
        <Stack>
          <Text>{t('retention.section.kept-text')}</Text>
          <Places places={places.filter((place) => !place.rule.period)} names={props.names} kept />
        </Stack>
      </Section>
    </Stack>
  )
}

interface PlacesProps {
  readonly places: readonly Place[]
  readonly names: ReadonlyMap<string, string>
  readonly kept?: boolean
}

const keyOf = ({ kind, controllerId }: Place) => `${kind.key} ${controllerId ?? ''}`

function Waiting({ places, names }: PlacesProps) {
  const { t, format } = useRender()
  const words = useWords()
  return (
    <Table
      caption={t('retention.section.waiting')}
      stacks
      rows={places}
      keyOf={keyOf}
      columns={[
        {
          key: 'kind',
          header: t('retention.column.kind'),
          names: true,
          cell: ({ kind, controllerId, run }) => (
            <RowName meta={words.controller(controllerId, names)}>
              <Link to={`/admin/retention/runs/${run?.id}`}>{words.kind(kind.key)}</Link>
            </RowName>
          ),
        },
        {
          key: 'count',
          header: t('retention.column.in-run'),
          kind: 'number',
          cell: ({ run }) => format.number(run?.due ?? 0),
        },
        {
          key: 'prepared',
          header: t('retention.column.prepared'),
          cell: ({ run }) => (run ? format.instant(run.preparedAt) : null),
        },
        {
          key: 'state',
          header: t('retention.column.state'),
          cell: ({ run }) => run && <RunStateMark state={run.state} />,
        },
      ]}
    />
  )
}

function Places({ places, names, kept }: PlacesProps) {
  const { t, format } = useRender()
  const words = useWords()
  if (places.length === 0) return <Empty title={t('retention.none')} />
  const several = places.some(({ kind }) => kind.scope === 'controller')
  return (
    <Table
      caption={t('retention.title')}
      stacks
      rows={places}
      keyOf={keyOf}
      columns={[
        {
          key: 'kind',
          header: t('retention.column.kind'),
          names: true,
          cell: ({ kind, controllerId }) => (
            <RowName
              meta={
                kept
                  ? null
                  : several && kind.scope === 'controller'
                    ? words.controller(controllerId, names)
                    : t('protection.register.clock', { clock: t(`retention.kind.${kind.key}.clock`) })
              }
            >
              <Link to={kindPath(kind.key, controllerId)}>{words.kind(kind.key)}</Link>
            </RowName>
          ),
        },
        { key: 'rule', header: t('retention.column.rule'), cell: ({ rule }) => words.rule(rule) },
        {
          key: 'from',
          header: t('retention.column.from'),
          cell: ({ rule, kind }) =>
            t(
              kind.fixed
                ? 'retention.from.fixed'
                : rule.version > 0
                  ? 'retention.from.decided'
                  : 'retention.from.proposed',
            ),
        },
        {
          key: 'due',
          header: t(kept ? 'retention.column.there' : 'retention.column.due'),
          kind: 'number',
          cell: ({ now }) => format.number(now.count),
        },
        ...(kept
          ? []
          : [
              {
                key: 'state',
                header: t('retention.column.state'),
                cell: ({ run }: Place) => (run ? <RunStateMark state={run.state} /> : '–'),
              },
            ]),
      ]}
    />
  )
}

/** The links at the end of the headline. */
export function OverviewActions() {
  const { t } = useRender()
  return (
    <>
      <ButtonLink to="/admin/retention/records" look="tertiary">
        {t('retention.records.title')}
      </ButtonLink>
      <ButtonLink to="/admin/retention/holds" look="secondary">
        {t('retention.holds.title')}
      </ButtonLink>
    </>
  )
}
