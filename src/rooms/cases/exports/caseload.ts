import type { ExportKind, ExportScope } from '../../../platform/exports/index.ts'
import { languageName } from '../../../platform/i18n/index.ts'
import { municipalityNames } from '../../network/index.ts'
import { caseloadParameters, filterOf, nameSought } from '../pages/listing.ts'
import { casesPath } from '../paths.ts'
import { type CaseloadFilter, caseloadIds, caseRows, countCaseload, countCaseRows } from '../queries/caseload.ts'

/** Undefined when the search by name is over: without the name the file would hold everybody. */
async function filterIn({ tx, actor, query }: ExportScope): Promise<CaseloadFilter | undefined> {
  const name = await nameSought(tx, actor, query)
  if (query.get('search') && name === undefined) return undefined
  return { ...filterOf(query), ...(name !== undefined && { name }) }
}

/** The caseload of the actor's team, as its page lists it. */
export const caseloadExport: ExportKind = {
  key: 'cases.caseload',
  right: 'cases.edit',
  subjectKind: 'cases.file',
  holdsPeople: true,
  list: casesPath,
  parameters: caseloadParameters,
  async narrowedBy({ tx, query, t, locale }) {
    const filter = filterOf(query)
    const places = await municipalityNames(tx)
    const place = places.find(({ id }) => id === filter.municipalityId)
    const chosen = t('cases.export.only')
    return [
      ...(filter.state === 'closed' ? [{ label: chosen, value: t('cases.view.closed') }] : []),
      ...(filter.mine ? [{ label: chosen, value: t('cases.view.mine') }] : []),
      ...(filter.nobodys ? [{ label: chosen, value: t('cases.view.nobodys') }] : []),
      ...(filter.quiet ? [{ label: chosen, value: t('cases.view.quiet') }] : []),
      ...(filter.phase ? [{ label: t('cases.phase-label'), value: t(`cases.phase.${filter.phase}`) }] : []),
      ...(filter.due ? [{ label: t('cases.due'), value: t(`cases.filter.due.${filter.due}`) }] : []),
      ...(place ? [{ label: t('cases.place'), value: place.name }] : []),
      ...(filter.language ? [{ label: t('cases.language'), value: languageName(filter.language, locale) }] : []),
      ...(filter.reference ? [{ label: t('cases.reference'), value: filter.reference }] : []),
      ...(query.get('search') ? [{ label: chosen, value: t('cases.export.by-name') }] : []),
    ]
  },
  async find(scope, limit) {
    const filter = await filterIn(scope)
    return filter && (await caseloadIds(scope.tx, scope.actor, filter, scope.today, limit))
  },
  async count(scope) {
    const filter = await filterIn(scope)
    return filter && (await countCaseload(scope.tx, scope.actor, filter, scope.today))
  },
  async table({ tx, actor, t }) {
    const places = new Map<string, string>((await municipalityNames(tx)).map(({ id, name }) => [id, name]))
    return {
      columns: [
        { key: 'reference', header: t('cases.reference'), width: 18 },
        { key: 'person', header: t('cases.person'), width: 28 },
        { key: 'family', header: t('cases.with-family'), width: 12 },
        { key: 'phase', header: t('cases.phase-label'), width: 18 },
        { key: 'manager', header: t('cases.manager'), width: 24 },
        { key: 'place', header: t('cases.place'), width: 18 },
        { key: 'dueOn', header: t('cases.due'), kind: 'day', width: 12 },
        { key: 'lastActivityOn', header: t('cases.last-entry'), kind: 'day', width: 14 },
        { key: 'openedOn', header: t('cases.since'), kind: 'day', width: 12 },
        { key: 'closedOn', header: t('cases.export.closed-on'), kind: 'day', width: 14 },
      ],
      async read(ids) {
        const rows = await caseRows(tx, actor, ids)
        return rows.map((row) => ({
          id: row.id,
          cells: [
            row.reference,
            row.person,
            row.isFamily,
            t(`cases.phase.${row.phase}`),
            row.manager,
            row.municipalityId && (places.get(row.municipalityId) ?? null),
            row.nextDueOn,
            row.lastActivityOn,
            row.openedOn,
            row.closedOn,
          ],
        }))
      },
    }
  },
  countVisible: ({ tx, actor }, ids) => countCaseRows(tx, actor, ids),
}
