import { Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { fileFormLimit, publishFile, storeUpload } from '../../../platform/files/index.ts'
import type { FormRequest, PageRequest } from '../../../platform/http/index.ts'
import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { addDocument, addSource, removeAttached, type Subject } from '../actions/documents.ts'
import {
  addValue,
  linkConcept,
  linkSuccessor,
  removePart,
  saveFunding,
  saveIndicator,
  saveMilestone,
  unlinkConcept,
  unlinkSuccessor,
} from '../actions/parts.ts'
import * as forms from '../forms.ts'
import {
  showConceptDocuments,
  showConceptSources,
  showMeasureDocuments,
  showMeasureSources,
} from '../pages/attached.tsx'
import { settingOf } from '../pages/listing.ts'
import { showConceptLinks, showFunding, showIndicators, showMilestones, showSuccession } from '../pages/parts.tsx'
import { getConcept } from '../queries/concepts.ts'
import { documentFile } from '../queries/files.ts'
import { findMeasureByNumber, getMeasure } from '../queries/measures.ts'

const { download, form } = routesFor(rights)

type OnMeasure = FormRequest<'id'>

/** What every verb about a part of a measure begins with. */
const on = (request: OnMeasure) =>
  [request.tx, request.actor, settingOf(request), request.params.id as Id<'measure'>] as const

const backTo = ({ params }: OnMeasure, part: string, word = 'part') => `/measures/${params.id}/${part}?done=${word}`

/** Small forms for what hangs on a measure or a concept. */
export const partRoutes = [
  form('/measures/:id/milestones', 'measures.edit', forms.MilestoneForm, showMilestones, async (request, input) => {
    await saveMilestone(...on(request), input)
    return backTo(request, 'milestones')
  }),
  form('/measures/:id/milestones/remove', 'measures.edit', forms.Removal, showMilestones, async (request, { row }) => {
    await removePart(...on(request), 'milestone', row)
    return backTo(request, 'milestones', 'removed')
  }),
  form('/measures/:id/indicators', 'measures.edit', forms.IndicatorForm, showIndicators, async (request, input) => {
    await saveIndicator(...on(request), input)
    return backTo(request, 'indicators')
  }),
  form('/measures/:id/indicators/remove', 'measures.edit', forms.Removal, showIndicators, async (request, { row }) => {
    await removePart(...on(request), 'indicator', row)
    return backTo(request, 'indicators', 'removed')
  }),
  form(
    '/measures/:id/values',
    'measures.edit',
    forms.ValueForm,
    showIndicators,
    async (request, input) => {
      await addValue(...on(request), input)
      return backTo(request, 'indicators')
    },
    { once: true },
  ),
  form('/measures/:id/funding', 'measures.edit', forms.FundingForm, showFunding, async (request, input) => {
    const { amount, ...rest } = input
    await saveFunding(...on(request), {
      ...rest,
      amountCents: amount === undefined ? undefined : Math.round(amount * 100),
    })
    return backTo(request, 'funding')
  }),
  form('/measures/:id/funding/remove', 'measures.edit', forms.Removal, showFunding, async (request, { row }) => {
    await removePart(...on(request), 'measure_funding', row)
    return backTo(request, 'funding', 'removed')
  }),
  form('/measures/:id/concepts', 'measures.edit', forms.ConceptLink, showConceptLinks, async (request, input) => {
    await linkConcept(...on(request), input)
    return backTo(request, 'concepts')
  }),
  form('/measures/:id/concepts/remove', 'measures.edit', forms.Removal, showConceptLinks, async (request, { row }) => {
    await unlinkConcept(...on(request), row as string as Id<'concept'>)
    return backTo(request, 'concepts', 'removed')
  }),
  form('/measures/:id/succession', 'measures.edit', forms.SuccessorForm, showSuccession, async (request, input) => {
    const { successor: number, ...rest } = input
    const successor = await findMeasureByNumber(request.tx, request.actor, number)
    if (!successor) throw new Invalid([{ field: 'successor', code: 'measures-no-such-number', values: { number } }])
    await linkSuccessor(...on(request), { ...rest, successor })
    return backTo(request, 'succession')
  }),
  form('/measures/:id/succession/remove', 'measures.edit', forms.Removal, showSuccession, async (request, { row }) => {
    await unlinkSuccessor(...on(request), row as string as Id<'measure'>)
    return backTo(request, 'succession', 'removed')
  }),
  form(
    '/measures/:id/documents',
    'measures.edit',
    forms.DocumentForm,
    showMeasureDocuments,
    async (request, input) => {
      await attach(request, await measureOf(request), input)
      return backTo(request, 'documents')
    },
    { limit: fileFormLimit },
  ),
  form(
    '/measures/:id/documents/remove',
    'measures.edit',
    forms.Removal,
    showMeasureDocuments,
    async (request, { row }) => {
      await detach(request, await measureOf(request), 'measure_document', row)
      return backTo(request, 'documents', 'removed')
    },
  ),
  download('/measures/:id/documents/:document/file', 'measures.read', async (request) =>
    documentFile(request.tx, request.actor, await measureOf(request), request.params.document),
  ),
  form('/measures/:id/sources', 'measures.edit', forms.SourceForm, showMeasureSources, async (request, input) => {
    await addSource(request.tx, request.actor, settingOf(request), await measureOf(request), input)
    return backTo(request, 'sources')
  }),
  form('/measures/:id/sources/remove', 'measures.edit', forms.Removal, showMeasureSources, async (request, { row }) => {
    await detach(request, await measureOf(request), 'measures_source', row)
    return backTo(request, 'sources', 'removed')
  }),
  form(
    '/measures/concepts/:key/documents',
    'measures.edit',
    forms.DocumentForm,
    showConceptDocuments,
    async (request, input) => {
      await attach(request, await conceptOf(request), input)
      return `/measures/concepts/${request.params.key}/documents?done=part`
    },
    { limit: fileFormLimit },
  ),
  form(
    '/measures/concepts/:key/documents/remove',
    'measures.edit',
    forms.Removal,
    showConceptDocuments,
    async (request, { row }) => {
      await detach(request, await conceptOf(request), 'measure_document', row)
      return `/measures/concepts/${request.params.key}/documents?done=removed`
    },
  ),
  download('/measures/concepts/:key/documents/:document/file', 'measures.read', async (request) =>
    documentFile(request.tx, request.actor, await conceptOf(request), request.params.document),
  ),
  form(
    '/measures/concepts/:key/sources',
    'measures.edit',
    forms.SourceForm,
    showConceptSources,
    async (request, input) => {
      await addSource(request.tx, request.actor, settingOf(request), await conceptOf(request), input)
      return `/measures/concepts/${request.params.key}/sources?done=part`
    },
  ),
  form(
    '/measures/concepts/:key/sources/remove',
    'measures.edit',
    forms.Removal,
    showConceptSources,
    async (request, { row }) => {
      await detach(request, await conceptOf(request), 'measures_source', row)
      return `/measures/concepts/${request.params.key}/sources?done=removed`
    },
  ),
]

async function measureOf({ tx, actor, params, clock }: PageRequest<'id'>): Promise<Subject> {
  const { id } = await getMeasure(tx, actor, params.id as Id<'measure'>, clock.today())
  return { kind: 'measure', id }
}

async function conceptOf({ tx, actor, params }: PageRequest<'key'>): Promise<Subject> {
  const { id } = await getConcept(tx, actor, params.key)
  return { kind: 'concept', id }
}

/** A document is a file or an address, one of both. A file of a public document can be had by everybody. */
async function attach(
  request: FormRequest,
  subject: Subject,
  { title, address, isPublic }: { title: string; address: string | undefined; isPublic: boolean },
): Promise<void> {
  const { tx, actor, files } = request
  const upload = files['file']
  if ((upload === undefined) === (address === undefined))
    throw new Invalid([{ field: 'file', code: 'measures-file-or-address' }])
  const fileId = upload && (await storeUpload(tx, actor, upload, { owner: null }))
  if (fileId && isPublic) await publishFile(tx, fileId)
  await addDocument(tx, actor, settingOf(request), subject, { title, address, isPublic, fileId })
}

const detach = (
  request: FormRequest,
  subject: Subject,
  table: 'measure_document' | 'measures_source',
  row: string,
): Promise<void> => removeAttached(request.tx, request.actor, settingOf(request), subject, table, row)
