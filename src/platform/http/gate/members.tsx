import type { ReactNode } from 'react'
import { Conflict, Invalid, type Issue } from '../../../kernel/errors.ts'
import { isLost } from '../../database/pool.ts'
import { discardDrafts, findDraft, saveDraft } from '../../drafts/index.ts'
import { locationOf } from '../addresses.ts'
import { issuesOf } from '../issues.ts'
import type { Download, FormState, Page, PageRequest } from '../request.ts'
import type { DownloadRoute, FormRoute, PageRoute } from '../routes.ts'
import { asAttachment, compressed, html, seeOther } from './answer.ts'
import { DraftNote, isAbout, keepForOwner, keepTyped, keptWhileTyped, stateOfDraft, withKept } from './drafts.tsx'
import { conflictOf } from './failures.tsx'
import type { GateContext, House } from './house.ts'
import { asMember, noteAttempt, switchLanguage, withForm } from './member.ts'
import { renderShown } from './page.tsx'
import { readSent, type Sent, withoutSecrets } from './sent.ts'
import { claimSubmission, closeSubmission, fingerprintOf } from './submissions.ts'
import { openVisit, type Visit } from './visit.ts'

/** GET of a page. */
export async function servePage(house: House, c: GateContext, route: PageRoute): Promise<Response> {
  const visit = await openVisit(house, c)
  const switched = await switchLanguage(house, c, visit)
  if (switched) return switched
  const show = async (request: PageRequest) => {
    const page = await route.show(request)
    return page instanceof Response ? page : await withKept(house, request, page)
  }
  return await answer(house, c, await read(() => asMember(house, c, visit, route, show)))
}

/** GET of a file. */
export async function serveDownload(house: House, c: GateContext, route: DownloadRoute): Promise<Response> {
  const visit = await openVisit(house, c)
  const made = await read(() => asMember<Download>(house, c, visit, route, (request) => route.make(request)))
  if (made instanceof Response) return made
  c.header('cache-control', 'no-store')
  asAttachment(c, made)
  return await compressed(c, 200, made.body, made.type)
}

/** GET of a form: empty, or with the draft that the address asks to restore. */
export async function serveForm(house: House, c: GateContext, route: FormRoute): Promise<Response> {
  const visit = await openVisit(house, c)
  const switched = await switchLanguage(house, c, visit)
  if (switched) return switched
  const show = async (request: PageRequest) => {
    const draft = await findDraft(request.tx, request.actor.userId, formAt(route, visit), house.clock.now())
    const asked = visit.url.searchParams.get('draft') === 'restore'
    const ownDraft = draft && (asked || isAbout(draft, visit.url.searchParams)) ? draft : undefined
    const restored = ownDraft !== undefined && (asked || route.options.autosave === true)
    const page = await route.show(withForm(request, restored ? stateOfDraft(route, ownDraft) : undefined))
    if (page instanceof Response) return page
    const kept = keptWhileTyped(route, visit, page)
    return ownDraft ? withNote(kept, <DraftNote draft={ownDraft} shown={restored} />) : kept
  }
  return await answer(house, c, await read(() => asMember(house, c, visit, route, show)))
}

/**
 * Reads once more when the database died under a page. Processes of a killed server may still begin a transaction and end
 * in the middle of it. What is sent is never done again: the sender decides.
 */
async function read<T>(page: () => Promise<T>): Promise<T> {
  for (let left = 2; ; left--) {
    try {
      return await page()
    } catch (error) {
      if (!isLost(error) || left === 0) throw error
    }
  }
}

/** POST of a form: forged ones refused, issues shown with what was typed, otherwise done once and 303. */
export async function serveSent(house: House, c: GateContext, route: FormRoute): Promise<Response> {
  const visit = await openVisit(house, c)
  const sent = await readSent(house, c, visit, route.options, visit.token)
  if (route.options.autosave && c.req.header('x-nahtlos-draft')) return await keepTyped(house, c, visit, route, sent)
  const parsed = await route.schema.safeParseAsync(sent.values)
  let failure: { status: number; issues: readonly Issue[] } | undefined
  if (!sent.token) failure = { status: 403, issues: [{ field: '', code: 'page-outdated' }] }
  else if (!parsed.success) failure = { status: 422, issues: issuesOf(parsed.error) }
  if (!failure) {
    try {
      const done = await asMember(house, c, visit, route, (request) =>
        act(house, visit, route, request, sent, parsed.data),
      )
      if (c.get('seen').actor === undefined) return await keepForOwner(house, c, visit, route, sent)
      return typeof done === 'string' ? seeOther(c, locationOf(visit.tenant.key, done)) : await answer(house, c, done)
    } catch (error) {
      // What the action had written is rolled back; the form is shown again in a transaction of its own.
      if (error instanceof Invalid) failure = { status: 422, issues: error.issues }
      else if (error instanceof Conflict || isSameMoment(error)) {
        const conflict = error instanceof Conflict ? error : new Conflict('same-moment')
        const { code, values } = conflictOf(conflict, c.get('seen').locale)
        failure = { status: 409, issues: [{ field: '', code, ...(values && { values }) }] }
      } else throw error
    }
  }
  return await showAgain(house, c, visit, route, sent, failure)
}

/** Records get their key from their name, one that is free: what is not free after all was taken at the same moment. */
function isSameMoment(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint?.endsWith('_key_once') === true
}

async function act(
  house: House,
  visit: Visit,
  route: FormRoute,
  request: PageRequest,
  sent: Sent,
  input: unknown,
): Promise<string | Page> {
  const { tx, actor } = request
  const fingerprint = route.options.once && sent.token ? fingerprintOf(sent.token, visit.path, sent.values) : undefined
  if (fingerprint) {
    const first = await claimSubmission(tx, actor.userId, fingerprint, house.clock.now())
    if (first) return first
  }
  const done = await route.act({ ...request, files: sent.files }, input)
  if (fingerprint && typeof done === 'string') await closeSubmission(tx, actor.userId, fingerprint, done)
  await discardDrafts(tx, actor.userId, formAt(route, visit))
  return done
}

async function showAgain(
  house: House,
  c: GateContext,
  visit: Visit,
  route: FormRoute,
  sent: Sent,
  failure: { readonly status: number; readonly issues: readonly Issue[] },
): Promise<Response> {
  const values = withoutSecrets(sent.values, route.options)
  const form: FormState = { route: route.path, values, issues: failure.issues }
  const shown = await asMember(house, c, visit, route, async (request) => {
    if (route.options.draft || route.options.autosave) {
      await saveDraft(request.tx, request.actor.userId, formAt(route, visit), values, house.clock.now())
    }
    const page = await route.show(withForm(request, form))
    return page instanceof Response ? page : keptWhileTyped(route, visit, page)
  })
  const { actor } = c.get('seen')
  if (!actor) return await keepForOwner(house, c, visit, route, sent)
  if (!sent.token) await noteAttempt(house, visit, actor, 'access.page-outdated', route)
  return await answer(house, c, shown, failure.status)
}

const formAt = (route: FormRoute, visit: Visit) => ({ route: route.path, address: visit.path })

const withNote = (page: Page, note: ReactNode): Page => ({
  ...page,
  body: (
    <>
      {note}
      {page.body}
    </>
  ),
})

/** Pages of members are nobody else's: no cache keeps them. */
async function answer(house: House, c: GateContext, shown: Page | Response, status = 200): Promise<Response> {
  c.header('cache-control', 'no-store')
  if (shown instanceof Response) return shown
  return await html(c, shown.status ?? status, renderShown(house, c, { page: shown, failed: status >= 400 }))
}
