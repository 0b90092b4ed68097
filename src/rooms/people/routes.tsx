import { Invalid } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { routesFor } from '../../platform/http/index.ts'
import { rights } from './access.ts'
import { changePerson } from './actions/change.ts'
import { createPerson } from './actions/create.ts'
import { addFamilyMember, createFamily, endFamilyMember } from './actions/families.ts'
import { mergePersons, undoMerge } from './actions/merge.ts'
import { basesRoutes } from './bases/routes.tsx'
import { dataRoutes } from './data/routes.ts'
import * as forms from './forms.ts'
import { showCompare } from './pages/compare.tsx'
import { showFamily } from './pages/family.tsx'
import { showHistory } from './pages/history.tsx'
import { showPerson } from './pages/person.tsx'
import { showEditPerson, showNewPerson } from './pages/personform.tsx'
import { showResults, showSearch } from './pages/search.tsx'
import { familyPath, personPath, searchPath } from './paths.ts'
import { findDuplicates } from './queries/duplicates.ts'
import { getFamily } from './queries/families.ts'
import { personByCode } from './queries/persons.ts'
import { keepSearch } from './searches.ts'
import { tellingRoutes } from './telling/routes.ts'

const { form, page } = routesFor(rights)

const personId = (params: { readonly id: string }) => params.id as Id<'person'>
const familyId = (params: { readonly id: string }) => params.id as Id<'family'>

export const routes = [
  form('/people', 'people.search', forms.SearchForm, showSearch, async ({ tx, actor }, typed) => {
    const { givenName = null, familyName = null, birth = null } = typed
    return searchPath(await keepSearch(tx, actor, { givenName, familyName, birth }))
  }),
  page('/people/searches/:id', 'people.search', showResults),
  form(
    '/people/new',
    'people.edit',
    forms.NewPerson,
    showNewPerson,
    async ({ tx, actor, tenant }, input) => {
      const fields = forms.fieldsOf(input)
      if (!input.otherPerson) {
        const alike = await findDuplicates(tx, actor, fields, { limit: 1 })
        if (alike.length > 0) throw new Invalid([{ field: 'otherPerson', code: 'people-look-first' }])
      }
      const id = await createPerson(tx, actor, fields, { simulated: tenant.demo })
      return `${personPath(id)}?done=created`
    },
    { draft: true, autosave: true, once: true },
  ),
  page('/people/:id', 'people.read', showPerson),
  form(
    '/people/:id/edit',
    'people.edit',
    forms.ChangedPerson,
    showEditPerson,
    async ({ tx, actor, params }, input) => {
      await changePerson(tx, actor, personId(params), forms.fieldsOf(input), input.version)
      return `${personPath(params.id)}?done=changed`
    },
    { draft: true, autosave: true },
  ),
  page('/people/:id/history', 'people.read', showHistory),
  form('/people/:id/compare/:other', 'people.edit', forms.MergeForm, showCompare, async (request, input) => {
    const { tx, actor, params } = request
    const [one, other] = [personId(params), params.other as Id<'person'>]
    if (input.keep !== one && input.keep !== other) throw new Invalid([{ field: 'keep', code: 'not-an-option' }])
    const keepsFirst = input.keep === one
    await mergePersons(tx, actor, {
      from: keepsFirst ? other : one,
      fromVersion: keepsFirst ? input.otherVersion : input.version,
      into: input.keep,
    })
    return `${personPath(input.keep)}?done=merged`
  }),
  form(
    '/people/:id/undo-merge',
    'people.edit',
    forms.UndoMergeForm,
    showPerson,
    async ({ tx, actor, params }, input) => {
      await undoMerge(tx, actor, personId(params), input.version)
      return `${personPath(params.id)}?done=unmerged`
    },
  ),
  form(
    '/people/:id/family',
    'people.edit',
    forms.NewFamily,
    showPerson,
    async ({ tx, actor, params, tenant }, input) => {
      const first = { ...input, personId: personId(params) }
      const id = await createFamily(tx, actor, [first], { simulated: tenant.demo })
      return `${familyPath(id)}?done=created`
    },
  ),
  page('/people/families/:id', 'people.read', showFamily),
  form('/people/families/:id/members', 'people.edit', forms.MemberForm, showFamily, async (request, input) => {
    const { tx, actor, params } = request
    const person = await personByCode(tx, actor, input.code)
    if (!person) throw new Invalid([{ field: 'code', code: 'people-no-such-code' }])
    await addFamilyMember(tx, actor, familyId(params), { ...input, personId: person })
    return `${familyPath(params.id)}?done=added`
  }),
  form('/people/families/:id/end', 'people.edit', forms.EndMemberForm, showFamily, async (request, input) => {
    const { tx, actor, params } = request
    await endFamilyMember(tx, actor, familyId(params), input.person, input.until)
    const left = (await getFamily(tx, actor, familyId(params))).members.some(({ until }) => until === null)
    return `${left ? familyPath(params.id) : personPath(input.person)}?done=left`
  }),
  ...dataRoutes,
  ...tellingRoutes,
  ...basesRoutes,
]
