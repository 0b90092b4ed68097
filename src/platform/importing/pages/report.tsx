import { type Page, type PageRequest, pageNumber } from '../../http/index.ts'
import { createFormat } from '../../i18n/index.ts'
import {
  Alert,
  addressWith,
  Chips,
  ConfirmationNote,
  Empty,
  Link,
  PageCount,
  Pager,
  Parts,
  Row,
  Stack,
} from '../../ui/index.ts'
import type { Verdict } from '../domain/rows.ts'
import { atWork } from '../domain/states.ts'
import type { ImportKind } from '../kind.ts'
import {
  countRows,
  getImport,
  type Import,
  listRows,
  pageSize,
  type RowCounts,
  type RowQuery,
} from '../queries/imports.ts'
import { Remarks } from './columns.tsx'
import { crumbsOf } from './imports.tsx'
import { RowTable } from './rows.tsx'
import { After, Before } from './steps.tsx'
import { workingPage } from './working.tsx'

interface View {
  readonly show: string
  readonly query: RowQuery
}

const views: readonly View[] = [
  { show: 'all', query: {} },
  { show: 'open', query: { open: true } },
  ...(['error', 'new', 'similar', 'update', 'same', 'beside'] as const).map((verdict) => ({
    show: verdict,
    query: { verdict },
  })),
  { show: 'remarked', query: { remarked: true } },
]

const afterViews: readonly View[] = [
  { show: 'taken', query: { taken: true } },
  { show: 'wrong', query: { wrong: true } },
]

/** What every row of the file comes to, before anything is taken over; afterwards, what became of it. */
export const reportPage =
  (kind: ImportKind) =>
  async (request: PageRequest): Promise<Page> => {
    const { tx, params, t, query, locale, form } = request
    const one = await getImport(tx, kind, (params as { readonly id: string }).id)
    if (atWork.includes(one.state)) return workingPage(kind, one, request)
    const counts = await countRows(tx, one.id)
    const over = one.state === 'done' || one.state === 'undone'
    const choice = over ? afterViews : views
    const view = choice.find(({ show }) => show === query.get('show')) ?? (choice[0] as View)
    const page = pageNumber(query)
    const { rows, total } = await listRows(tx, one.id, { ...view.query, offset: (page - 1) * pageSize })
    const wrong = over ? (await listRows(tx, one.id, { wrong: true, limit: 1 })).total : 0
    const shown = await kind.describe(request, rows)
    const formIssues = form?.issues ?? []
    return {
      title: headlineOf(kind, one, counts, t),
      name: t('importing.report'),
      crumbs: [...crumbsOf(t, kind), { label: t(`${kind.words}.title`), path: kind.path }],
      meta: (
        <Parts
          parts={[
            one.fileName,
            one.sheets.length > 1 && one.sheet,
            t('importing.rows', { count: counts.all }),
            one.finishedAt && createFormat(locale).instant(one.finishedAt),
          ]}
        />
      ),
      body: (
        <Stack>
          <ConfirmationNote texts={{ run: 'importing.done.run', undone: 'importing.done.undone' }} />
          {formIssues.length > 0 && (
            <Alert kind="danger" title={t('importing.not-taken')}>
              {formIssues.map((issue) => (
                <p key={issue.code}>{t(`error.${issue.code}`, { label: '', ...issue.values })}</p>
              ))}
            </Alert>
          )}
          {one.failure && formIssues.length === 0 && (
            <Alert kind="warning" title={t(`error.${one.failure}`)}>
              {t(`importing.failed.${one.failure}`)}
            </Alert>
          )}
          {one.state === 'mapping' && (
            <Empty title={t('importing.not-checked-yet')}>
              <Link to={`${kind.path}/${one.id}/columns`}>{t('importing.say-columns')}</Link>
            </Empty>
          )}
          {over && <After kind={kind} one={one} left={rowsLeft(one, counts, wrong)} t={t} />}
          {one.state === 'checked' && <Before kind={kind} one={one} counts={counts} t={t} />}
          <Remarks one={one} t={t} />
          {one.state !== 'mapping' && (
            <>
              <Row>
                <Chips label={t('importing.show.label')} chips={chipsOf(choice, view, counts, wrong, t)} />
                <span className="nl-row__end">
                  <PageCount total={total} size={pageSize} page={page} />
                </span>
              </Row>
              {rows.length > 0 ? (
                <RowTable kind={kind} one={one} rows={rows} shown={shown} />
              ) : (
                <Empty title={t('importing.no-rows')}>{t('importing.no-rows-next')}</Empty>
              )}
              <Pager total={total} size={pageSize} page={page} />
              <p>
                <Link to={`${kind.path}/${one.id}/report.xlsx`}>{t('importing.result.get')}</Link>
              </p>
            </>
          )}
        </Stack>
      ),
    }
  }

/** Rows that could not be taken back: all that went wrong but the faulty ones, which never were taken over. */
const rowsLeft = (one: Import, counts: RowCounts, wrong: number): number =>
  one.state === 'undone' ? wrong - (counts.byVerdict.error ?? 0) : 0

function headlineOf(kind: ImportKind, one: Import, counts: RowCounts, t: PageRequest['t']): string {
  if (one.state === 'undone') return t('importing.headline.undone')
  if (one.state === 'mapping') return t('importing.headline.mapping')
  if (one.state === 'done') return t(`${kind.words}.headline-done`, { created: counts.create, updated: counts.update })
  return t('importing.headline.report', {
    count: counts.create + counts.update,
    blocked: counts.blocked,
    open: counts.open,
  })
}

function chipsOf(choice: readonly View[], view: View, counts: RowCounts, wrong: number, t: PageRequest['t']) {
  const countOf = ({ show }: View): number | undefined => {
    switch (show) {
      case 'all':
        return counts.all
      case 'open':
        return counts.open
      case 'wrong':
        return wrong
      case 'remarked':
      case 'taken':
        return undefined
      default:
        return counts.byVerdict[show as Verdict] ?? 0
    }
  }
  return choice.flatMap((one) => {
    const count = countOf(one)
    const first = one === choice[0]
    if (count === 0 && !first) return []
    return {
      to: addressWith(new URLSearchParams(), 'show', first ? undefined : one.show),
      label: t(`importing.show.${one.show}`),
      ...(count !== undefined && { count }),
      current: view === one,
    }
  })
}
