import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  addressWith,
  ButtonLink,
  Chips,
  type Column,
  ConfirmationNote,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Link,
  Name,
  NothingFound,
  PageCount,
  Pager,
  Row,
  Stack,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import { bodyNames, organisationNames } from '../../network/index.ts'
import { seesInternal } from '../access.ts'
import { type PaperState, paperKinds } from '../domain/kinds.ts'
import { paperPath, papers } from '../paths.ts'
import { type Consultation, consultationsOf } from '../queries/consultations.ts'
import { pageSize } from '../queries/listing.ts'
import { type Names, namesOn } from '../queries/names.ts'
import { listPapers, type Paper, type PaperListing } from '../queries/papers.ts'
import { oneOf, pageOf, textOf } from './asking.ts'
import { asksForFilters, Filters, filterPage } from './filtering.tsx'
import { paperConfirmations } from './paperdone.ts'
import { PaperStateMark, PublicTag } from './words.tsx'

/** Saved views: what is being written, what is before the bodies, what is done. */
const views = {
  all: undefined,
  drafts: ['draft', 'internalReview'],
  running: ['released', 'onAgenda'],
  final: ['final', 'withdrawn'],
} as const satisfies Record<string, readonly PaperState[] | undefined>
type View = keyof typeof views

/** The papers of the district, latest first. */
export async function showPapers(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, clock } = request
  const staff = seesInternal(actor)
  const bodies = await bodyNames(tx)
  const units = await organisationNames(tx, clock.today())
  const view = oneOf(query, 'view', Object.keys(views) as View[]) ?? 'all'
  const asked: PaperListing = { ...askedBy(query, bodies, units, staff) }
  const list = (which: View, rest: { offset?: number; limit?: number }) => {
    const states = views[which]
    return listPapers(tx, actor, { ...asked, ...(states && { states }), ...rest })
  }
  const { page, ...range } = pageOf(query)
  const listed = await list(view, range)
  const shownViews = (Object.keys(views) as View[]).filter((one) => staff || one !== 'drafts')
  const totals = new Map<View, number>()
  for (const one of shownViews) totals.set(one, one === view ? listed.total : (await list(one, { limit: 0 })).total)
  const names = await namesOn(tx, actor, clock.today())
  const consultations = await consultationsOf(
    tx,
    listed.rows.map(({ id }) => id),
  )
  const labels = ['q', 'kind', 'body', 'unit', 'public'] as const
  const used = labels.findLast((name) => query.get(name))
  const filterBar = (
    <FilterBar label={t('council.paper.filter')} action={papers} keep={['view']}>
      <FilterText name="q" label={t('council.paper.search')} />
      <FilterSelect
        name="kind"
        label={t('council.paper.field.kind')}
        options={paperKinds.map((kind) => ({ value: kind, label: t(`council.paper.kind.${kind}`) }))}
        empty={t('council.all')}
      />
      <FilterSelect
        name="body"
        label={t('council.body')}
        options={bodies.map(({ key, name, shortName }) => ({ value: key, label: shortName ?? name }))}
        empty={t('council.all')}
      />
      <FilterSelect
        name="unit"
        label={t('council.paper.field.leadUnit')}
        options={units.map(({ key, name }) => ({ value: key, label: name }))}
        empty={t('council.all')}
      />
      {staff && (
        <FilterSelect
          name="public"
          label={t('council.publicity')}
          options={[
            { value: 'yes', label: t('council.is-public') },
            { value: 'no', label: t('council.not-public') },
          ]}
          empty={t('council.all')}
        />
      )}
    </FilterBar>
  )
  if (asksForFilters(query))
    return filterPage(request, {
      title: t('council.paper.filter'),
      list: t('council.papers'),
      path: papers,
      filters: filterBar,
    })
  return {
    title: t('council.paper.count', { count: listed.total }),
    name: t('council.papers'),
    meta: t('council.paper.what'),
    actions: may(actor, 'council.edit') && <ButtonLink to={`${papers}/new`}>{t('council.paper.add')}</ButtonLink>,
    body: (
      <Stack>
        <ConfirmationNote texts={paperConfirmations} />
        <Filters used={used && t(`council.filter.${used}`)}>{filterBar}</Filters>
        <Row>
          <Chips
            label={t('council.views')}
            chips={shownViews.map((one) => ({
              to: addressWith(withoutPage(query), 'view', one === 'all' ? undefined : one),
              label: t(`council.paper.view.${one}`),
              count: totals.get(one) ?? 0,
              current: one === view,
            }))}
          />
          <span className="nl-row__end">
            <PageCount total={listed.total} size={pageSize} page={page} />
          </span>
        </Row>
        {listed.rows.length > 0 ? (
          <PaperTable rows={listed.rows} names={names} consultations={consultations} />
        ) : used ? (
          <NothingFound last={t(`council.filter.${used}`)} to={addressWith(query, used, undefined)} />
        ) : (
          <Empty title={t('council.paper.none')}>{t('council.paper.none-next')}</Empty>
        )}
        <Pager total={listed.total} size={pageSize} page={page} />
      </Stack>
    ),
  }
}

function withoutPage(query: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(query)
  next.delete('page')
  next.delete('done')
  return next
}

type Keyed = readonly { readonly id: string; readonly key: string }[]

function askedBy(query: URLSearchParams, bodies: Keyed, units: Keyed, staff: boolean): PaperListing {
  const kind = oneOf(query, 'kind', paperKinds)
  const body = bodies.find(({ key }) => key === query.get('body'))
  const unit = units.find(({ key }) => key === query.get('unit'))
  const isPublic = staff ? oneOf(query, 'public', ['yes', 'no']) : undefined
  const text = textOf(query)
  return {
    ...(text && { text }),
    ...(kind && { kind }),
    ...(body && { bodyId: body.id }),
    ...(unit && { leadUnitId: unit.id }),
    ...(isPublic && { isPublic: isPublic === 'yes' }),
  }
}

interface PaperTableProps {
  readonly rows: readonly Paper[]
  readonly names: Names
  readonly consultations: readonly Consultation[]
}

function PaperTable({ rows, names, consultations }: PaperTableProps) {
  const { t, format } = useRender()
  const columns: readonly Column<Paper>[] = [
    {
      key: 'number',
      header: t('council.paper.field.number'),
      cell: (row) => <span className="nl-num">{row.number ?? t('council.paper.no-number')}</span>,
    },
    {
      key: 'title',
      header: t('council.paper.field.title'),
      names: true,
      cell: (row) => (
        <>
          <Link to={paperPath(row.id)} quiet>
            <Name>{row.title}</Name>
          </Link>{' '}
          <PublicTag isPublic={row.isPublic} />
        </>
      ),
    },
    { key: 'kind', header: t('council.paper.field.kind'), cell: (row) => t(`council.paper.kind.${row.kind}`) },
    {
      key: 'from',
      header: t('council.paper.from'),
      cell: (row) => names.partyGroup(row.originatorId) ?? names.organisation(row.leadUnitId) ?? '',
    },
    {
      key: 'bodies',
      header: t('council.paper.consulted'),
      cell: (row) => [...new Set(bodiesOf(row, consultations, names))].join(', '),
    },
    {
      key: 'state',
      header: t('council.paper.field.state'),
      cell: (row) => <PaperStateMark state={row.state} />,
    },
    {
      key: 'day',
      header: t('council.paper.field.datedOn'),
      cell: (row) => <span className="nl-num">{format.day(row.datedOn)}</span>,
    },
  ]
  return (
    <Table caption={t('council.papers')} columns={columns} rows={rows} keyOf={(row) => row.id} dense stacks sticky />
  )
}

const bodiesOf = (paper: Paper, consultations: readonly Consultation[], names: Names) =>
  consultations.filter(({ paperId }) => paperId === paper.id).map(({ bodyId }) => names.bodyShort(bodyId) ?? '')
