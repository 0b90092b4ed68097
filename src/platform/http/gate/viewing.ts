import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { readAs } from '../../access/acting.ts'
import { type Capacity, capacityFor } from '../../access/capacities.ts'
import { type Actor, may } from '../../access/index.ts'
import { record, recordAttempt, recordLook } from '../../audit/index.ts'
import { type Database, inTenant, type Tx } from '../../database/index.ts'
import { capacitiesOn } from '../../identity/grants.ts'
import { namesOf } from '../../identity/members.ts'
import type { ChosenView, OpenSession } from '../../identity/sessions.ts'
import type { Visit } from './visit.ts'

/** Something was sent while its sender looks at the platform as somebody else. */
export class OnlyLooking extends Error {
  override name = 'OnlyLooking'
}

/**
 * The session as the one who looks at the platform as somebody else has it: roles and organisation are those looked with,
 * the person stays who they are, so what is personal (drafts, sessions, opinions asked by name) stays closed. From here on the
 * transaction only reads. A look ends by itself with its time, with the right to look, and when nothing is granted to the
 * member any more.
 */
export async function throughOtherEyes(tx: Tx, session: OpenSession, today: Day): Promise<OpenSession> {
  const { view, actor } = session
  if (!view || !may(actor, 'users.view-as')) return session
  const seenAs = await capacityOf(tx, view, today)
  if (!seenAs) return session
  const memberName = view.memberId ? (await namesOf(tx, [view.memberId])).get(view.memberId) : undefined
  const viewing = {
    memberId: view.memberId ?? undefined,
    memberName,
    ownRoles: actor.roles,
    until: view.until,
    notes: [],
  }
  const { roles, organisationId, controllerId } = seenAs
  const looking: Actor = { ...actor, roles, organisationId, controllerId, viewing }
  await readAs(tx, looking)
  return { ...session, actor: looking }
}

async function capacityOf(
  tx: Tx,
  { role, memberId, organisationId, controllerId }: ChosenView,
  today: Day,
): Promise<Pick<Capacity, 'roles' | 'organisationId' | 'controllerId'> | undefined> {
  const place = { organisationId, controllerId }
  if (role) return { ...place, roles: [role] }
  return memberId ? capacityFor(await capacitiesOn(tx, memberId, today), place, place) : undefined
}

/** Notes a page that was looked at, and what the page itself wanted noted, in a transaction of its own. */
export async function noteViewed(
  db: Database,
  visit: Visit,
  actor: Actor,
  route: { readonly path: string },
): Promise<void> {
  const { viewing, ...person } = actor
  if (!viewing) return
  const as = { roles: actor.roles, member: viewing.memberId ?? null, organisation: actor.organisationId }
  await inTenant(db, visit.tenant, 'system', async (tx) => {
    await recordLook(tx, person, {
      event: 'access.looked-as',
      ids: [visit.params['id'] as Id<'record'> | undefined].filter((id) => id !== undefined),
      details: { route: route.path, as },
    })
    for (const { outcome, entry } of viewing.notes) {
      const noted = { ...entry, details: { ...entry.details, as } }
      if (outcome === 'refused' || outcome === 'failed') await recordAttempt(tx, person, outcome, noted)
      else if (outcome === 'done') await record(tx, person, noted)
      else await recordLook(tx, person, { ...noted, ids: idsOf(entry.details) })
    }
  })
}

function idsOf(details: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const ids = details?.['ids']
  return Array.isArray(ids) ? ids.map(String) : []
}
