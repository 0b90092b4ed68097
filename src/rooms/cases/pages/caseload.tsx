import { daysBetween } from '../../../kernel/day.ts'
import { ExportLink } from '../../../platform/exports/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import { languageName, languageTags } from '../../../platform/i18n/index.ts'
import {
  address,
  Button,
  ButtonLink,
  ButtonRow,
  Chips,
  type Column,
  ConfirmationNote,
  Details,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Form,
  Hidden,
  Link,
  Meta,
  Name,
  PageCount,
  Pager,
  Parts,
  Stack,
  State,
  Table,
  TextField,
  useRender,
} from '../../../platform/ui/index.ts'
import { municipalityNames } from '../../network/index.ts'
import { ended, phases } from '../domain/phases.ts'
import { caseloadExport } from '../exports/caseload.ts'
import { assignPath, casePath, casesPath, emergencyPath } from '../paths.ts'
import { type CaseloadFilter, type CaseRow, casesPerPage, dueFilters, listCaseload } from '../queries/caseload.ts'
import { type KeptView, listViews } from '../views.ts'
import { filterOf, nameSought } from './listing.ts'

/** Which of my files needs me first? */
export async function showCaseload(request: PageRequest): Promise<Page> {
  const { tx, actor, t, query, clock, form } = request
  const name = await nameSought(tx, actor, query)
  const filter: CaseloadFilter = { ...filterOf(query), ...(name !== undefined && { name }) }
  const page = pageNumber(query)
  const { rows, total } = await listCaseload(tx, actor, filter, clock.today(), page)
  const places = await municipalityNames(tx)
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
        <Views views={await listViews(tx, actor)} />
        <Stack gap="s">
          <Filters places={places} />
          <NameSearch name={name} form={form} />
          <Keep form={form} />
        </Stack>
        {rows.length === 0 ? (
          <Empty title={t(name === undefined ? 'cases.none' : 'cases.none-named')}>{t('cases.none-next')}</Empty>
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

function Views({ views }: { views: readonly KeptView[] }) {
  const { t, query } = useRender()
  const now = (wanted: string) => {
    const given = new URLSearchParams(query)
    given.delete('page')
    given.delete('done')
    return String(given) === wanted
  }
  const built = [
    { key: 'mine', query: 'mine=yes' },
    { key: 'team', query: '' },
    { key: 'overdue', query: 'due=overdue' },
    { key: 'nobodys', query: 'nobody=yes' },
    { key: 'quiet', query: 'quiet=yes' },
    { key: 'closed', query: 'state=closed' },
  ]
  return (
    <Chips
      label={t('cases.views')}
      chips={[
        ...built.map((view) => ({
          to: view.query ? `${casesPath}?${view.query}` : casesPath,
          label: t(`cases.view.${view.key}`),
          current: now(view.query),
        })),
        ...views.map((view) => ({ to: `${casesPath}?${view.query}`, label: view.name, current: now(view.query) })),
      ]}
    />
  )
}

function Filters({ places }: { places: readonly { readonly id: string; readonly name: string }[] }) {
  const { t, locale } = useRender()
  return (
    <FilterBar label={t('cases.filter.label')} keep={['mine', 'nobody', 'state', 'quiet', 'search']}>
      <FilterText name="reference" label={t('cases.reference')} />
      <FilterSelect
        name="phase"
        label={t('cases.phase-label')}
        empty={t('cases.filter.all')}
        options={phases
          .filter((phase) => !ended.includes(phase))
          .map((phase) => ({ value: phase, label: t(`cases.phase.${phase}`) }))}
      />
      <FilterSelect
        name="due"
        label={t('cases.due')}
        empty={t('cases.filter.all')}
        options={dueFilters.map((due) => ({ value: due, label: t(`cases.filter.due.${due}`) }))}
      />
      <FilterSelect
        name="place"
        label={t('cases.place')}
        empty={t('cases.filter.all')}
        options={places.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FilterSelect
        name="language"
        label={t('cases.language')}
        empty={t('cases.filter.all')}
        options={languageTags
          .map((tag) => ({ value: tag, label: languageName(tag, locale) }))
          .toSorted((one, other) => one.label.localeCompare(other.label, locale))}
      />
    </FilterBar>
  )
}

/** A name is sent, never part of an address. */
function NameSearch({ name, form }: { name: string | undefined; form: PageRequest['form'] }) {
  const { t } = useRender()
  return (
    <Details summary={t('cases.search.open')} open={name !== undefined || form?.route === `${casesPath}/search`}>
      <Form
        action={`${casesPath}/search`}
        route={`${casesPath}/search`}
        labels={{ name: t('cases.search.name') }}
        initial={{ name: name ?? '' }}
        state={form}
      >
        <TextField name="name" hint={t('cases.search.hint')} maxLength={120} spellCheck={false} />
        <Button look="secondary">{t('cases.search.do')}</Button>
      </Form>
    </Details>
  )
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
          cell: (row) => (
            <Parts parts={[<Name key="name">{row.person}</Name>, row.isFamily && t('cases.with-family')]} />
          ),
        },
        { key: 'due', header: t('cases.due'), cell: (row) => <Due row={row} /> },
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

function Keep({ form }: { form: PageRequest['form'] }) {
  const { t, query } = useRender()
  return (
    <Details summary={t('cases.keep.open')} open={form?.route === `${casesPath}/views`}>
      <Form
        action={`${casesPath}/views`}
        route={`${casesPath}/views`}
        labels={{ name: t('cases.keep.name') }}
        state={form}
      >
        <Hidden name="query" value={String(query)} />
        <TextField name="name" maxLength={60} />
        <Button look="secondary">{t('cases.keep.do')}</Button>
      </Form>
    </Details>
  )
}
