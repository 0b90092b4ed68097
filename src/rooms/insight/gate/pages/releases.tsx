import { may } from '../../../../platform/access/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../../platform/http/index.ts'
import { Empty, Link, Pager, RowName, Stack, Table, Tag, useRender } from '../../../../platform/ui/index.ts'
import type { FrozenRelease } from '../ledger.ts'
import { countReleases, listReleases } from '../ledger.ts'
import { namesFor } from './names.ts'
import { type Names, releaseTitle } from './words.ts'

const perPage = 50

/** What left the gate, for whom and by which rule: as much of it as the reader may see. */
export async function showReleases(request: PageRequest): Promise<Page> {
  const { tx, t, query } = request
  const page = pageNumber(query)
  const total = await countReleases(tx)
  const rows = await listReleases(tx, { limit: perPage, offset: (page - 1) * perPage })
  return {
    title: t('insight.releases.headline', { count: total }),
    name: t('insight.releases.title'),
    meta: t('insight.releases.about'),
    crumbs: may(request.actor, 'insight.read') ? [{ label: t('insight.title'), path: '/situation' }] : [],
    wide: true,
    body: <Releases rows={rows} total={total} page={page} names={await namesFor(request)} />,
  }
}

interface ReleasesProps {
  readonly rows: readonly FrozenRelease[]
  readonly total: number
  readonly page: number
  readonly names: Names
}

function Releases({ rows, total, page, names }: ReleasesProps) {
  const { t, format } = useRender()
  if (rows.length === 0) return <Empty title={t('insight.releases.none')}>{t('insight.releases.none-next')}</Empty>
  return (
    <Stack gap="l">
      <Table
        caption={t('insight.releases.title')}
        rows={rows}
        keyOf={(row) => row.id}
        stacks
        columns={[
          {
            key: 'what',
            header: t('insight.releases.what'),
            names: true,
            full: true,
            cell: (row) => (
              <RowName meta={format.period(row.source.period.from, row.source.period.to)}>
                <Link to={`/releases/${row.id}`} quiet>
                  {releaseTitle(row, names)}
                </Link>
              </RowName>
            ),
          },
          {
            key: 'for',
            header: t('insight.releases.for'),
            cell: (row) => <Tag>{t(`insight.releases.audience.${row.audience}`)}</Tag>,
          },
          { key: 'rule', header: t('insight.releases.by'), cell: (row) => t(`insight.releases.short.${row.rule}`) },
          {
            key: 'audit',
            header: t('insight.releases.audit'),
            full: true,
            cell: (row) =>
              t('insight.releases.audit-said', {
                cells: row.proof.cells,
                withheld: row.proof.suppressedFew + row.proof.suppressedToProtect + row.proof.dominated,
                linked: row.proof.linked.length,
              }),
          },
          {
            key: 'day',
            header: t('insight.releases.on'),
            narrow: true,
            cell: (row) => format.instant(row.releasedAt),
          },
        ]}
      />
      <Pager total={total} size={perPage} page={page} />
    </Stack>
  )
}
