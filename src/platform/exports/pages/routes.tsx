import { NotFound } from '../../../kernel/errors.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { routesFor } from '../../http/index.ts'
import { exportRights } from '../access.ts'
import { fetchExport, orderExport, removeExport, setPeriod } from '../actions.ts'
import * as forms from '../forms.ts'
import type { ExportKind } from '../kind.ts'
import { exportsPath, showExports } from './exports.tsx'
import { kindAsked, scopeOf, showOrder } from './order.tsx'
import { periodPath, showPeriod } from './period.tsx'

const { page, form, download } = routesFor(exportRights)

export const exportAdministration: readonly AdministrationEntry[] = [
  {
    path: periodPath,
    label: 'exports.period.title',
    detail: 'exports.period.detail',
    right: 'exports.set-period',
    group: 'protection',
    order: 60,
  },
]

/** Ordering, watching, fetching and removing one's own exports; how long they stay. */
export function exportRoutes(kinds: readonly ExportKind[]) {
  return [
    page(exportsPath, 'exports.own', (request) => showExports(kinds, request)),
    form(
      `${exportsPath}/new`,
      'exports.own',
      forms.OrderForm,
      (request) => showOrder(kinds, request),
      async (request, { of, query, format }) => {
        const kind = kindAsked(kinds, request, of)
        await orderExport(scopeOf(request, new URLSearchParams(query)), kind, format, request.clock.now())
        return `${exportsPath}?done=ordered`
      },
      { once: true },
    ),
    form(
      `${exportsPath}/remove`,
      'exports.own',
      forms.RemoveForm,
      () => Promise.reject(new NotFound('only posted to')),
      async ({ tx, actor, clock }, input) => {
        await removeExport(tx, actor, input.export, clock.now())
        return `${exportsPath}?done=removed`
      },
    ),
    download(`${exportsPath}/:id/file`, 'exports.own', (request) => {
      const { db, tenant, clock, params } = request
      const fetching = { scope: scopeOf(request, new URLSearchParams()), db, tenant, now: clock.now() }
      return fetchExport(fetching, kinds, params.id)
    }),
    form(periodPath, 'exports.set-period', forms.PeriodForm, showPeriod, async ({ tx, actor, clock }, input) => {
      await setPeriod(tx, actor, input, clock.now())
      return `${periodPath}?done=changed`
    }),
  ]
}

/** The lists that all rooms offer, in their order. Throws RangeError for two of one name. */
export function allExports(rooms: readonly { readonly exports?: readonly ExportKind[] }[]): readonly ExportKind[] {
  const kinds = rooms.flatMap((room) => room.exports ?? [])
  const twice = kinds.find(({ key }, index) => kinds.findIndex((other) => other.key === key) !== index)
  if (twice) throw new RangeError(`two exports are called ${twice.key}`)
  return kinds
}
