import { Invalid } from '../../../kernel/errors.ts'
import { type PageRequest, routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { issueList } from '../actions/lists.ts'
import { markObligation } from '../actions/marking.ts'
import { dischargeObligation, moveObligation, reassignObligation, reopenObligation } from '../actions/obligations.ts'
import { correctResolution, recordResolution } from '../actions/resolutions.ts'
import { passageOf } from '../domain/wording.ts'
import * as forms from '../forms.ts'
import { settingOf } from '../pages/asking.ts'
import { showFollowUp } from '../pages/followup.tsx'
import { followUpFile, issuedFile } from '../pages/followupfile.ts'
import { showIssued } from '../pages/issued.tsx'
import { showDischarge, showMove, showNewObligation, showReassign, showReopen } from '../pages/obligationforms.tsx'
import { showResolution } from '../pages/resolution.tsx'
import { showCorrection, showNewResolution } from '../pages/resolutionform.tsx'
import { issuedPath, resolutionPath } from '../paths.ts'
import { getObligation } from '../queries/obligations.ts'
import { getResolution } from '../queries/resolutions.ts'

const { page, form, download } = routesFor(rights)

export const resolutionRoutes = [
  page('/resolutions', 'council.read', showFollowUp),
  page('/resolutions/:id', 'council.read', showResolution),
  page('/resolutions/lists/:id', 'council.read', showIssued),
  download('/resolutions/files/:form', 'council.read', followUpFile),
  download('/resolutions/lists/:id/:form', 'council.read', issuedFile),
  form(
    '/resolutions/new',
    'council.edit',
    forms.NewResolutionForm,
    showNewResolution,
    async (request, input) => {
      const id = await recordResolution(request.tx, request.actor, settingOf(request), {
        title: input.title,
        number: input.number,
        bodyId: input.body,
        meetingId: input.meeting,
        paperId: input.paper,
        originatorId: input.originator,
        decidedOn: input.decidedOn,
        wording: input.wording,
        isPublic: input.isPublic === 'yes',
        address: input.address,
      })
      return `${resolutionPath(id)}?done=recorded`
    },
    { draft: true, once: true },
  ),
  form(
    '/resolutions/:id/correct',
    'council.edit',
    forms.ResolutionCorrection,
    showCorrection,
    async (request, input) => {
      const id = await correctResolution(request.tx, request.actor, settingOf(request), request.params.id, input)
      return `${resolutionPath(id)}?done=corrected`
    },
    { draft: true, once: true },
  ),
  form(
    '/resolutions/:id/obligations/new',
    'council.edit',
    forms.ObligationForm,
    showNewObligation,
    async (request, input) => {
      const { tx, actor, params } = request
      const { wording } = await getResolution(tx, actor, params.id)
      const passage = input.passage ?? passageOf(wording, input.sentences)
      if (passage === '') throw new Invalid([{ field: 'sentences', code: 'council-mark-a-passage' }])
      await markObligation(tx, actor, settingOf(request), params.id, {
        kind: input.kind,
        wording: passage,
        responsibleId: input.responsible,
        due: forms.dueRuleFrom(input),
        about: [
          ...input.measures.map((id) => ({ kind: 'measure' as const, id })),
          ...input.concepts.map((id) => ({ kind: 'concept' as const, id })),
        ],
      })
      return `${resolutionPath(params.id)}?done=obligation`
    },
    { draft: true, once: true },
  ),
  form('/obligations/:id/move', 'council.edit', forms.MoveForm, showMove, async (request, input) => {
    await moveObligation(request.tx, request.actor, settingOf(request), request.params.id, input)
    return await backTo(request, 'moved')
  }),
  form('/obligations/:id/edit', 'council.edit', forms.ReassignForm, showReassign, async (request, input) => {
    await reassignObligation(request.tx, request.actor, settingOf(request), request.params.id, {
      responsibleId: input.responsible,
      due: forms.dueRuleFrom(input),
      note: input.note,
      version: input.version,
    })
    return await backTo(request, 'reassigned')
  }),
  form('/obligations/:id/discharge', 'council.edit', forms.DischargeForm, showDischarge, async (request, input) => {
    const { paper, measure, ...rest } = input
    await dischargeObligation(request.tx, request.actor, settingOf(request), request.params.id, {
      ...rest,
      paperId: paper,
      measureId: measure,
    })
    return await backTo(request, 'discharged')
  }),
  form('/obligations/:id/reopen', 'council.edit', forms.ReopenForm, showReopen, async (request, input) => {
    await reopenObligation(request.tx, request.actor, settingOf(request), request.params.id, input)
    return await backTo(request, 'reopened')
  }),
  form('/resolutions/issue', 'council.edit', forms.IssueForm, showFollowUp, async (request, { meeting }) => {
    const id = await issueList(request.tx, request.actor, settingOf(request), meeting)
    return `${issuedPath(id)}?done=issued`
  }),
]

/** The resolution that an obligation stands in, with what was done. */
async function backTo(request: PageRequest<'id'>, done: string): Promise<string> {
  const { resolutionId } = await getObligation(request.tx, request.actor, settingOf(request), request.params.id)
  return `${resolutionPath(resolutionId)}?done=${done}`
}
