import type { Day } from '../../kernel/day.ts'
import { quoteLiteral, sql, type Tx } from '../database/index.ts'
import type { Actor } from './actor.ts'

/**
 * Turns a transaction that was opened as the platform into one of this member: from here on row-level security narrows
 * by them and by what is granted to them on `today` (the day in Germany unless told). The gate needs it because who asks is found out in the same
 * transaction that answers.
 */
export async function actAs(
  tx: Tx,
  actor: Pick<Actor, 'userId' | 'organisationId' | 'controllerId'>,
  today?: Day,
): Promise<void> {
  await setContext(tx, {
    actor: 'user',
    ...(today && { today }),
    user_id: actor.userId,
    organisation_id: actor.organisationId ?? '',
    controller_id: actor.controllerId ?? '',
    roles: '',
  })
  // Policies ask for them in every query: the database looks them up once, and not the actor says what they are.
  // What access_granted_roles() says, but written out: the database plans the inside of such a function anew at every call.
  const { rows } = await sql<{ roles: string }>`
    SELECT coalesce(string_agg(DISTINCT given.role, ','), '') AS roles
    FROM access_grants(nullif(current_setting('app.user_id', true), '')::uuid, access_today()) AS given
    WHERE given.organisation_id IS NOT DISTINCT FROM nullif(current_setting('app.organisation_id', true), '')::uuid
      AND given.controller_id IS NOT DISTINCT FROM nullif(current_setting('app.controller_id', true), '')::uuid
  `.execute(tx)
  await setContext(tx, { roles: rows[0]?.roles ?? '' })
}

/**
 * Goes on as somebody who looks at the platform with other roles than their own: from here on the transaction only reads,
 * which cannot be taken back, and row-level security narrows by those roles.
 */
export async function readAs(tx: Tx, actor: Actor): Promise<void> {
  await sql.raw('SET TRANSACTION READ ONLY').execute(tx)
  await setContext(tx, {
    view_roles: actor.roles.join(','),
    organisation_id: actor.organisationId ?? '',
    controller_id: actor.controllerId ?? '',
  })
}

/** As actAs, for pages that anybody may read: only rows whose policy names the public are visible. */
export async function actAsPublic(tx: Tx): Promise<void> {
  await setContext(tx, { actor: 'public', user_id: '', organisation_id: '', controller_id: '', roles: '' })
}

/**
 * For somebody who came by a link that was sent to them: only rows whose policy names a link are visible, and of those of
 * the link itself the ones that carry this hash. `tokenHash` is `hashOf(token)` of platform/identity/tokens.ts; policies
 * compare `encode(link_hash, 'hex') = current_setting('app.link', true)` where the actor is `link`.
 */
export async function actAsLink(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  const link = Buffer.from(tokenHash).toString('hex')
  await setContext(tx, { actor: 'link', link, user_id: '', organisation_id: '', controller_id: '', roles: '' })
}

/**
 * Does a part of a member's transaction as the platform, then goes on as the member: for what concerns rows of every room,
 * also those that this member may not open, such as counting and moving the uses of an entry of a codelist. The right was
 * checked before, and the audit names the member. When the work fails, so does the transaction.
 */
export async function asPlatform<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await setContext(tx, { actor: 'system' })
  const done = await work()
  await setContext(tx, { actor: 'user' })
  return done
}

// SET LOCAL and not set_config(): only the former reaches the workers of a Citus cluster.
async function setContext(tx: Tx, context: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(context).map(([name, value]) => `SET LOCAL "app"."${name}" = ${quoteLiteral(value)}`)
  await sql.raw(lines.join('; ')).execute(tx)
}
