import type { ReactNode } from 'react'
import { dayOfInstant } from '../../../kernel/day.ts'
import { inTenant } from '../../database/index.ts'
import { type Draft, type FormAt, findDraft, saveDraft } from '../../drafts/index.ts'
import { createFormat } from '../../i18n/index.ts'
import { Button, Form, Hidden, KeepsTyped, Link, Note, useRender } from '../../ui/index.ts'
import type { FormState, Page, PageRequest } from '../request.ts'
import type { FormRoute } from '../routes.ts'
import { seeOther } from './answer.ts'
import { type GateContext, type House, translateFor } from './house.ts'
import { asMember, lapsedOwnerOf, toSignIn } from './member.ts'
import { type Sent, withoutSecrets } from './sent.ts'
import type { Visit } from './visit.ts'

/** Query of a form's address under which it is shown with what was typed before. */
export const restore = 'draft=restore'

/**
 * A form arrived after its session had ended by time: what was typed is kept for its owner, sign-in leads back to the
 * form, and there it stands again. Of a session that somebody ended nothing is kept.
 */
export async function keepForOwner(
  house: House,
  c: GateContext,
  visit: Visit,
  route: FormRoute,
  sent: Sent,
): Promise<Response> {
  const owner = sent.token ? await lapsedOwnerOf(house, visit) : undefined
  if (!owner?.keeps) return await toSignIn(house, c, visit, visit.path + visit.url.search)
  const { userId } = owner
  const context = { userId, organisationId: null, controllerId: null }
  await inTenant(house.db, visit.tenant, context, (tx) =>
    saveDraft(
      tx,
      userId,
      { route: route.path, address: visit.path },
      withoutSecrets(sent.values, route.options),
      house.clock.now(),
    ),
  )
  const query = new URLSearchParams({ next: addressToRestore(visit), reason: 'kept' })
  return seeOther(c, `/${visit.tenant.key}/sign-in?${query}`)
}

/**
 * What somebody has typed so far, sent by the module beside the form under the form's own right and token: kept as a draft,
 * answered with a sentence for the person. When the session has ended it is kept for its owner.
 */
export async function keepTyped(
  house: House,
  c: GateContext,
  visit: Visit,
  route: FormRoute,
  sent: Sent,
): Promise<Response> {
  if (!sent.token) return c.body(null, 403)
  const now = house.clock.now()
  const answer = await asMember(house, c, visit, route, async ({ tx, actor }) => {
    const values = withoutSecrets(sent.values, route.options)
    await saveDraft(tx, actor.userId, { route: route.path, address: visit.path }, values, now)
    const time = createFormat(actor.locale).time(now)
    return { sentence: translateFor(house, actor.locale)('gate.draft.kept', { time }) }
  })
  if (c.get('seen').actor === undefined) return await keepForOwner(house, c, visit, route, sent)
  c.header('cache-control', 'no-store')
  return answer instanceof Response ? answer : c.text(answer.sentence)
}

/** The page of a form that is kept while somebody types. Any other page stays as it is. */
export function keptWhileTyped(route: FormRoute, visit: Visit, page: Page): Page {
  return keptForms(page, [
    ...(route.options.autosave ? [{ route: route.path, address: visit.path }] : []),
    ...(page.keeps ?? []),
  ])
}

function keptForms(page: Page, forms: readonly FormAt[]): Page {
  if (forms.length === 0) return page
  return {
    ...page,
    islands: [...(page.islands ?? []), 'drafts'],
    body: <KeepsTyped forms={forms}>{page.body}</KeepsTyped>,
  }
}

/** A page with forms that post elsewhere: what was typed into them is kept, and what was kept is offered. */
export async function withKept(house: House, { tx, actor }: PageRequest, page: Page): Promise<Page> {
  if (!page.keeps || actor.viewing) return page
  const notes: ReactNode[] = []
  for (const form of page.keeps) {
    const draft = await findDraft(tx, actor.userId, form, house.clock.now())
    if (draft) notes.push(<DraftNote key={form.route} draft={draft} shown={false} at={form.address} />)
  }
  const kept = keptForms(page, page.keeps)
  return notes.length === 0
    ? kept
    : {
        ...kept,
        body: (
          <>
            {notes}
            {kept.body}
          </>
        ),
      }
}

export function addressToRestore(visit: Pick<Visit, 'path' | 'url'>): string {
  const query = new URLSearchParams(visit.url.search)
  query.set('draft', 'restore')
  return `${visit.path}?${query}`
}

/**
 * Whether a draft is about what the address asks for. A form that is told by its query what it is about (`?person=…`) sends that
 * along under the same name: what was typed about one person must never stand in the form of another.
 */
export function isAbout(draft: Pick<Draft, 'content'>, query: URLSearchParams): boolean {
  return [...query].every(([name, value]) => draft.content[name] === undefined || draft.content[name] === value)
}

/** The form with what the draft holds. */
export function stateOfDraft(route: FormRoute, draft: Draft): FormState {
  return { route: route.path, values: draft.content, issues: [], draft: { id: draft.id, savedAt: draft.savedAt } }
}

/** Above the form: that what was typed before stands in it again, or that there is something to restore. */
export function DraftNote({ draft, shown, at }: { draft: Draft; shown: boolean; at?: string }) {
  const { t, format, path, today } = useRender()
  const restored =
    dayOfInstant(draft.savedAt.getTime(), 'Europe/Berlin') === today
      ? t('gate.draft.restored-today', { at: format.time(draft.savedAt) })
      : t('gate.draft.restored', { at: format.instant(draft.savedAt) })
  return (
    <Note kind="info">
      <p>{shown ? restored : t('gate.draft.offered', { at: format.instant(draft.savedAt) })}</p>
      {!shown && (
        <p>
          <Link to={`${at ?? path}?${restore}`}>{t('gate.draft.continue')}</Link>
        </p>
      )}
      <Form action="/drafts/discard" labels={{}} prefix="draft-">
        <Hidden name="id" value={draft.id} />
        <Button look="tertiary">{t('gate.draft.discard')}</Button>
      </Form>
    </Note>
  )
}
