import { may } from '../../access/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../http/index.ts'
import {
  Button,
  ButtonLink,
  type Column,
  ConfirmationNote,
  Empty,
  Form,
  Hidden,
  Link,
  Meta,
  Name,
  Note,
  PageCount,
  Pager,
  Stack,
  State,
  type StateKind,
  Table,
  useRender,
} from '../../ui/index.ts'
import { actsThere, type ExportState, percentDone } from '../domain.ts'
import type { ExportKind } from '../kind.ts'
import { listOrders, type Order, ordersPerPage } from '../queries.ts'
import { orderPath } from './link.tsx'

export const exportsPath = '/exports'

interface Listed extends Order {
  readonly kindNow: ExportKind | undefined
  /** Whether the actor may have the file as they act now. */
  readonly open: boolean
}

/** The actor's own exports: how far they are, until when they can be fetched. */
export async function showExports(kinds: readonly ExportKind[], request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, clock } = request
  const page = pageNumber(query)
  const { rows, total } = await listOrders(tx, actor, page)
  const now = clock.now()
  const listed = rows.map((row): Listed => {
    const kindNow = kinds.find(({ key }) => key === row.kind)
    const over = row.state === 'ready' && (row.expiresAt?.getTime() ?? 0) <= now
    return {
      ...row,
      // The job comes a moment later; nothing is given out any more.
      ...(over && { state: 'over' as const, reason: 'expired' as const }),
      kindNow,
      open: kindNow !== undefined && may(actor, kindNow.right) && actsThere(actor, row),
    }
  })
  return {
    title: t('exports.title'),
    meta: t('exports.meta'),
    actions: (
      <ButtonLink to="/exports/new" look="secondary">
        {t('exports.new')}
      </ButtonLink>
    ),
    islands: ['progress'],
    body: <ExportsBody rows={listed} total={total} page={page} />,
  }
}

function ExportsBody({ rows, total, page }: { rows: readonly Listed[]; total: number; page: number }) {
  const { t } = useRender()
  const underWay = rows.filter(({ state }) => state === 'ordered' || state === 'running').length
  return (
    <Stack>
      <ConfirmationNote texts={{ ordered: 'exports.done.ordered', removed: 'exports.done.removed' }} />
      {underWay > 0 && <p className="kern-sr-only" role="status" data-progress-said="" />}
      {rows.length === 0 ? (
        <Empty title={t('exports.none')}>{t('exports.none-next')}</Empty>
      ) : (
        <div
          id="exports"
          {...(underWay > 0 && {
            'data-progress': t('exports.all-done'),
            'data-progress-ended': t('exports.signed-out'),
          })}
        >
          <Stack>
            {underWay > 0 && (
              <Note kind="info">
                {t('exports.under-way', { count: underWay })} <Link to={exportsPath}>{t('exports.reload')}</Link>
              </Note>
            )}
            <Orders rows={rows} />
            <PageCount total={total} size={ordersPerPage} page={page} />
            <Pager total={total} size={ordersPerPage} page={page} />
          </Stack>
        </div>
      )}
    </Stack>
  )
}

function Orders({ rows }: { rows: readonly Listed[] }) {
  const { t, format } = useRender()
  const columns: Column<Listed>[] = [
    {
      key: 'what',
      header: t('exports.column.what'),
      names: true,
      full: true,
      cell: (row) => (
        <>
          <Name>{row.title}</Name>
          <Meta
            parts={[
              t(`exports.format.${row.format}`),
              row.narrowedBy ?? t('exports.order.all'),
              t('exports.ordered-at', { at: format.instant(row.orderedAt) }),
            ]}
          />
        </>
      ),
    },
    { key: 'state', header: t('exports.column.state'), cell: (row) => <Standing row={row} /> },
    {
      key: 'rows',
      header: t('exports.column.rows'),
      kind: 'number',
      cell: (row) =>
        (row.state === 'ready' || row.state === 'over') && row.rowsTotal !== null && format.number(row.rowsTotal),
    },
    {
      key: 'until',
      header: t('exports.column.until'),
      cell: (row) => row.state === 'ready' && row.expiresAt && format.instant(row.expiresAt),
    },
    {
      key: 'do',
      header: t('exports.column.do'),
      headerHidden: true,
      kind: 'action',
      cell: (row) => <Doing row={row} />,
    },
  ]
  return <Table caption={t('exports.title')} columns={columns} rows={rows} keyOf={(row) => row.id} stacks />
}

const shapes: Readonly<Record<ExportState, StateKind>> = {
  ordered: 'open',
  running: 'progress',
  ready: 'done',
  failed: 'attention',
  over: 'rest',
}

function Standing({ row }: { row: Listed }) {
  const { t, format } = useRender()
  const { state, reason, rowsDone: done, rowsTotal: total } = row
  const word =
    state === 'running' && total !== null
      ? t('exports.state.running-at', { percent: format.percent(percentDone({ done, total }) / 100) })
      : t(`exports.state.${state === 'over' ? reason : state}`)
  return (
    <>
      <State kind={shapes[state]}>{word}</State>
      {state === 'running' && total !== null && (
        <Meta>{t('exports.rows-of', { done: format.number(done), total: format.number(total) })}</Meta>
      )}
      {state === 'ready' && <Meta>{row.fetchedAt && t('exports.fetched', { at: format.instant(row.fetchedAt) })}</Meta>}
      {state === 'ready' && !row.open && <Meta>{t('exports.not-now')}</Meta>}
      {state === 'failed' && <Meta>{t(`exports.why.${reason}`)}</Meta>}
      {state === 'over' && reason === 'withdrawn' && <Meta>{t('exports.why.withdrawn')}</Meta>}
    </>
  )
}

function Doing({ row }: { row: Listed }) {
  const { t, may: mayOpen } = useRender()
  const again = row.kindNow && mayOpen(row.kindNow.right) && orderPath(row.kindNow, new URLSearchParams(row.query))
  return (
    <div className="nl-row">
      {row.state === 'ready' && row.open && (
        <Link to={`${exportsPath}/${row.id}/file`}>
          {t('exports.fetch')}
          <span className="kern-sr-only"> {row.title}</span>
        </Link>
      )}
      {(row.state === 'failed' || row.state === 'over') && again && (
        <Link to={again}>
          {t('exports.again')}
          <span className="kern-sr-only"> {row.title}</span>
        </Link>
      )}
      {(row.state === 'ready' || row.state === 'ordered' || row.state === 'running') && (
        <Form action={`${exportsPath}/remove`} labels={{}} prefix={row.id}>
          <Hidden name="export" value={row.id} />
          <Button look="row">
            {t(row.state === 'ready' ? 'exports.remove' : 'exports.stop')}
            <span className="kern-sr-only"> {row.title}</span>
          </Button>
        </Form>
      )}
    </div>
  )
}
