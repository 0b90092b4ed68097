import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import { leafOf } from './merkle.ts'
import type { Outcome } from './tables.ts'

/** Who is named as acting: a member, the platform itself, or somebody who has not shown who they are. */
export type Acting = Pick<Actor, 'userId' | 'controllerId' | 'actingFor' | 'viewing'> | 'system' | 'unknown'

export interface Entry {
  /** `<room>.<what happened>`, such as `network.organisation-changed`; its words stand below `audit.event.`. */
  readonly event: string
  /** Id of what it is about. */
  readonly subject?: string
  readonly subjectKind?: string
  /** Codes, ids and numbers that explain it; never contents of a file and no names of persons. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** Notes a change, in the transaction of the change: both are there or neither is. */
export async function record(tx: Tx, actor: Acting, entry: Entry): Promise<void> {
  await write(tx, actor, 'done', entry)
}

/** Notes that somebody read personal data: one entry for a page or a list, with the ids that were on it. */
export async function recordLook(
  tx: Tx,
  actor: Acting,
  look: Pick<Entry, 'event' | 'subjectKind' | 'details'> & { readonly ids: readonly string[] },
): Promise<void> {
  const { ids, ...entry } = look
  const subject = ids.length === 1 ? ids[0] : undefined
  await write(tx, actor, 'looked', { ...entry, ...(subject && { subject }), details: { ...entry.details, ids } })
}

/** Notes an attempt that was refused (`refused`: no right) or a proof that was wrong (`failed`: a password). */
export async function recordAttempt(tx: Tx, actor: Acting, outcome: 'refused' | 'failed', entry: Entry): Promise<void> {
  await write(tx, actor, outcome, entry)
}

// The time is the real one even where tests and demos fix the clock: an entry is evidence.
async function write(tx: Tx, actor: Acting, outcome: Outcome, entry: Entry): Promise<void> {
  const member = typeof actor === 'string' ? undefined : actor
  if (member?.viewing) {
    // The transaction of a look as somebody else cannot write; the gate notes it after it.
    member.viewing.notes.push({ outcome, entry })
    return
  }
  const at = Date.now()
  const id = newId(at)
  const payload = JSON.stringify({
    id,
    at,
    event: entry.event,
    outcome,
    by: member ? 'member' : actor,
    user: member?.userId,
    controller: member?.controllerId ?? undefined,
    actingFor: member?.actingFor,
    subject: entry.subject,
    subjectKind: entry.subjectKind,
    details: entry.details,
  })
  const salt = randomBytes(16)
  const leaf = leafOf(salt, payload)
  await sql`
    WITH entry AS (INSERT INTO audit_entry (id, payload, salt, leaf) VALUES (${id}, ${payload}, ${salt}, ${leaf}))
    INSERT INTO audit_pending (entry_id, leaf) VALUES (${id}, ${leaf})
  `.execute(tx)
}
