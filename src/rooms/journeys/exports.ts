import type { ExportKind } from '../../platform/exports/index.ts'
import { namesOn } from './names.ts'
import { inboxParameters, listingOf } from './pages/listing.ts'
import { wayWords } from './pages/words.tsx'
import { inboxPath } from './paths.ts'
import { countInboxRows, inboxIds, inboxRows } from './queries/inbox.ts'
import { readReasons } from './reasons.ts'

/** Hand-overs as the Postkorb lists them, received or given: never what was shared in them. */
export const handoversExport: ExportKind = {
  key: 'journeys.handovers',
  right: 'journeys.receive',
  subjectKind: 'journeys.handover',
  holdsPeople: true,
  list: inboxPath,
  parameters: inboxParameters,
  async narrowedBy({ tx, actor, query, today, t }) {
    const names = await namesOn(tx, actor, today)
    const { view, mine, state, interfaceId } = listingOf(query, actor, names)
    return [
      { label: t('journeys.inbox.views'), value: t(`journeys.inbox.view.${view}`) },
      { label: t('journeys.inbox.whose'), value: t(`journeys.inbox.of.${mine ? 'mine' : 'team'}`) },
      ...(state ? [{ label: t('journeys.inbox.state'), value: t(`journeys.state.${state}`) }] : []),
      ...(interfaceId ? [{ label: t('journeys.inbox.interface'), value: names.interface(interfaceId).name }] : []),
    ]
  },
  async find({ tx, actor, query, today }, limit) {
    return await inboxIds(tx, actor, listingOf(query, actor, await namesOn(tx, actor, today)), limit)
  },
  async table({ tx, actor, t, locale, today }) {
    const names = await namesOn(tx, actor, today)
    const reason = (await readReasons(tx, locale, today)).word
    return {
      columns: [
        { key: 'side', header: t('journeys.inbox.views'), width: 14 },
        { key: 'from', header: t('journeys.export.from'), width: 32 },
        { key: 'to', header: t('journeys.export.to'), width: 32 },
        { key: 'interface', header: t('journeys.inbox.interface'), width: 36 },
        { key: 'passage', header: t('journeys.export.passage'), width: 28 },
        { key: 'reference', header: t('journeys.inbox.column.reference'), width: 18 },
        { key: 'state', header: t('journeys.inbox.state'), width: 22 },
        { key: 'reason', header: t('journeys.export.reason'), width: 28 },
        { key: 'offeredOn', header: t('journeys.export.offered-on'), kind: 'day', width: 12 },
        { key: 'replyBy', header: t('journeys.inbox.column.due'), kind: 'day', width: 12 },
        { key: 'answeredOn', header: t('journeys.export.answered-on'), kind: 'day', width: 12 },
        { key: 'firstOn', header: t('journeys.export.first-on'), kind: 'day', width: 12 },
        { key: 'targetDays', header: t('journeys.export.target-days'), kind: 'number', width: 10 },
        { key: 'owner', header: t('journeys.inbox.column.owner'), width: 24 },
      ],
      async read(ids) {
        const rows = await inboxRows(tx, actor, ids)
        return rows.map((row) => ({
          id: row.id,
          cells: [
            t(`journeys.inbox.was.${row.side}`),
            names.organisation(row.fromOrganisationId),
            names.organisation(row.toOrganisationId),
            names.interface(row.interfaceId).name,
            wayWords(names.interface(row.interfaceId)),
            row.reference,
            t(`journeys.state.${row.state}`),
            reason(row.reason),
            row.offeredOn,
            row.replyBy,
            row.answeredOn,
            row.firstOn,
            row.targetDays,
            row.assignedTo ?? t('journeys.inbox.of.team'),
          ],
        }))
      },
    }
  },
  countVisible: ({ tx, actor }, ids) => countInboxRows(tx, actor, ids),
}
