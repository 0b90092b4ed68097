import type { Id } from '../../../kernel/ids.ts'
import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { getCaseToWrite } from '../queries.ts'
import { addEntry, changeEntry, removeEntry } from './actions.ts'
import { EntryForm, NewEntryForm } from './forms.ts'
import { showEntry, showNewEntry } from './pages/entry.tsx'
import { getEntry } from './queries.ts'

const { form } = routesFor(rights)

export const courseRoutes = [
  form(
    '/cases/:id/course/new',
    'cases.edit',
    NewEntryForm,
    showNewEntry,
    async ({ tx, actor, params, clock }, entry) => {
      const file = await getCaseToWrite(tx, actor, params.id as Id<'case'>)
      await addEntry(tx, actor, file, entry, clock)
      return `/cases/${file.id}?done=course#course`
    },
    { draft: true, once: true },
  ),
  form('/cases/:id/course/:entry', 'cases.edit', EntryForm, showEntry, async ({ tx, actor, params }, input) => {
    const file = await getCaseToWrite(tx, actor, params.id as Id<'case'>)
    const entry = await getEntry(tx, file.id, params.entry)
    if (input.do === 'remove') await removeEntry(tx, actor, file, entry.id, input.version)
    else await changeEntry(tx, actor, file, entry.id, input.version, input)
    return `/cases/${file.id}?done=course#course`
  }),
]
