import type { output } from 'zod'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import { fileFormLimit, readFile, storeUpload } from '../../../platform/files/index.ts'
import { type FormRequest, type PageRequest, routesFor } from '../../../platform/http/index.ts'
import type { Locale } from '../../../platform/i18n/index.ts'
import { organisationNames } from '../../network/index.ts'
import { rights } from '../access.ts'
import { draftBasis, grantBasis, notePrinted, recordTask, type Setting } from './actions/granting.ts'
import { revokeBasis, takeNote } from './actions/revoking.ts'
import { writeText } from './actions/texts.ts'
import { composeText } from './compose.ts'
import * as forms from './forms.ts'
import { showBases } from './pages/bases.tsx'
import { showBasis } from './pages/basis.tsx'
import { showNewConsent, showNewRelease, showNewTask } from './pages/newbasis.tsx'
import { showNotice } from './pages/notice.tsx'
import { lookAtPerson, textOf } from './pages/parts.tsx'
import { showForm, showInformation } from './pages/printed.tsx'
import { showText, showTexts } from './pages/texts.tsx'
import { basesPath, basisPath, noticePath, textsPath, withBack } from './paths.ts'
import { formOf, informationOf, languageAsked, pdfOf } from './printing.ts'
import { getBasis } from './queries/bases.ts'
import { findProof } from './queries/proofs.ts'

const { download, form, page } = routesFor(rights)

const settingOf = ({ clock, tenant }: PageRequest): Setting => ({ clock, simulated: tenant.demo })
const personId = (params: { readonly id: string }) => params.id as Id<'person'>

/** What is typed survives a lost connection and a closed tab. */
const typed = { draft: true, autosave: true, once: true } as const

/** Composes what a person is to sign, from the texts that hold now. */
const asking =
  (kind: 'consent' | 'secrecyRelease') =>
  async (
    request: FormRequest<'id'>,
    { recipient, back, ...input }: output<typeof forms.NewConsent>,
  ): Promise<string> => {
    const { tx, actor, params, clock, tenant } = request
    const names = await organisationNames(tx, clock.today())
    const nameOf = (id: string | null) => names.find((one) => one.id === id)?.name
    const language = input.language as Locale
    const composed = await composeText(tx, kind, language, {
      issuer: nameOf(actor.controllerId) ?? tenant.name,
      recipient: nameOf(recipient) ?? '',
      purpose: input.purpose,
      categories: input.categories,
      validUntil: input.validUntil,
    })
    const consent = { ...input, ...composed, kind, personId: personId(params), recipientId: recipient }
    const id = await draftBasis(tx, actor, consent, settingOf(request))
    return withBack(`${basisPath(params.id, id)}?done=drafted`, back)
  }

/** Consents, releases and tasks of one person. */
const ofPerson = [
  page('/people/:id/bases', 'people.read', showBases),
  form('/people/:id/bases/new', 'people.edit', forms.NewConsent, showNewConsent, asking('consent'), typed),
  form('/people/:id/bases/release', 'people.edit', forms.NewConsent, showNewRelease, asking('secrecyRelease'), typed),
  form(
    '/people/:id/bases/task',
    'people.edit',
    forms.NewTask,
    showNewTask,
    async (request, { recipient, validUntil = null, ...input }) => {
      const { tx, actor, params } = request
      const task = { ...input, validUntil, personId: personId(params), recipientId: recipient }
      await recordTask(tx, actor, task, settingOf(request))
      return `${basesPath(params.id)}?done=task`
    },
    typed,
  ),
  page('/people/:id/bases/:basis', 'people.read', showBasis),
  page('/people/:id/bases/:basis/form', 'people.read', showForm),
  form(
    '/people/:id/bases/:basis/sign',
    'people.edit',
    forms.Signing,
    showBasis,
    async (request, { version, back, ...input }) => {
      const { tx, actor, params, files } = request
      const upload = files['scan']
      const { id, controllerId } = await getBasis(tx, actor, personId(params), params.basis)
      const owner = { kind: 'people.basis', id, controllerId } as const
      const scanId =
        upload && upload.size > 0
          ? await storeUpload(tx, actor, upload, { field: 'scan', kinds: ['pdf', 'png', 'jpeg'], owner })
          : null
      const which = { personId: personId(params), id: params.basis, version }
      await grantBasis(tx, actor, which, { ...input, scanId }, settingOf(request))
      // Who was preparing something comes back to the draft of it.
      return back ? `${back}?draft=restore` : `${basisPath(params.id, params.basis)}?done=signed`
    },
    { limit: fileFormLimit },
  ),
  form('/people/:id/bases/:basis/revoke', 'people.edit', forms.Revoking, showBasis, async (request) => {
    const { tx, actor, params, clock } = request
    const before = await getBasis(tx, actor, personId(params), params.basis)
    await revokeBasis(tx, actor, { personId: personId(params), id: params.basis }, { clock })
    // What was revoked is told together with what that has stopped.
    return before.givenOn === null
      ? `${basesPath(params.id)}?done=discarded`
      : `${basisPath(params.id, before.id)}?done=revoked`
  }),
]

const files = [
  download('/people/:id/bases/:basis/pdf', 'people.read', async (request) => {
    const { tx, actor, params, clock } = request
    const person = await lookAtPerson(request)
    const basis = await getBasis(tx, actor, person.id, params.basis)
    const proof = await findProof(tx, basis.id)
    if (!proof) throw new NotFound('a task has no form')
    if (basis.givenOn === null && basis.controllerId === actor.controllerId)
      await notePrinted(tx, actor, basis.id, clock.today())
    return await pdfOf(await formOf(request, person, proof), 'Einwilligung', person)
  }),
  download('/people/:id/bases/:basis/scan', 'people.read', async ({ tx, actor, params }) => {
    const basis = await getBasis(tx, actor, personId(params), params.basis)
    const proof = await findProof(tx, basis.id)
    if (!proof?.scanId) throw new NotFound('nothing was uploaded')
    await recordLook(tx, actor, { event: 'people.basis-scan-read', subjectKind: 'people.basis', ids: [basis.id] })
    return await readFile(tx, proof.scanId)
  }),
  page('/people/:id/information', 'people.read', showInformation),
  download('/people/:id/information/pdf', 'people.read', async (request) => {
    const person = await lookAtPerson(request)
    const language = languageAsked(request, person)
    return await pdfOf(await informationOf(request, person, language), `Informationen-${language}`, person)
  }),
]

export const basesRoutes = [
  ...ofPerson,
  ...files,
  form('/people/notices/:id', 'people.receive-notices', forms.TakingNote, showNotice, async (request) => {
    const { tx, actor, params, clock } = request
    await takeNote(tx, actor, params.id, { clock })
    return `${noticePath(params.id)}?done=seen`
  }),
  page(textsPath, 'people.consent-texts', showTexts),
  form(
    `${textsPath}/:text/:edition`,
    'people.consent-texts',
    forms.TextForm,
    showText,
    async ({ tx, actor, params, clock }, { after, text, reviewedBy = null }) => {
      await writeText(tx, actor, { ...textOf(params.text, params.edition), text, reviewedBy, after }, { clock })
      return `${textsPath}?done=written`
    },
    { draft: true, autosave: true },
  ),
]
