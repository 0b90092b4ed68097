import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { changeConcept, createConcept } from '../actions/concepts.ts'
import * as forms from '../forms.ts'
import { showConcept } from '../pages/concept.tsx'
import { showConceptForm, showNewConcept } from '../pages/conceptform.tsx'
import { showConcepts } from '../pages/concepts.tsx'
import { showConceptHistory } from '../pages/history.tsx'
import { settingOf } from '../pages/listing.ts'

const { form, page } = routesFor(rights)

export const conceptRoutes = [
  page('/measures/concepts', 'measures.read', showConcepts),
  form(
    '/measures/concepts/new',
    'measures.edit',
    forms.NewConcept,
    showNewConcept,
    async (request, input) => {
      const { key } = await createConcept(request.tx, request.actor, settingOf(request), input)
      return `/measures/concepts/${key}?done=concept`
    },
    { draft: true, once: true },
  ),
  page('/measures/concepts/:key', 'measures.read', showConcept),
  page('/measures/concepts/:key/history', 'measures.read-internal', showConceptHistory),
  form(
    '/measures/concepts/:key/edit',
    'measures.edit',
    forms.ChangedConcept,
    showConceptForm,
    async (request, { version, ...input }) => {
      const { tx, actor, params } = request
      await changeConcept(tx, actor, settingOf(request), params.key, input, version)
      return `/measures/concepts/${params.key}?done=changed`
    },
    { draft: true },
  ),
]
