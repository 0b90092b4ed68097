import { recordLook } from '../../audit/index.ts'
import { csvType, writeCsv } from '../../documents/index.ts'
import { type Download, type Page, type PageRequest, pageNumber } from '../../http/index.ts'
import { namesOf } from '../../identity/members.ts'
import type { Room } from '../../room.ts'
import type { RetentionKind } from '../kind.ts'
import { controllerNames } from '../overview.ts'
import { getRecord, listRecords } from '../records.ts'
import { RecordFacts, RecordsPage } from './records.tsx'
import type { RetentionRoutes } from './rights.ts'

/** Deletion records: what was deleted, without saying who it was about. */
export function recordRoutes(
  { page, download }: RetentionRoutes,
  kinds: readonly RetentionKind[],
  rooms: readonly Room[],
) {
  const technical = kinds.filter((kind) => kind.byItself).map(({ key }) => key)

  async function showRecords({ tx, actor, query, t }: PageRequest): Promise<Page> {
    const number = pageNumber(query)
    const all = query.get('all') === '1'
    const { records, total } = await listRecords(tx, all ? {} : { not: technical }, number)
    return {
      title: t('retention.records.title'),
      crumbs: [{ label: t('retention.title'), path: '/admin/retention' }],
      body: (
        <RecordsPage
          records={records}
          total={total}
          page={number}
          all={all}
          names={await controllerNames(tx, actor, rooms)}
        />
      ),
    }
  }

  async function showRecord({ tx, actor, params, t }: PageRequest<'id'>): Promise<Page> {
    const record = await getRecord(tx, params.id)
    const members = await namesOf(tx, [...record.approvedBy])
    return {
      title: t('retention.records.one'),
      layout: 'narrow',
      crumbs: [
        { label: t('retention.title'), path: '/admin/retention' },
        { label: t('retention.records.title'), path: '/admin/retention/records' },
      ],
      body: <RecordFacts record={record} names={new Map([...(await controllerNames(tx, actor, rooms)), ...members])} />,
    }
  }

  async function makeCsv({ tx, actor, t }: PageRequest): Promise<Download> {
    const { records } = await listRecords(tx, {}, 1, 10_000)
    const names = await controllerNames(tx, actor, rooms)
    await recordLook(tx, actor, { event: 'retention.records-exported', ids: [], details: { count: records.length } })
    return {
      type: csvType,
      filename: 'loeschprotokolle.csv',
      body: writeCsv(
        ['Ende', 'Art', 'Schlüssel', 'Verantwortlich', 'Regel', 'fällig', 'gelöscht', 'in Sicherungen bis', 'Prüfwert'],
        records.map((one) => [
          one.endedAt.toISOString(),
          t.has(`retention.kind.${one.kind}.label`) ? t(`retention.kind.${one.kind}.label`) : one.kind,
          one.kind,
          one.controllerId === null ? t('retention.district') : (names.get(one.controllerId) ?? one.controllerId),
          one.ruleVersion,
          one.due,
          one.erased,
          one.inBackupsUntil,
          one.digest,
        ]),
      ),
    }
  }

  return [
    page('/admin/retention/records', 'retention.read', showRecords),
    page('/admin/retention/records/:id', 'retention.read', showRecord),
    download('/admin/retention/records.csv', 'retention.read', makeCsv),
  ]
}
