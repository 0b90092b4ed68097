import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { handoversOf, journeyOf } from '../../journeys/index.ts'
import { allInterfaces } from '../interfaces.ts'
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

/** What the journey log says of a case: passages with their rows, and what happened besides. */
export interface LoggedCourse {
  readonly passages: readonly Passage[]
  readonly milestones: readonly { readonly milestone: string; readonly on: Day }[]
}

/** The journey under its pseudonym, and what came from another side into this file. Nothing for who only opened the file. */
export async function loggedOf(
  tx: Tx,
  actor: Actor,
  file: { readonly id: Id<'case'>; readonly journeyKey: Id<'journey'> },
  today: Day,
): Promise<LoggedCourse> {
  if (!may(actor, 'journeys.hand-over')) return { passages: [], milestones: [] }
  const journey = await journeyOf(tx, actor, file.journeyKey)
  const received = await handoversOf(tx, actor, file.id)
  const handovers = new Map([...journey.handovers, ...received].map((one) => [one.id, one]))
  const rows = handovers.size > 0 ? await allInterfaces(tx, actor, today) : []
  const byId = new Map(rows.map((row) => [row.id, row]))
  return {
    passages: [...handovers.values()].flatMap((handover): Passage[] => {
      const { id, interfaceId, offeredOn, firstOn, endedOn, targetDays } = handover
      // What is only prepared waits for nobody yet.
      if (offeredOn === null) return []
      const place = byId.get(interfaceId)
      return [
        {
          id,
          domain: domainOfLaw(place?.toJurisdictionKey ?? null),
          name: place?.name ?? '',
          from: offeredOn,
          until: firstOn ?? endedOn,
          arrived: firstOn !== null,
          targetDays,
        },
      ]
    }),
    milestones: journey.entries.flatMap(({ kind, milestone, occurredOn }) =>
      kind === 'milestone' && milestone !== null ? [{ milestone, on: occurredOn }] : [],
    ),
  }
}
