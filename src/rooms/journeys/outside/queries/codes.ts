import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { type OrganisationKind, organisationNames } from '../../../network/index.ts'
import { visibleHandovers } from '../../access.ts'
import type { State } from '../../domain.ts'
import { enterWith } from '../access.ts'
import { codeHash } from '../domain/secrets.ts'
import { tables } from '../tables.ts'

/** A code as the organisation that made it sees it; the code itself is kept nowhere. */
export interface ListedCode {
  readonly id: Id<'journey-code'>
  readonly madeAt: Date
  readonly validUntil: Day
  readonly revokedAt: Date | null
}

/** The person behind a hand-over that the actor's organisation gave; undefined for all others. */
export async function givenPerson(tx: Tx, actor: Actor, handover: string): Promise<Id<'journey'> | undefined> {
  const row = await visibleHandovers(tx, actor)
    .select('person_key as person')
    .where('id', '=', handover as Id<'handover'>)
    .where('from_organisation_id', '=', actor.organisationId)
    .executeTakeFirst()
  return row?.person
}

/** Codes of the person behind a hand-over, the latest first; at most five. */
export async function codesOf(tx: Tx, actor: Actor, handover: string): Promise<readonly ListedCode[]> {
  const person = await givenPerson(tx, actor, handover)
  if (!person) return []
  return await tables(tx)
    .selectFrom('journey_code')
    .select(['id', 'made_at as madeAt', 'valid_until as validUntil', 'revoked_at as revokedAt'])
    .where('person_key', '=', person)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(5)
    .execute()
}

/** What a person reads of one hand-over: which kind of office, how far, since when. */
export interface Standing {
  readonly office: OrganisationKind
  readonly state: Exclude<State, 'prepared'>
  readonly since: Day
}

const mostShown = 50

/**
 * The hand-overs behind a code, the latest first. Undefined for a code that never was, was revoked or has run out: all alike.
 * From here on the transaction opens what the code opens.
 */
export async function standingsOf(tx: Tx, code: string, today: Day): Promise<readonly Standing[] | undefined> {
  const hash = codeHash(code)
  await enterWith(tx, hash, today)
  const known = await tables(tx)
    .selectFrom('journey_code')
    .select(['person_key as person'])
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where('valid_until', '>=', today)
    .executeTakeFirst()
  if (!known) return undefined
  const rows = await tables(tx)
    .selectFrom('handover')
    .select(['to_organisation_id as to', 'state', 'last_step_on as since'])
    .where('person_key', '=', known.person)
    .where('state', '<>', 'prepared')
    .orderBy('last_step_on', 'desc')
    .orderBy('id')
    .limit(mostShown)
    .$narrowType<{ state: Standing['state'] }>()
    .execute()
  const kinds = new Map((await organisationNames(tx, today)).map(({ id, kind }) => [id, kind]))
  return rows.map(({ to, state, since }) => ({ office: kinds.get(to) ?? 'other', state, since }))
}
