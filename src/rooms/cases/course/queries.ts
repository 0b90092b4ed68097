import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Journey, journeyOf } from '../../journeys/index.ts'
import { listInterfaces } from '../../network/index.ts'
import type { Entry, Passage } from './domain/course.ts'
import { type CourseCertainty, domainOfLaw } from './domain/kinds.ts'
import { tables } from './tables.ts'

export interface StoredEntry extends Entry {
  readonly id: Id<'course-entry'>
  readonly caseId: Id<'case'>
  readonly certainty: CourseCertainty
  readonly version: number
}

const columns = [
  'id',
  'case_id as caseId',
  'kind',
  'label',
  'from_on as from',
  'until_on as until',
  'certainty',
  'version',
] as const

/** Entries of one Verlauf: a family with a long way has some dozens. */
const mostEntries = 200

/** What was entered for a case that the caller has reached already, by its first day. */
export function entriesOf(tx: Tx, caseId: Id<'case'>): Promise<StoredEntry[]> {
  return tables(tx)
    .selectFrom('course_entry')
    .select(columns)
    .where('case_id', '=', caseId)
    .orderBy('from_on')
    .orderBy('id')
    .limit(mostEntries)
    .execute()
}

/** Throws NotFound, also for an entry of another case. */
export async function getEntry(tx: Tx, caseId: Id<'case'>, id: string): Promise<StoredEntry> {
  const entry = await tables(tx)
    .selectFrom('course_entry')
    .select(columns)
    .where('case_id', '=', caseId)
    .where('id', '=', id as Id<'course-entry'>)
    .executeTakeFirst()
  if (!entry) throw new NotFound(`there is no entry ${id}`)
  return entry
}

/** What the journey log says of the case: passages with their rows, and everything that happened. */
export interface LoggedCourse {
  readonly passages: readonly Passage[]
  readonly journey: Journey
  readonly nameOf: (interfaceId: Id<'interface'>) => string
}

const mostInterfaces = 200

export async function loggedOf(tx: Tx, actor: Actor, key: Id<'journey'>, today: Day): Promise<LoggedCourse> {
  const journey = await journeyOf(tx, actor, key)
  const { rows } = await listInterfaces(tx, actor, { state: 'all', limit: mostInterfaces }, today)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const nameOf = (id: Id<'interface'>) => byId.get(id)?.name ?? ''
  return {
    journey,
    nameOf,
    passages: journey.handovers.flatMap((handover) => {
      const { id, interfaceId, offeredOn, firstOn, endedOn, targetDays } = handover
      // What is only prepared waits for nobody yet.
      if (offeredOn === null) return []
      return [
        {
          id,
          domain: domainOfLaw(byId.get(interfaceId)?.toJurisdictionKey ?? null),
          name: nameOf(interfaceId),
          from: offeredOn,
          until: firstOn ?? endedOn,
          arrived: firstOn !== null,
          targetDays,
        },
      ]
    }),
  }
}
