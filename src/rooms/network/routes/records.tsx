import { type Route, routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { endRecord, reopenRecord } from '../actions/endings.ts'
import { addSource, removeSource } from '../actions/sources.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { exportOf } from '../export.ts'
import * as forms from '../forms.ts'
import { showEnding, showReopening } from '../pages/ending.tsx'
import { showHistory } from '../pages/history.tsx'
import { settingOf } from '../pages/listing.ts'
import { showSources } from '../pages/sources.tsx'
import { pathOf, paths } from '../paths.ts'

const { download, form, page } = routesFor(rights)

/** What can be done with a record of any kind: take the list along, end it, reopen it, name its sources, see its history. */
export function recordRoutes(kind: RecordKind): readonly Route[] {
  const list = paths[kind]
  const one = `${list}/:key` as const
  return [
    download(`${list}/export`, 'network.read', exportOf(kind)),
    page(`${one}/history`, 'network.read-internal', showHistory(kind)),
    form(`${one}/end`, 'network.edit', forms.Ending, showEnding(kind), async (request, input) => {
      const { tx, actor, params } = request
      await endRecord(tx, actor, settingOf(request), kind, params.key, input)
      return `${pathOf(kind, params.key)}?done=ended`
    }),
    form(`${one}/reopen`, 'network.edit', forms.Reopening, showReopening(kind), async (request, input) => {
      const { tx, actor, params } = request
      await reopenRecord(tx, actor, settingOf(request), kind, params.key, input)
      return `${pathOf(kind, params.key)}?done=reopened`
    }),
    form(
      `${one}/sources`,
      'network.edit',
      forms.NewSource,
      showSources(kind),
      async (request, input) => {
        const { tx, actor, params } = request
        await addSource(tx, actor, settingOf(request), kind, params.key, input)
        return `${pathOf(kind, params.key)}/sources?done=source`
      },
      { once: true },
    ),
    form(`${one}/sources/remove`, 'network.edit', forms.Removal, showSources(kind), async (request, { row }) => {
      const { tx, actor, params } = request
      await removeSource(tx, actor, settingOf(request), kind, params.key, row)
      return `${pathOf(kind, params.key)}/sources?done=removed`
    }),
  ]
}
