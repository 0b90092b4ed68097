import type { ReactNode } from 'react'
import { Forbidden } from '../../../kernel/errors.ts'
import { actAs } from '../../access/acting.ts'
import { absentFor } from '../../access/capacities.ts'
import { type Actor, demand, may } from '../../access/index.ts'
import { recordAttempt } from '../../audit/index.ts'
import { inShared, inTenant, type Tx } from '../../database/index.ts'
import { currentActor, lapsedOwner, type OpenSession, touchSession } from '../../identity/sessions.ts'
import type { IdentityTables } from '../../identity/tables.ts'
import { dropCookie, writeCookie } from '../cookies.ts'
import type { FormState, PageRequest } from '../request.ts'
import { type SlotPanel, shownPanels } from '../slots.ts'
import { seeOther } from './answer.ts'
import { type GateContext, type House, translateFor } from './house.ts'
import { countInbox } from './inbox.tsx'
import { noteViewed, OnlyLooking, throughOtherEyes } from './viewing.ts'
import { languageSwitch, type Visit } from './visit.ts'

/** A route that only members reach. */
export interface MemberRoute {
  readonly path: string
  readonly right: string
  readonly options?: { readonly whileViewing?: boolean }
}

/**
 * The way of a member's request: who asks is found out in the transaction that answers, then the right is demanded, then
 * the work runs under their row-level security. Without a session it leads to sign-in and back; refused attempts are
 * audited in a transaction of their own, because this one is rolled back.
 */
export async function asMember<T>(
  house: House,
  c: GateContext,
  visit: Visit,
  route: MemberRoute,
  work: (request: PageRequest, session: OpenSession) => Promise<T>,
): Promise<T | Response> {
  const seen = c.get('seen')
  let session: OpenSession | undefined
  try {
    const result = await inTenant(house.db, visit.tenant, 'system', async (tx) => {
      session = await sessionOf(house, visit, tx)
      if (session?.step !== 'open' || !visit.token) return undefined
      const today = house.clock.today()
      await actAs(tx, session.actor, today)
      Object.assign(seen, { actor: session.actor, locale: session.actor.locale, cookieSecret: visit.token })
      const sends = c.req.method === 'POST'
      // What ends a look is done by the person who looks, with what is theirs.
      if (!sends || !route.options?.whileViewing) session = await throughOtherEyes(tx, session, today)
      seen.actor = session.actor
      if (sends && session.actor.viewing) throw new OnlyLooking(route.path)
      demand(session.actor, route.right)
      const value = await work(requestOf(house, visit, inWhosePlace(session, route.right), tx), session)
      if (isPage(value)) seen.inbox = await countInbox(house.inboxes, tx, session.actor, today, session.capacities)
      return { value }
    })
    if (!result || !session) return await toSignIn(house, c, visit)
    await touchSession(house.db, session, house.clock.now())
    if (session.actor.viewing) await noteViewed(house.db, visit, session.actor, route)
    return result.value
  } catch (error) {
    if (session && (error instanceof Forbidden || error instanceof OnlyLooking))
      await noteRefused(house, visit, { ...session.actor, viewing: undefined } as unknown as Actor, route)
    throw error
  }
}

/** The actor as the audit is to name them: in the place of an absent member where only that member's grant allows it. */
function inWhosePlace(session: OpenSession, right: string): OpenSession {
  const actingFor = session.actor.viewing ? undefined : absentFor(session.capacity, right)
  return actingFor ? { ...session, actor: { ...session.actor, actingFor } } : session
}

/** What is shown in the frame, and so says how much waits. */
function isPage(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'body' in value && 'title' in value
}

/** A demo role is shared by all its visitors, so its language is that of the browser and not of the account. */
async function sessionOf(house: House, visit: Visit, tx: Tx): Promise<OpenSession | undefined> {
  if (!visit.token) return undefined
  const session = await currentActor(tx, visit.tenant, visit.token, house.clock.now(), house.clock.today())
  return session?.method === 'demo' ? { ...session, actor: { ...session.actor, locale: visit.locale } } : session
}

/** The request as a route gets it. `form` is set by those that show one again. */
function requestOf(house: House, visit: Visit, session: OpenSession, tx: Tx): PageRequest {
  const { actor } = session
  const request: PageRequest = {
    tx,
    db: house.db,
    tenant: visit.tenant,
    origin: visit.tenant.origin ?? house.origin,
    actor,
    sessionId: session.id,
    params: visit.params,
    query: visit.url.searchParams,
    path: visit.path,
    locale: actor.locale,
    t: translateFor(house, actor.locale),
    clock: house.clock,
    form: undefined,
    slot: (name, subject) => fillSlot(house, request, name, subject),
    paperSections: house.rooms
      .flatMap((room) => room.paperSections ?? [])
      .sort((one, other) => one.order - other.order),
    personalData: house.rooms.flatMap(({ key, personalData }) =>
      personalData ? [{ ...personalData, room: key }] : [],
    ),
  }
  return request
}

export function withForm(request: PageRequest, form: FormState | undefined): PageRequest {
  return { ...request, form }
}

async function fillSlot(house: House, request: PageRequest, name: string, subject: string): Promise<ReactNode[]> {
  const panels: SlotPanel[] = house.rooms
    .flatMap((room) => room.panels ?? [])
    .filter((panel) => panel.slot === name && may(request.actor, panel.right))
    .sort((one, other) => one.order - other.order)
  const filled: ReactNode[] = []
  // One after the other: they share one transaction, which is one connection.
  for (const panel of panels) filled.push(await panel.show(request, subject))
  return shownPanels(filled)
}

/** To sign-in, and from there back to what was asked for. */
export async function toSignIn(house: House, c: GateContext, visit: Visit, next?: string): Promise<Response> {
  if (visit.token && !(await lapsedOwnerOf(house, visit))) dropCookie(c, 'session', house.secure, visit.tenant.key)
  const query = new URLSearchParams()
  const back = next ?? visit.path + visit.url.search
  if (back !== '/') query.set('next', back)
  if (visit.token) query.set('reason', 'ended')
  return seeOther(c, `/${visit.tenant.key}/sign-in${query.size > 0 ? `?${query}` : ''}`)
}

/** Who it was, when the session has ended by time alone. */
export async function lapsedOwnerOf(house: House, visit: Visit) {
  const { token } = visit
  if (!token) return undefined
  return await inTenant(house.db, visit.tenant, 'system', (tx) =>
    lapsedOwner(tx, visit.tenant, token, house.clock.today()),
  )
}

/** `?lang=en`: remembered with the account, and by the browser for sign-in and for demo roles. */
export async function switchLanguage(house: House, c: GateContext, visit: Visit): Promise<Response | undefined> {
  const wanted = languageSwitch(visit)
  if (!wanted) return undefined
  const route = { path: '/account', right: 'account.own' }
  const session = await asMember(house, c, visit, route, async (_request, found) => found)
  if (session instanceof Response) return session
  if (session.actor.viewing) return seeOther(c, wanted.to)
  writeCookie(c, 'language', wanted.locale, house.secure)
  if (session.method !== 'demo') {
    await inShared(house.db, (tx) =>
      tx
        .withTables<IdentityTables>()
        .updateTable('account')
        .set({ locale: wanted.locale })
        .where('id', '=', session.actor.accountId)
        .execute(),
    )
  }
  return seeOther(c, wanted.to)
}

async function noteRefused(house: House, visit: Visit, actor: Actor, route: MemberRoute): Promise<void> {
  house.metrics.refused.inc({ route: route.path })
  await noteAttempt(house, visit, actor, 'access.refused', route)
}

/** An attempt that was refused, with the route and the ids it was about. */
export async function noteAttempt(
  house: House,
  visit: Visit,
  actor: Actor,
  event: string,
  route: MemberRoute,
): Promise<void> {
  const subject = visit.params['id']
  await inTenant(house.db, visit.tenant, actor, (tx) =>
    recordAttempt(tx, actor, 'refused', {
      event,
      ...(subject && { subject }),
      details: { route: route.path, right: route.right },
    }),
  )
}
