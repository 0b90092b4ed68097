import { inTenant } from '../../database/index.ts'
import { type Draft, saveDraft } from '../../drafts/index.ts'
import { Button, Form, Hidden, Link, Note, useRender } from '../../ui/index.ts'
import type { FormState } from '../request.ts'
import type { FormRoute } from '../routes.ts'
import { seeOther } from './answer.ts'
import type { GateContext, House } from './house.ts'
import { lapsedOwnerOf, toSignIn } from './member.ts'
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

export function addressToRestore(visit: Pick<Visit, 'path' | 'url'>): string {
  const query = new URLSearchParams(visit.url.search)
  query.set('draft', 'restore')
  return `${visit.path}?${query}`
}

/** The form with what the draft holds. */
export function stateOfDraft(route: FormRoute, draft: Draft): FormState {
  return { route: route.path, values: draft.content, issues: [], draft: { id: draft.id, savedAt: draft.savedAt } }
}

/** Above the form: that what was typed before stands in it again, or that there is something to restore. */
export function DraftNote({ draft, shown }: { draft: Draft; shown: boolean }) {
  const { t, format, path } = useRender()
  const at = format.instant(draft.savedAt)
  return (
    <Note kind="info">
      <p>{t(shown ? 'gate.draft.restored' : 'gate.draft.offered', { at })}</p>
      {!shown && (
        <p>
          <Link to={`${path}?${restore}`}>{t('gate.draft.continue')}</Link>
        </p>
      )}
      <Form action="/drafts/discard" labels={{}} prefix="draft-">
        <Hidden name="id" value={draft.id} />
        <Button look="tertiary">{t('gate.draft.discard')}</Button>
      </Form>
    </Note>
  )
}
