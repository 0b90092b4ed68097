import type { Page, PageRequest } from '../../http/index.ts'
import type { Room } from '../../room.ts'
import { Link, Meta, RowName, Section, Stack, Table, Text, useRender } from '../../ui/index.ts'
import { isSelectable, present } from '../domain.ts'
import { codelists } from '../lists/all.ts'
import type { Codelist, Entry } from '../model.ts'
import { listPath } from '../paths.ts'
import { lastChanges, readList } from '../queries.ts'
import { titleOf } from './words.tsx'

interface Row {
  readonly list: Codelist
  readonly entries: readonly Entry[]
  readonly version: number
  readonly changedAt: Date | undefined
}

/** Every list of the district, and the way to those that belong to the program. */
export const showCodelists =
  (rooms: readonly Room[]) =>
  async ({ tx, t }: PageRequest): Promise<Page> => {
    const changes = await lastChanges(tx)
    const rows: Row[] = []
    for (const list of codelists) {
      const { entries, version } = await readList(tx, list)
      rows.push({ list, version, entries: present(entries), changedAt: changes.get(list.key)?.at })
    }
    const fixed = rooms.reduce((sum, room) => sum + (room.fixedLists?.length ?? 0), 0)
    return {
      title: t('codelists.title'),
      crumbs: [{ label: t('administration.title'), path: '/admin' }],
      body: <Overview rows={rows} fixed={fixed} />,
    }
  }

function Overview({ rows, fixed }: { rows: readonly Row[]; fixed: number }) {
  const { t, format, today } = useRender()
  return (
    <Stack gap="l">
      <Text>{t('codelists.text')}</Text>
      <Table
        caption={t('codelists.title')}
        stacks
        rows={rows}
        keyOf={({ list }) => list.key}
        columns={[
          {
            key: 'title',
            header: t('codelists.column.list'),
            names: true,
            cell: ({ list }) => (
              <RowName meta={t(`codelists.list.${list.key}.text`)}>
                <Link to={listPath(list.key)}>{titleOf(t, list)}</Link>
              </RowName>
            ),
          },
          {
            key: 'entries',
            header: t('codelists.column.selectable'),
            kind: 'number',
            cell: ({ entries }) =>
              t('codelists.selectable-of', {
                count: entries.filter((entry) => isSelectable(entry, today)).length,
                all: entries.length,
              }),
          },
          {
            key: 'changed',
            header: t('codelists.column.changed'),
            cell: ({ changedAt, version }) =>
              changedAt
                ? t('codelists.version-of', { version, at: format.instant(changedAt) })
                : t('codelists.as-shipped'),
          },
        ]}
      />
      <Section title={t('codelists.fixed.title')}>
        <Stack gap="s">
          <Text>{t('codelists.fixed.text')}</Text>
          <Meta>
            <Link to="/admin/codelists/fixed">{t('codelists.fixed.open', { count: fixed })}</Link>
          </Meta>
        </Stack>
      </Section>
    </Stack>
  )
}
