import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Reader, visibleTerms } from '../access.ts'

export interface Term {
  readonly id: Id<'term'>
  readonly key: string
  readonly name: string
  /** Null: of the council and all its committees. */
  readonly bodyKey: string | null
  readonly bodyName: string | null
  readonly startsOn: Day
  readonly endsOn: Day | null
  readonly simulated: boolean
  readonly version: number
  readonly createdAt: Date
  readonly changedAt: Date
}

/** Legislative terms, latest first. A council has one every five years. */
export function listTerms(tx: Tx, actor: Reader): Promise<Term[]> {
  return terms(tx, actor)
    .orderBy('legislative_term.starts_on', 'desc')
    .orderBy('legislative_term.id')
    .limit(200)
    .execute()
}

/** Throws NotFound. */
export async function getTerm(tx: Tx, actor: Reader, key: string): Promise<Term> {
  const term = await terms(tx, actor).where('legislative_term.key', '=', key).executeTakeFirst()
  if (!term) throw new NotFound(`there is no legislative term ${key}`)
  return term
}

/** The term that a day of a body falls into: the body's own before that of the council. */
export function findTermOn(tx: Tx, actor: Reader, bodyId: string, on: Day): Promise<Term | undefined> {
  return terms(tx, actor)
    .where('legislative_term.starts_on', '<=', on)
    .where((eb) =>
      eb.and([
        eb.or([eb('legislative_term.ends_on', 'is', null), eb('legislative_term.ends_on', '>=', on)]),
        eb.or([eb('legislative_term.body_id', 'is', null), eb('legislative_term.body_id', '=', bodyId as Id<'body'>)]),
      ]),
    )
    .orderBy('legislative_term.body_id', (order) => order.asc().nullsLast())
    .orderBy('legislative_term.starts_on', 'desc')
    .limit(1)
    .executeTakeFirst()
}

const terms = (tx: Tx, actor: Reader) =>
  visibleTerms(tx, actor).select([
    'legislative_term.id',
    'legislative_term.key',
    'legislative_term.name',
    'body.key as bodyKey',
    'body.name as bodyName',
    'legislative_term.starts_on as startsOn',
    'legislative_term.ends_on as endsOn',
    'legislative_term.simulated',
    'legislative_term.version',
    'legislative_term.created_at as createdAt',
    'legislative_term.changed_at as changedAt',
  ])
