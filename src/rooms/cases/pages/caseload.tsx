import { daysBetween } from '../../../kernel/day.ts'
import { ExportLink } from '../../../platform/exports/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import {
  address,
  Button,
  ButtonLink,
  ButtonRow,
  type Column,
  ConfirmationNote,
  Link,
  Meta,
  Name,
  PageCount,
  Pager,
  Parts,
  Stack,
  State,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import { municipalityNames } from '../../network/index.ts'
import { caseloadExport } from '../exports/caseload.ts'
import { assignPath, casePath, casesPath, emergencyPath } from '../paths.ts'
import { type CaseloadFilter, type CaseRow, casesPerPage, listCaseload } from '../queries/caseload.ts'
import { listViews } from '../views.ts'
import { FilterLink, Filters, filterPage, Keep, NameSearch, Nothing, Views } from './caseloadfilters.tsx'
import { filterOf, nameSought } from './listing.ts'

/** Which of my files needs me first? */
export async function showCaseload(request: PageRequest): Promise<Page> {
  const { tx, actor, t, query, clock, form } = request
  if (query.get('view') === 'filter') return filterPage(request)
  const name = await nameSought(tx, actor, query)
  const filter: CaseloadFilter = { ...filterOf(query), ...(name !== undefined && { name }) }
  const page = pageNumber(query)
  const { rows, total } = await listCaseload(tx, actor, filter, clock.today(), page)
  const places = await municipalityNames(tx)
  const views = await listViews(tx, actor)
  return {
    title: t('cases.title'),
    actions: (
      <>
        <ButtonLink look="secondary" to={`${casesPath}/import`}>
          {t('cases.import.open')}
        </ButtonLink>
        <ButtonLink to="/people">{t('cases.new')}</ButtonLink>
        {total > 0 && <ExportLink of={caseloadExport} />}
      </>
    ),
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{ assigned: 'cases.done.assigned', view: 'cases.done.view', forgotten: 'cases.done.forgotten' }}
        />
        <Views views={views} />
        <Stack gap="s">
          <div className="nl-wide-only">
            <Filters places={places} />
          </div>
          <FilterLink />
          <NameSearch name={name} form={form} />
          <Keep form={form} views={views} />
        </Stack>
        {rows.length === 0 ? (
          <Nothing named={name !== undefined} />
        ) : (
          <Stack>
            <PageCount total={total} size={casesPerPage} page={page} />
            <Ticked rows={rows} placeOf={(id) => places.find((one) => one.id === id)?.name} />
            <Pager total={total} size={casesPerPage} page={page} />
          </Stack>
        )}
        <Meta>
          <Link to={emergencyPath}>{t('cases.emergency-link')}</Link>
        </Meta>
      </Stack>
    ),
  }
}

interface RowsProps {
  readonly rows: readonly CaseRow[]
  readonly placeOf: (id: string | null) => string | undefined
  /** Rows may be ticked: what is done with several stands below them. */
  readonly ticks: boolean
}

function Rows({ rows, placeOf, ticks }: RowsProps) {
  const { t, format, today } = useRender()
  return (
    <Table
      caption={t('cases.title')}
      dense
      stacks
      sticky
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        ...(ticks ? [tick(t)] : []),
        {
          key: 'reference',
          header: t('cases.reference'),
          names: true,
          cell: (row) => <Link to={casePath(row.id)}>{row.reference}</Link>,
        },
        {
          key: 'person',
          header: t('cases.person'),
          narrow: true,
          cell: (row) => (
            <Parts
              parts={[
                <Name key="name">{row.person}</Name>,
                row.isFamily && t('cases.with-family'),
                row.isRestricted && t('people.restricted'),
              ]}
            />
          ),
        },
        { key: 'due', header: t('cases.due'), narrow: true, cell: (row) => <Due row={row} /> },
        { key: 'phase', header: t('cases.phase-label'), cell: (row) => t(`cases.phase.${row.phase}`) },
        { key: 'place', header: t('cases.place'), cell: (row) => <Name>{placeOf(row.municipalityId)}</Name> },
        { key: 'manager', header: t('cases.manager'), cell: (row) => <Name>{row.manager ?? t('cases.nobody')}</Name> },
        {
          key: 'quiet',
          header: t('cases.last-entry'),
          cell: (row) => t('cases.days-ago', { days: daysBetween(row.lastActivityOn, today) }),
        },
        { key: 'since', header: t('cases.since'), cell: (row) => format.day(row.openedOn) },
      ]}
    />
  )
}

const tick = (t: PageRequest['t']): Column<CaseRow> => ({
  key: 'choose',
  header: t('cases.assign.choose'),
  headerHidden: true,
  full: true,
  cell: (row) =>
    row.closedOn === null && (
      <input
        className="nl-tick"
        type="checkbox"
        name="cases"
        value={row.id}
        aria-label={t('cases.assign.choose-one', { reference: row.reference })}
      />
    ),
})

function Due({ row }: { row: CaseRow }) {
  const { t, format, today } = useRender()
  if (row.closedOn) return t('cases.closed-on', { day: format.day(row.closedOn) })
  if (row.nextDueOn === null) return t('cases.nothing-due')
  const late = daysBetween(row.nextDueOn, today)
  if (late > 0) return <State kind="late">{t('cases.overdue', { days: late })}</State>
  if (late === 0) return <State kind="attention">{t('cases.due-today')}</State>
  return format.day(row.nextDueOn)
}

/** The rows, and what may be done with those that are ticked: hand them to somebody of the team, on a page of its own. */
function Ticked({ rows, placeOf }: Omit<RowsProps, 'ticks'>) {
  const context = useRender()
  if (rows.every(({ closedOn }) => closedOn !== null)) return <Rows rows={rows} placeOf={placeOf} ticks={false} />
  return (
    <form action={address(context, assignPath)}>
      <Stack>
        <Rows rows={rows} placeOf={placeOf} ticks />
        <ButtonRow>
          <Button look="secondary">{context.t('cases.assign.ticked')}</Button>
        </ButtonRow>
      </Stack>
    </form>
  )
}
