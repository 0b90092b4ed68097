import { NotFound } from '../../../kernel/errors.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { type Download, type PageRequest, routesFor } from '../../http/index.ts'
import type { Room } from '../../room.ts'
import { codelistRights } from '../access.ts'
import { addEntry, adoptShipped, changeEntry, removeEntry } from '../actions/entries.ts'
import { importEntries } from '../actions/importing.ts'
import { mergeEntries, undoMerge } from '../actions/merging.ts'
import { exportList } from '../exchange.ts'
import * as forms from '../forms.ts'
import { codelists } from '../lists/all.ts'
import type { Entry } from '../model.ts'
import { listPath } from '../paths.ts'
import { readList } from '../queries.ts'
import { countUses, declarationsOf } from '../uses.ts'
import { showEntry } from './entry.tsx'
import { showEntryForm, showNewEntry } from './entryform.tsx'
import { showFixedLists } from './fixed.tsx'
import { showHistory } from './history.tsx'
import { showImport, showPreview } from './importing.tsx'
import { showList } from './list.tsx'
import { showMerge } from './merge.tsx'
import { showCodelists } from './overview.tsx'
import { showRemoval } from './removal.tsx'
import { plainUses, titleOf } from './words.tsx'
import type { WorkOf } from './work.ts'

const { page, form, download } = routesFor(codelistRights)

/** The pages of all lists. */
export function codelistRoutes(rooms: readonly Room[]) {
  const work: WorkOf = ({ tx, actor, params, clock, tenant }) => {
    const list = codelists.find(({ key }) => key === params.list)
    if (!list) throw new NotFound('codelist')
    const declarations = declarationsOf(rooms, list)
    return { tx, actor, list, declarations, now: clock.now(), today: clock.today(), demo: tenant.demo }
  }

  const exported =
    (kind: 'csv' | 'xlsx') =>
    async (request: PageRequest<'list'>): Promise<Download> => {
      const { tx, t, tenant } = request
      const { list, declarations, today, demo } = work(request)
      const { entries } = await readList(tx, list)
      const uses = await countUses(tx, declarations)
      return await exportList(kind, {
        title: titleOf(t, list),
        district: tenant.name,
        demo,
        today,
        entries,
        filename: `${list.key}-${tenant.key}-${today}${demo ? '-DEMO' : ''}`,
        uses: (key) => plainUses(t, uses, key),
      })
    }

  const shows = { list: showList(work), entry: showEntry(work), merge: showMerge(work), removal: showRemoval(work) }
  const base = '/admin/codelists/:list'
  const one = `${base}/entries/:entry` as const

  return [
    page('/admin/codelists', 'codelists.read', showCodelists(rooms)),
    page('/admin/codelists/fixed', 'codelists.read', showFixedLists(rooms)),
    page(base, 'codelists.read', shows.list),
    form(`${base}/adopt`, 'codelists.edit', forms.DecisionForm, shows.list, async (request, { version }) => {
      await adoptShipped(work(request), version)
      return `${listPath(request.params.list)}?done=adopted`
    }),
    form(`${base}/undo`, 'codelists.edit', forms.DecisionForm, shows.list, async (request, input) => {
      await undoMerge(work(request), input)
      return `${listPath(request.params.list)}?done=unmerged`
    }),
    page(`${base}/history`, 'codelists.read', showHistory(work)),
    form(
      `${base}/entries/new`,
      'codelists.edit',
      forms.NewEntryForm,
      showNewEntry(work),
      async (request, input) => {
        await addEntry(work(request), input)
        return `${listPath(request.params.list)}?done=added`
      },
      { once: true },
    ),
    page(one, 'codelists.read', shows.entry),
    form(`${one}/edit`, 'codelists.edit', forms.EntryForm, showEntryForm(work), async (request, input) => {
      await changeEntry(work(request), request.params.entry, input)
      return `${listPath(request.params.list)}?done=changed`
    }),
    form(`${one}/merge`, 'codelists.edit', forms.MergeForm, shows.merge, async (request, input) => {
      await mergeEntries(work(request), { from: request.params.entry, ...input })
      return `${listPath(request.params.list)}?done=merged`
    }),
    form(`${one}/remove`, 'codelists.edit', forms.DecisionForm, shows.removal, async (request, input) => {
      await removeEntry(work(request), request.params.entry, input)
      return `${listPath(request.params.list)}?done=removed`
    }),
    form(
      `${base}/import`,
      'codelists.edit',
      forms.UploadForm,
      showImport(work),
      async (request) => await showPreview(work)(request),
      { limit: 3 * 1024 * 1024 },
    ),
    form(
      `${base}/import/run`,
      'codelists.edit',
      forms.ImportForm,
      showImport(work),
      async (request, { entries, ...input }) => {
        await importEntries(work(request), { ...input, entries: entries as readonly Entry[] })
        return `${listPath(request.params.list)}?done=imported`
      },
      { limit: 2 * 1024 * 1024 },
    ),
    download(`${base}/export.csv`, 'codelists.read', exported('csv')),
    download(`${base}/export.xlsx`, 'codelists.read', exported('xlsx')),
  ]
}

/** Its place on the administration page. */
export const codelistAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/codelists',
    label: 'codelists.title',
    detail: 'codelists.detail',
    right: 'codelists.read',
    group: 'content',
    order: 10,
  },
]
