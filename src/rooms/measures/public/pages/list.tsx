import { FollowLinks } from '../../../../platform/subscriptions/index.ts'
import {
  addressWith,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Link,
  List,
  Meta,
  Name,
  type Option,
  PageCount,
  Pager,
  Row,
  Stack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { measureStates } from '../../domain/kinds.ts'
import type { MeasureRow } from '../../queries/measures.ts'
import type { Reported } from '../queries.ts'
import { PublicStateMark } from '../words.tsx'

/** Measures on a page for everybody. */
export const publicPageSize = 25

export interface ListProps {
  readonly rows: readonly MeasureRow[]
  readonly total: number
  readonly page: number
  readonly filtered: boolean
  readonly fields: readonly Option[]
  readonly towns: readonly Option[]
  readonly reports: ReadonlyMap<string, Pick<Reported, 'asOf' | 'text'>>
}

export function MeasureList({ rows, total, page, filtered, fields, towns, reports }: ListProps) {
  const { t, locale, query } = useRender()
  const here = `/${locale}/measures`
  return (
    <Stack gap="l">
      <Text>{t('measures.public.list-text')}</Text>
      <Stack>
        <div className="nl-wide-only">
          <MeasureFilters fields={fields} towns={towns} />
        </div>
        <p className="nl-narrow-only">
          <Link to={here + addressWith(query, 'view', 'filter')}>{t('measures.public.filter')}</Link>
        </p>
        {rows.length === 0 ? (
          <Empty title={t(filtered ? 'filter.nothing' : 'measures.public.none')}>
            {filtered && <Link to={here}>{t('measures.public.show-all')}</Link>}
          </Empty>
        ) : (
          <>
            <PageCount total={total} size={publicPageSize} page={page} />
            <List
              items={rows.map((row) => ({
                key: row.id,
                content: <Entry row={row} report={reports.get(row.id)} />,
              }))}
            />
            <Pager total={total} size={publicPageSize} page={page} />
          </>
        )}
      </Stack>
      <FollowLinks feed="/measures/feed.xml" />
    </Stack>
  )
}

/** What the list can be narrowed by; on a phone it is a page of its own, so that the measures come first. */
export function MeasureFilters({ fields, towns }: Pick<ListProps, 'fields' | 'towns'>) {
  const { t, locale } = useRender()
  const here = `/${locale}/measures`
  return (
    <FilterBar label={t('measures.public.filter')} action={here}>
      <FilterText name="q" label={t('measures.public.words')} />
      <FilterSelect name="field" label={t('measures.public.field')} empty={t('measures.public.all')} options={fields} />
      <FilterSelect
        name="place"
        label={t('measures.public.place')}
        empty={t('measures.public.whole')}
        options={towns}
      />
      <FilterSelect
        name="state"
        label={t('measures.public.how')}
        empty={t('measures.public.any')}
        options={[...measureStates, 'stalled'].map((state) => ({
          value: state,
          label: t(`measures.public.state.${state}`),
        }))}
      />
    </FilterBar>
  )
}

function Entry({ row, report }: { row: MeasureRow; report: Pick<Reported, 'asOf' | 'text'> | undefined }) {
  const { t, locale, format } = useRender()
  return (
    <Stack gap="s">
      <Row>
        <h2 className="nl-h3">
          <Link to={`/${locale}/measures/${row.id}`}>
            <Name>{row.title}</Name>
          </Link>
        </h2>
        <PublicStateMark state={row.state} stalled={row.stalledSince !== null} />
      </Row>
      {report && (
        <p className="nl-text" lang="de">
          {report.text}
        </p>
      )}
      <Meta
        parts={[
          row.responsible?.name,
          row.districtWide ? t('measures.public.everywhere') : row.places.length > 0 && format.list(row.places),
          report
            ? t('measures.public.reported', { day: format.day(report.asOf) })
            : t('measures.public.since', { day: format.day(row.stalledSince ?? row.stateSince) }),
        ]}
      />
    </Stack>
  )
}
