import { type Page, type PageRequest, pageNumber } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Alert,
  addressWith,
  Button,
  ButtonLink,
  ButtonRow,
  Chips,
  ConfirmationNote,
  Empty,
  Form,
  Hidden,
  PageCount,
  Pager,
  Parts,
  Row,
  Stack,
} from '../../../../platform/ui/index.ts'
import type { Verdict } from '../domain/judge.ts'
import { importPath, importsPath } from '../paths.ts'
import {
  countRows,
  getImport,
  type Import,
  listRows,
  pageSize,
  type RowCounts,
  type RowQuery,
} from '../queries/imports.ts'
import { presentMeasures, readTableNames } from '../queries/register.ts'
import { Remarks } from './columns.tsx'
import { crumbsOf } from './imports.tsx'
import { RowTable } from './rows.tsx'

const views: readonly { readonly show: string; readonly query: RowQuery }[] = [
  { show: 'all', query: {} },
  ...(['error', 'new', 'similar', 'update', 'same', 'beside'] as const).map((verdict) => ({
    show: verdict,
    query: { verdict },
  })),
  { show: 'remarked', query: { remarked: true } },
]

/** What every row of the file comes to, before anything is taken over; afterwards, what became of it. */
export async function showReport(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, query, clock, locale, form } = request
  const one = await getImport(tx, params.id as never)
  const counts = await countRows(tx, one.id)
  const over = one.state === 'done' || one.state === 'undone'
  const view = views.find(({ show }) => show === query.get('show')) ?? views[0]
  const page = pageNumber(query)
  const wanted = over ? { taken: true } : view?.query
  const { rows, total } = await listRows(tx, one.id, { ...wanted, offset: (page - 1) * pageSize })
  const targets = rows.flatMap((row) => row.targetId ?? [])
  const present = await presentMeasures(tx, actor, [...new Set(targets)], clock.today())
  const names = await readTableNames(tx, actor, clock.today())
  const format = createFormat(locale)
  const headline = over
    ? t(`measures.import.headline.${one.state}`, { created: counts.create, updated: counts.update })
    : t('measures.import.headline.report', { count: counts.create + counts.update, blocked: counts.blocked })
  return {
    title: headline,
    name: t('measures.import.report'),
    crumbs: [...crumbsOf(t), { label: t('measures.import.title'), path: importsPath }],
    meta: (
      <Parts
        parts={[
          one.fileName,
          one.sheets.length > 1 && one.sheet,
          t('measures.import.rows', { count: counts.all }),
          one.finishedAt && format.instant(one.finishedAt),
        ]}
      />
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={{ run: 'measures.import.done.run', undone: 'measures.import.done.undone' }} />
        {form?.issues.some((issue) => issue.field === '') && (
          <Alert kind="danger" title={t('measures.import.not-taken')}>
            {form.issues.map((issue) => (
              <p key={issue.code}>{t(`error.${issue.code}`, { label: '', ...issue.values })}</p>
            ))}
          </Alert>
        )}
        {over ? (
          <After
            one={one}
            left={one.state === 'undone' ? rows.filter((row) => row.measureVersion !== null).length : 0}
            t={t}
          />
        ) : (
          <Before one={one} counts={counts} t={t} />
        )}
        <Remarks one={one} t={t} />
        <Row>
          {!over && (
            <Chips
              label={t('measures.import.show.label')}
              chips={views
                .filter(({ show }) => show === 'all' || show === 'remarked' || counts.byVerdict[show as Verdict])
                .map(({ show }) => ({
                  to: addressWith(new URLSearchParams(), 'show', show === 'all' ? undefined : show),
                  label: t(`measures.import.show.${show}`),
                  ...(show !== 'remarked' && {
                    count: show === 'all' ? counts.all : (counts.byVerdict[show as Verdict] ?? 0),
                  }),
                  current: view?.show === show,
                }))}
            />
          )}
          <span className="nl-row__end">
            <PageCount total={total} size={pageSize} page={page} />
          </span>
        </Row>
        {rows.length > 0 ? (
          <RowTable one={one} rows={rows} present={present} names={names} />
        ) : (
          <Empty title={t('measures.import.no-rows')}>{t('measures.import.no-rows-next')}</Empty>
        )}
        <Pager total={total} size={pageSize} page={page} />
      </Stack>
    ),
  }
}

interface Shown {
  readonly one: Import
  readonly t: PageRequest['t']
}

/** What stands in the way, and the button that takes everything over. */
function Before({ one, counts, t }: Shown & { counts: RowCounts }) {
  const chosen = counts.create + counts.update
  const path = importPath(one.id)
  return (
    <Stack>
      {counts.blocked > 0 && (
        <Alert kind="warning" title={t('measures.import.blocked', { count: counts.blocked })}>
          {t('measures.import.blocked-next')}
          <Form action={`${path}/errors`} labels={{}} withoutSummary>
            <ButtonRow>
              <Button look="secondary">{t('measures.import.leave-out', { count: counts.blocked })}</Button>
            </ButtonRow>
          </Form>
        </Alert>
      )}
      <Form action={`${path}/run`} labels={{}} withoutSummary>
        <Hidden name="version" value={one.version} />
        <ButtonRow>
          {counts.blocked === 0 && chosen > 0 && (
            <Button>{t('measures.import.run', { created: counts.create, updated: counts.update })}</Button>
          )}
          <ButtonLink look="secondary" to={`${path}/columns`}>
            {t('measures.import.columns-again')}
          </ButtonLink>
          <Button look="tertiary" action={`${path}/discard`}>
            {t('measures.import.discard')}
          </Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

function After({ one, left, t }: Shown & { left: number }) {
  if (one.state === 'undone')
    return left > 0 ? (
      <Alert kind="warning" title={t('measures.import.left', { count: left })}>
        {t('measures.import.left-next')}
      </Alert>
    ) : null
  return (
    <Form action={`${importPath(one.id)}/undo`} labels={{}} withoutSummary>
      <ButtonRow>
        <ButtonLink to="/measures">{t('measures.import.to-register')}</ButtonLink>
        <Button look="secondary">{t('measures.import.undo')}</Button>
      </ButtonRow>
      <p className="nl-meta">{t('measures.import.undo-hint')}</p>
    </Form>
  )
}
