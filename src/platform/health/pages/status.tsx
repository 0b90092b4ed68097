import {
  Alert,
  type Column,
  DescriptionList,
  Empty,
  RowName,
  Section,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  useRender,
} from '../../ui/index.ts'
import type { HealthState } from '../check.ts'
import { type HealthResult, worstOf } from '../examine.ts'
import type { HealthStatus } from '../watch.ts'
import { wordsOf } from '../words.ts'

const kinds: Readonly<Record<HealthState, StateKind>> = { ok: 'done', attention: 'attention', broken: 'late' }
const alerts = { ok: 'success', attention: 'warning', broken: 'warning' } as const
const order: readonly HealthState[] = ['broken', 'attention', 'ok']

export function StatusPage({ status, version }: { status: HealthStatus | undefined; version: string }) {
  const { t, format } = useRender()
  if (!status) return <Empty title={t('health.page.none')}>{t('health.page.none-text')}</Empty>
  const { results, pending, since } = status
  const worst = worstOf(results.map(({ state }) => state))
  const n = results.filter(({ state }) => state === worst).length
  const wanting = results
    .filter(({ state }) => state !== 'ok')
    .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
  return (
    <Stack gap="l">
      <Alert kind={alerts[worst]} title={t(`health.doctor.result.${worst}`, { n })}>
        {t(wanting.length > 0 ? 'health.page.who' : 'health.page.nothing')}
      </Alert>
      <DescriptionList
        items={[
          { term: t('health.page.version'), value: version },
          { term: t('health.page.since'), value: format.instant(since) },
        ]}
      />
      {wanting.length > 0 && (
        <Section title={t('health.page.wanting')}>
          <Results rows={wanting} caption={t('health.page.wanting')} />
        </Section>
      )}
      <Section title={t('health.page.good')}>
        <Stack>
          <Results rows={results.filter(({ state }) => state === 'ok')} caption={t('health.page.good')} />
          {pending.length > 0 && (
            <Text>
              {t('health.page.pending', { which: pending.map((key) => t(`health.${key}.title`)).join(', ') })}
            </Text>
          )}
        </Stack>
      </Section>
    </Stack>
  )
}

function Results({ rows, caption }: { rows: readonly HealthResult[]; caption: string }) {
  const { t, format } = useRender()
  const columns: Column<HealthResult>[] = [
    {
      key: 'what',
      header: t('health.page.what'),
      names: true,
      cell: (row) => <RowName>{wordsOf(row, t, format).title}</RowName>,
    },
    {
      key: 'state',
      header: t('health.page.state'),
      cell: ({ state }) => <State kind={kinds[state]}>{t(`health.state.${state}`)}</State>,
    },
    {
      key: 'found',
      full: true,
      header: t('health.page.found'),
      cell: (row) => {
        const { found, todo } = wordsOf(row, t, format)
        return (
          <Stack gap="s">
            <Text>{found}</Text>
            {todo && <Text>{t('health.doctor.todo', { todo })}</Text>}
          </Stack>
        )
      },
    },
  ]
  return <Table caption={caption} stacks rows={rows} keyOf={({ key }) => key} columns={columns} />
}
