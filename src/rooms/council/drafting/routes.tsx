import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { settingOf } from '../pages/asking.ts'
import { beginDraft } from './actions/begin.ts'
import { releaseDraft, returnDraft, submitDraft } from './actions/checking.ts'
import { recomposeDraft } from './actions/composing.ts'
import { changeHead, editPart, restorePart } from './actions/editing.ts'
import * as forms from './forms.ts'
import { showComparison } from './pages/compare.tsx'
import { draftFile, showDraft } from './pages/draft.tsx'
import { showHead } from './pages/head.tsx'
import { showNewDraft } from './pages/new.tsx'
import { showPart } from './pages/part.tsx'
import { showRecompose } from './pages/recompose.tsx'
import { draftPath } from './paths.ts'

const { page, form, download } = routesFor(rights)

/** Reports that the platform composes: from an obligation to a released paper. */
export const draftingRoutes = [
  form(
    '/papers/drafts/new',
    'council.edit',
    forms.NewDraftForm,
    showNewDraft,
    async (request, input) => {
      const { tx, actor, paperSections } = request
      const id = await beginDraft(tx, actor, settingOf(request), paperSections, {
        ...input,
        obligationId: input.obligation,
        leadUnitId: input.leadUnit,
        meetingId: input.meeting,
        snapshotId: input.basis,
        previousPaperId: input.previous,
      })
      return `${draftPath(id)}?done=begun`
    },
    { draft: true, once: true },
  ),
  page('/papers/drafts/:id', 'council.read-internal', showDraft),
  page('/papers/drafts/:id/compare', 'council.read-internal', showComparison),
  download('/papers/drafts/:id/docx', 'council.read-internal', draftFile('docx')),
  download('/papers/drafts/:id/pdf', 'council.read-internal', draftFile('pdf')),
  download('/papers/drafts/:id/html', 'council.read-internal', draftFile('html')),
  download('/papers/drafts/:id/json', 'council.read-internal', draftFile('json')),
  form('/papers/drafts/:id/head', 'council.edit', forms.HeadForm, showHead, async ({ tx, actor, params }, input) => {
    await changeHead(tx, actor, params.id, input)
    return `${draftPath(params.id)}?done=headed`
  }),
  form(
    '/papers/drafts/:id/parts/:part',
    'council.edit',
    forms.PartForm,
    showPart,
    async (request, input) => {
      const { tx, actor, params } = request
      await editPart(tx, actor, settingOf(request), params.id, { part: params.part, ...input })
      return `${draftPath(params.id)}?done=edited`
    },
    { draft: true },
  ),
  form(
    '/papers/drafts/:id/parts/:part/restore',
    'council.edit',
    forms.VersionForm,
    showPart,
    async ({ tx, actor, params }, { version }) => {
      await restorePart(tx, actor, params.id, { part: params.part, version })
      return `${draftPath(params.id)}?done=restored`
    },
  ),
  form(
    '/papers/drafts/:id/recompose',
    'council.edit',
    forms.RecomposeForm,
    showRecompose,
    async (request, { basis, ...input }) => {
      const { tx, actor, params, paperSections } = request
      await recomposeDraft(tx, actor, settingOf(request), paperSections, params.id, { ...input, snapshotId: basis })
      return `${draftPath(params.id)}?done=recomposed`
    },
  ),
  form('/papers/drafts/:id/submit', 'council.edit', forms.VersionForm, showDraft, async (request, { version }) => {
    await submitDraft(request.tx, request.actor, settingOf(request), request.params.id, version)
    return `${draftPath(request.params.id)}?done=submitted`
  }),
  form('/papers/drafts/:id/return', 'council.edit', forms.ReturnForm, showDraft, async (request, input) => {
    await returnDraft(request.tx, request.actor, settingOf(request), request.params.id, input)
    return `${draftPath(request.params.id)}?done=returned`
  }),
  form('/papers/drafts/:id/release', 'council.release', forms.VersionForm, showDraft, async (request, { version }) => {
    await releaseDraft(request.tx, request.actor, settingOf(request), request.params.id, version)
    return `${draftPath(request.params.id)}?done=released`
  }),
]
