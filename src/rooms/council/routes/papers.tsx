import { Invalid, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { fileFormLimit, readFile, storeUpload } from '../../../platform/files/index.ts'
import { type PageRequest, routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { putOnAgenda } from '../actions/agenda.ts'
import { addConsultation, removeConsultation } from '../actions/consultations.ts'
import { numberPaper } from '../actions/numbering.ts'
import { changePaper, createPaper, type PaperHead, workingText, writePaper } from '../actions/papers.ts'
import { attach, detach, relate, unrelate } from '../actions/relations.ts'
import { movePaper, releasePaper } from '../actions/releasing.ts'
import { recordResult } from '../actions/results.ts'
import { blocksOf, emptyContent } from '../domain/content.ts'
import * as forms from '../forms.ts'
import { settingOf } from '../pages/asking.ts'
import { showComparison } from '../pages/comparing.tsx'
import { showPaperHistory } from '../pages/editing.tsx'
import { showPaper } from '../pages/paper.tsx'
import { paperFile } from '../pages/paperdocument.ts'
import { showNewPaper, showPaperForm } from '../pages/paperform.tsx'
import { showPapers } from '../pages/papers.tsx'
import { showResultForm } from '../pages/result.tsx'
import { paperPath, resolutionPath } from '../paths.ts'
import { getConsultation } from '../queries/consultations.ts'
import { attachmentsOf, getPaper } from '../queries/papers.ts'

const { page, form, download } = routesFor(rights)

type Head = forms.Given<typeof forms.ChangedPaperForm>

const headFrom = (input: Omit<Head, 'version'>): PaperHead => ({
  kind: input.kind,
  title: input.title,
  isPublic: input.isPublic === 'yes',
  leadUnitId: input.leadUnit,
  rapporteurRole: input.rapporteurRole,
  originatorId: input.originator,
  datedOn: input.datedOn,
  address: input.address,
})

/** What was typed beside what cannot be typed: a composed explanation stays as it is. */
async function contentFrom(
  { tx, actor }: PageRequest,
  id: string,
  input: Pick<Head, 'proposedResolution' | 'explanation'>,
) {
  const { content, composed } = await workingText(tx, actor, id)
  return {
    ...content,
    proposedResolution: input.proposedResolution ?? '',
    ...(!composed && { explanation: blocksOf(input.explanation ?? '') }),
  }
}

const moves = ['submit', 'return'] as const

export const paperRoutes = [
  page('/papers', 'council.read', showPapers),
  page('/papers/:id', 'council.read', showPaper),
  page('/papers/:id/versions/:number', 'council.read', showComparison),
  page('/papers/:id/history', 'council.read-internal', showPaperHistory),
  download('/papers/:id/files/:form', 'council.read', paperFile),
  form(
    '/papers/new',
    'council.edit',
    forms.NewPaperForm,
    showNewPaper,
    async (request, input) => {
      const id = await createPaper(request.tx, request.actor, settingOf(request), {
        ...headFrom(input),
        content: {
          ...emptyContent,
          proposedResolution: input.proposedResolution ?? '',
          explanation: blocksOf(input.explanation ?? ''),
        },
        consultations: input.body ? [{ bodyId: input.body, role: input.role ?? 'information' }] : [],
        related: input.answers ? [{ paperId: input.answers, kind: 'answers' }] : [],
      })
      return `${paperPath(id)}?done=created`
    },
    { draft: true, once: true, limit: 512 * 1024 },
  ),
  form(
    '/papers/:id/edit',
    'council.edit',
    forms.ChangedPaperForm,
    showPaperForm,
    async (request, input) => {
      const { tx, actor, params } = request
      const content = await contentFrom(request, params.id, input)
      await changePaper(tx, actor, params.id, { ...headFrom(input), content, version: input.version })
      return `${paperPath(params.id)}?done=changed`
    },
    { draft: true, limit: 512 * 1024 },
  ),
  form(
    '/papers/:id/correction',
    'council.edit',
    forms.CorrectionForm,
    showPaperForm,
    async (request, input) => {
      const { tx, actor, params } = request
      const content = await contentFrom(request, params.id, input)
      await writePaper(tx, actor, params.id, { title: input.title, content, version: input.version })
      await releasePaper(tx, actor, settingOf(request), params.id, { reason: input.reason })
      return `${paperPath(params.id)}?done=corrected`
    },
    { draft: true, limit: 512 * 1024 },
  ),
  form('/papers/:id/number', 'council.edit', forms.Step, showPaper, async (request) => {
    await numberPaper(request.tx, request.actor, settingOf(request), request.params.id)
    return `${paperPath(request.params.id)}?done=numbered`
  }),
  ...moves.map((move) =>
    form(`/papers/:id/${move}`, 'council.edit', forms.Step, showPaper, async (request, { version }) => {
      const { id } = request.params as { id: string }
      await movePaper(request.tx, request.actor, settingOf(request), id, { move, version })
      return `${paperPath(id)}?done=${move}`
    }),
  ),
  form('/papers/:id/release', 'council.edit', forms.Step, showPaper, async (request, { version }) => {
    const { tx, actor, params } = request
    await releasePaper(tx, actor, settingOf(request), params.id, { version })
    return `${paperPath(params.id)}?done=released`
  }),
  form('/papers/:id/withdraw', 'council.edit', forms.Withdrawal, showPaper, async (request, input) => {
    const { tx, actor, params } = request
    await movePaper(tx, actor, settingOf(request), params.id, { move: 'withdraw', ...input })
    return `${paperPath(params.id)}?done=withdraw`
  }),
  form(
    '/papers/:id/consultations',
    'council.edit',
    forms.ConsultationForm,
    showPaper,
    async ({ tx, actor, params }, input) => {
      await addConsultation(tx, actor, params.id, { bodyId: input.body, role: input.role, meetingId: input.meeting })
      return `${paperPath(params.id)}?done=consultation`
    },
    { once: true },
  ),
  form('/papers/:id/consultations/remove', 'council.edit', forms.ConsultationRow, showPaper, async (request, input) => {
    await removeConsultation(request.tx, request.actor, request.params.id, input.row)
    return `${paperPath(request.params.id)}?done=consultation`
  }),
  form('/consultations/:id/agenda', 'council.edit', forms.AgendaForm, showPaperOf, async (request, input) => {
    const { tx, actor, params } = request
    const { paperId } = await getConsultation(tx, actor, params.id)
    await putOnAgenda(tx, actor, settingOf(request), params.id, { meetingId: input.meeting, version: input.version })
    return `${paperPath(paperId)}?done=scheduled`
  }),
  form(
    '/consultations/:id/result',
    'council.edit',
    forms.ResultForm,
    showResultForm,
    async (request, input) => {
      const { tx, actor, params } = request
      const { paperId } = await getConsultation(tx, actor, params.id)
      const { yes, no, abstained, excluded, ...rest } = input
      const adopted = ['unchanged', 'amended'].includes(input.result)
      const resolution = await recordResult(tx, actor, settingOf(request), params.id, {
        ...rest,
        wording: adopted ? input.wording : undefined,
        votes: { yes, no, abstained, excluded },
      })
      return resolution ? `${resolutionPath(resolution)}?done=recorded` : `${paperPath(paperId)}?done=result`
    },
    { draft: true, once: true },
  ),
  form('/papers/:id/related', 'council.edit', forms.RelationForm, showPaper, async ({ tx, actor, params }, input) => {
    await relate(tx, actor, params.id, input.paper, input.relation)
    return `${paperPath(params.id)}?done=related`
  }),
  form('/papers/:id/related/remove', 'council.edit', forms.RelationRow, showPaper, async (request, { row }) => {
    await unrelate(request.tx, request.actor, request.params.id, row)
    return `${paperPath(request.params.id)}?done=related`
  }),
  form(
    '/papers/:id/attachments',
    'council.edit',
    forms.AttachmentForm,
    showPaper,
    async ({ tx, actor, params, files }, { name, address }) => {
      const file = files['file']
      const fileId = file && file.size > 0 ? await storeUpload(tx, actor, file, { owner: null }) : undefined
      if (!fileId && !address) throw new Invalid([{ field: 'file', code: 'council-file-or-address' }])
      await attach(tx, actor, params.id, { name, fileId, address })
      return `${paperPath(params.id)}?done=attached`
    },
    { limit: fileFormLimit, once: true },
  ),
  form('/papers/:id/attachments/remove', 'council.edit', forms.AttachmentRow, showPaper, async (request, { row }) => {
    await detach(request.tx, request.actor, request.params.id, row)
    return `${paperPath(request.params.id)}?done=detached`
  }),
  download('/papers/:id/attachments/:attachment', 'council.read', async ({ tx, actor, params }) => {
    const paper = await getPaper(tx, actor, params.id)
    const one = (await attachmentsOf(tx, paper.id)).find(({ id }) => id === params.attachment)
    if (!one?.fileId) throw new NotFound(`the paper ${paper.id} has no file ${params.attachment}`)
    return await readFile(tx, one.fileId as Id<'file'>)
  }),
]

/** The page of the paper that a consultation belongs to, when a step of it could not be done. */
async function showPaperOf(request: PageRequest<'id'>) {
  const { paperId } = await getConsultation(request.tx, request.actor, request.params.id)
  return await showPaper({ ...request, params: { id: paperId } })
}
