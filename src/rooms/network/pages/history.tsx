import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  ButtonLink,
  Empty,
  FilterBar,
  FilterSelect,
  History,
  Link,
  Section,
  Stack,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import { combined } from '../domain/changes.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { pathOf } from '../paths.ts'
import { getHead } from '../queries/heads.ts'
import { type Change, changesBetweenVersions, changesOf } from '../queries/records.ts'
import { changeWords, historyEntries } from './historyentries.ts'
import { crumbsTo } from './record.tsx'

/** Versions on a page of the history. */
const perPage = 50

/** Who changed what and when, and what lies between any two states of a record. */
export const showHistory =
  (kind: RecordKind) =>
  async (request: PageRequest<'key'>): Promise<Page> => {
    const { tx, actor, params, query, t, locale, clock } = request
    const head = await getHead(tx, actor, kind, params.key, clock.today())
    const before = versionIn(query, 'before')
    const changes = await changesOf(tx, head.id, perPage, before)
    const oldest = changes.at(-1)?.version ?? 1
    const from = versionIn(query, 'from')
    const to = versionIn(query, 'to') ?? head.version
    const between = from !== undefined && from < to ? await changesBetweenVersions(tx, head.id, from, to) : undefined
    return {
      title: t('network.history.title', { title: head.title }),
      name: t('network.history.link'),
      crumbs: crumbsTo(t, kind, head),
      meta: t(`network.${kind}.one`),
      actions: (
        <ButtonLink look="secondary" to={pathOf(kind, head.key)}>
          {t('network.back')}
        </ButtonLink>
      ),
      body: (
        <Stack gap="l">
          <Section title={t('network.history.changes')}>
            {changes.length > 0 ? (
              <History entries={historyEntries(t, locale, kind, changes)} />
            ) : (
              <Empty title={t('network.history.none')} />
            )}
            {oldest > 1 && <Link to={`?before=${oldest}`}>{t('network.history.older')}</Link>}
          </Section>
          {head.version > 1 && (
            <Section title={t('network.history.compare')}>
              <Stack>
                <Choose changes={changes} locale={locale} />
                {between && <Comparison kind={kind} between={between} />}
              </Stack>
            </Section>
          )}
        </Stack>
      ),
    }
  }

function Choose({ changes, locale }: { changes: readonly Change[]; locale: PageRequest['locale'] }) {
  const { t, format } = useRender()
  const options = changes.map((change) => ({
    value: String(change.version),
    label: t('network.history.state-of', { at: format.instant(change.changedAt), number: change.version }),
  }))
  return (
    <FilterBar label={t('network.history.compare')} key={locale}>
      <FilterSelect name="from" label={t('network.history.from')} options={options} empty={t('network.choose')} />
      <FilterSelect name="to" label={t('network.history.to')} options={options} empty={t('network.history.now')} />
    </FilterBar>
  )
}

function Comparison({ kind, between }: { kind: RecordKind; between: readonly Change[] }) {
  const { t, locale } = useRender()
  const rows = changeWords(t, locale, kind, combined(between.flatMap((change) => change.changes)))
  if (rows.length === 0) return <Empty title={t('network.history.same')} />
  return (
    <Table
      caption={t('network.history.compare')}
      rows={rows}
      keyOf={(row) => row.field}
      stacks
      columns={[
        { key: 'field', header: t('network.history.field'), names: true, cell: (row) => row.field },
        { key: 'before', header: t('network.history.before'), cell: (row) => row.before || t('history.empty') },
        { key: 'after', header: t('network.history.after'), cell: (row) => row.after || t('history.empty') },
      ]}
    />
  )
}

function versionIn(query: URLSearchParams, name: string): number | undefined {
  const version = Number(query.get(name) || Number.NaN)
  return Number.isSafeInteger(version) && version > 0 && version < 2 ** 31 ? version : undefined
}
