import { dayOfInstant } from '../../../kernel/day.ts'
import type { ExportKind } from '../../../platform/exports/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { fateOf } from '../findings/fate.ts'
import { findingsPath } from '../findings/paths.ts'
import { countOwn, countOwnAmong, ownAmong, ownIds } from '../findings/queries.ts'
import { readWords } from '../findings/words.ts'

/** One's own findings and what became of each: what leaves the file, never the file. */
export const findingsExport: ExportKind = {
  key: 'cases.findings',
  right: 'cases.report-finding',
  subjectKind: 'cases.finding',
  holdsPeople: true,
  list: findingsPath,
  parameters: [],
  narrowedBy: async () => [],
  find: ({ tx, actor }, limit) => ownIds(tx, actor, limit),
  count: ({ tx, actor }) => countOwn(tx, actor),
  async table({ tx, actor, t, locale, today }) {
    const words = await readWords(tx, actor, locale, today)
    const format = createFormat(locale)
    return {
      columns: [
        { key: 'reportedOn', header: t('cases.finding.reported-on'), kind: 'day', width: 12 },
        { key: 'hurdle', header: t('cases.finding.hurdle'), width: 32 },
        { key: 'interface', header: t('cases.finding.interface'), width: 36 },
        { key: 'region', header: t('cases.finding.region'), width: 16 },
        { key: 'text', header: t('cases.finding.text'), width: 60 },
        { key: 'state', header: t('cases.export.state'), width: 20 },
        { key: 'became', header: t('cases.finding.became'), width: 48 },
      ],
      async read(ids) {
        const rows = await ownAmong(tx, actor, ids)
        return rows.map((row) => ({
          id: row.id,
          cells: [
            dayOfInstant(row.reportedAt.getTime(), 'Europe/Berlin'),
            words.hurdle(row.hurdle),
            words.interfaceOf(row.interfaceId)?.name ?? t('cases.finding.no-interface'),
            words.region(row.regionKey) ?? null,
            row.text,
            t(`cases.finding.state.${row.state}`),
            fateOf(row, t, format),
          ],
        }))
      },
    }
  },
  countVisible: ({ tx, actor }, ids) => countOwnAmong(tx, actor, ids),
}
