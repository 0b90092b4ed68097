import type { Page } from '../../../../platform/http/index.ts'
import { createFormat, type Translate } from '../../../../platform/i18n/index.ts'
import {
  Button,
  Columns,
  ConfirmationNote,
  Details,
  Facts,
  FilterBar,
  FilterText,
  Form,
  Link,
  Note,
  Section,
  Stack,
  useRender,
} from '../../../../platform/ui/index.ts'
import { keepDays } from '../domain.ts'
import { Causes } from './causes.tsx'
import { useDuration } from './durations.ts'
import { HandoverMap, HandoverTable } from './handovers.tsx'
import { HowRead } from './howread.tsx'
import { Deadlines, Months, Rework } from './parts.tsx'
import type { LogView } from './view.ts'

/** One uploaded log, as the pages of the district show their hand-overs, as far as the log tells. */
export function logPage(view: LogView, t: Translate): Page {
  const { source, tables } = view.figures.table
  const [worst] = tables.edges.rows
  const all = tables.overview.rows[0]?.waiting ?? 0
  const format = createFormat(t.locale)
  return {
    title:
      worst && all > 0
        ? t('insight.explore.lead', {
            from: worst.from ?? '',
            to: worst.to ?? '',
            share: format.percent(worst.waiting / all),
          })
        : t((tables.overview.rows[0]?.merged ?? 0) > 0 ? 'insight.explore.lead-merged' : 'insight.explore.lead-none'),
    name: view.log.title,
    crumbs: [
      { label: t('insight.interfaces'), path: '/interfaces' },
      { label: t('insight.explore.title'), path: '/explore' },
    ],
    meta: [
      view.log.title,
      t(`insight.explore.kind.${view.log.kind}`),
      format.period(source.period.from, source.period.to),
    ].join(' · '),
    wide: true,
    body: <Log view={view} />,
  }
}

function Log({ view }: { view: LogView }) {
  const { t, format } = useRender()
  const duration = useDuration()
  const { tables } = view.figures.table
  const overview = tables.overview.rows[0]!
  const named = view.log.reading.columns.some(({ role }) => role === 'group')
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ read: 'insight.explore.done-read' }} />
      <Facts
        facts={[
          { label: t('insight.explore.cases'), value: format.number(overview.cases) },
          { label: t('insight.explore.events'), value: format.number(overview.events) },
          {
            label: t(overview.byOffice ? 'insight.explore.hand-overs' : 'insight.explore.steps'),
            value: format.number(overview.passages),
          },
          { label: t('insight.explore.median'), value: duration(overview.median) },
          { label: t('insight.explore.p90'), value: duration(overview.p90) },
        ]}
      />
      {!overview.byOffice && (
        <Note kind="attention">
          <p>{t(named ? 'insight.explore.no-people' : 'insight.explore.no-office')}</p>
        </Note>
      )}
      {view.log.reading.officesAreNumbers && (
        <Note kind="attention">
          <p>{t('insight.explore.offices-are-numbers')}</p>
        </Note>
      )}
      {overview.merged > 0 && <p className="nl-meta">{t('insight.explore.merged', { count: overview.merged })}</p>}
      <FilterBar label={t('insight.explore.target-label')}>
        <FilterText name="target" label={t('insight.explore.target')} />
      </FilterBar>
      <Columns kind="map">
        <HandoverMap view={view} />
        <HandoverTable view={view} short />
      </Columns>
      <HandoverTable view={view} />
      <Months view={view} />
      <Columns kind="equal">
        <Rework view={view} />
        <Stack gap="l">
          <Causes view={view} />
          <Deadlines view={view} />
        </Stack>
      </Columns>
      <HowRead view={view} />
      <Section title={t('insight.explore.remove-title')}>
        <Stack gap="s">
          <p className="nl-text">
            {t('insight.explore.kept-until', {
              day: format.instant(new Date(view.log.uploadedAt.getTime() + keepDays * 86_400_000)),
            })}
          </p>
          <Details summary={t('insight.explore.remove')}>
            <Form action={`/explore/${view.log.id}/remove`} labels={{}}>
              <Button look="secondary">{t('insight.explore.remove-now')}</Button>
            </Form>
          </Details>
          <Link to="/explore">{t('insight.explore.back')}</Link>
        </Stack>
      </Section>
    </Stack>
  )
}
