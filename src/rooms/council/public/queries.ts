import type { Day } from '../../../kernel/day.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { visibleObligations, visiblePapers, visibleResolutions } from '../access.ts'
import type { ObligationState } from '../domain/kinds.ts'

/*
 * What everybody may know of resolutions and papers. All of it is asked in a transaction of the public, which sees no other
 * rows, and narrowed once more by the room's own scope.
 */

export interface TrackingCounts {
  readonly resolutions: number
  readonly obligations: number
  readonly done: number
  readonly inProgress: number
  readonly delayed: number
  readonly open: number
}

/** How many public resolutions hold, and how what they oblige to stands. */
export async function trackingCounts(tx: Tx): Promise<TrackingCounts> {
  const { resolutions } = await visibleResolutions(tx, null)
    .where(holds)
    .select((eb) => eb.fn.countAll<number>().as('resolutions'))
    .executeTakeFirstOrThrow()
  const rows = await visibleObligations(tx, null)
    .where(holds)
    .select((eb) => ['obligation.state', eb.fn.countAll<number>().as('count')])
    .groupBy('obligation.state')
    .execute()
  const count = (...states: readonly ObligationState[]) =>
    rows.reduce((sum, row) => sum + (states.includes(row.state) ? row.count : 0), 0)
  return {
    resolutions,
    obligations: rows.reduce((sum, row) => sum + row.count, 0),
    done: count('done', 'doneReported'),
    inProgress: count('inProgress'),
    delayed: count('delayed'),
    open: count('open'),
  }
}

/** No later version replaces the resolution. */
const holds = sql<boolean>`NOT EXISTS (SELECT FROM resolution AS later WHERE later.replaces_id = resolution.id)`

/** Measures that obligations are about or were fulfilled by, by obligation; which of them are public, the register says. */
export async function measuresOf(
  tx: Tx,
  obligationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ obligation: string; measure: string }>`
    SELECT obligation_id AS obligation, subject_id AS measure FROM obligation_subject
    WHERE subject_kind = 'measure' AND obligation_id = ANY(${[...obligationIds]}::uuid[])
    UNION
    SELECT obligation_id, measure_id FROM discharge
    WHERE measure_id IS NOT NULL AND undone_on IS NULL AND obligation_id = ANY(${[...obligationIds]}::uuid[])
    ORDER BY 1, 2 LIMIT 2000`.execute(tx)
  const found = new Map<string, string[]>()
  for (const { obligation, measure } of rows) found.set(obligation, [...(found.get(obligation) ?? []), measure])
  return found
}

/** One thing that happened to a resolution or to what it obliges to, for feeds. */
export interface TrackingNews {
  readonly resolutionId: string
  readonly title: string
  /** Stays the same for ever. */
  readonly key: string
  readonly kind: 'decided' | 'corrected' | 'obligation'
  /** What was resolved, or the words of the obligation. */
  readonly text: string
  readonly state: ObligationState | null
  readonly reason: string | null
  readonly on: Day
}

/** What happened to public resolutions, or to one, latest first; at most 50. */
export async function trackingNews(tx: Tx, today: Day, resolutionId?: string): Promise<TrackingNews[]> {
  const one = resolutionId ? sql`AND resolution.id = ${resolutionId}` : sql``
  const { rows } = await sql<TrackingNews>`
    SELECT resolution.id AS "resolutionId", resolution.title, 'resolution' AS key,
      CASE WHEN resolution.replaces_id IS NULL THEN 'decided' ELSE 'corrected' END AS kind,
      resolution.wording AS text, NULL AS state, resolution.correction_reason AS reason, resolution.decided_on AS on
    FROM resolution WHERE resolution.is_public AND resolution.decided_on <= ${today} ${one}
    UNION ALL
    SELECT resolution.id, resolution.title, obligation.id || '-' || event.number, 'obligation',
      obligation.wording, event.state, event.reason, event.happened_on
    FROM obligation_event AS event
    JOIN obligation ON obligation.id = event.obligation_id
    JOIN resolution ON resolution.id = obligation.resolution_id
    WHERE resolution.is_public AND event.event IN ('moved', 'discharged') AND event.happened_on <= ${today} ${one}
    ORDER BY "on" DESC, "resolutionId", key DESC LIMIT 50`.execute(tx)
  return rows
}

export interface ReleasedPaper {
  readonly id: string
  readonly version: number
  readonly number: string | null
  readonly title: string
  readonly reason: string | null
  readonly on: Day
}

/** Public papers as they were released, corrections too, latest first; at most 50. */
export function releasedPapers(tx: Tx): Promise<ReleasedPaper[]> {
  return visiblePapers(tx, null)
    .innerJoin('paper_version', 'paper_version.paper_id', 'paper.id')
    .select([
      'paper.id',
      'paper_version.number as version',
      'paper.number',
      'paper_version.title',
      'paper_version.reason',
      'paper_version.released_on as on',
    ])
    .orderBy('paper_version.released_on', 'desc')
    .orderBy('paper.id')
    .orderBy('paper_version.number', 'desc')
    .limit(50)
    .execute()
}

/** Numbers and titles of those papers that are public, by id. */
export async function publicPapers(
  tx: Tx,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, { readonly number: string | null; readonly title: string }>> {
  const known = ids.filter((id) => id !== null)
  if (known.length === 0) return new Map()
  const rows = await visiblePapers(tx, null)
    .select(['paper.id', 'paper.number', 'paper.title'])
    .where('paper.id', 'in', known as never)
    .execute()
  return new Map(rows.map(({ id, ...paper }) => [id, paper]))
}

/** What subscribers follow: a resolution that is public. */
export async function resolutionTopic(tx: Tx, id: string): Promise<{ title: string; path: string } | undefined> {
  const found = await visibleResolutions(tx, null)
    .select('resolution.title')
    .where('resolution.id', '=', id as never)
    .executeTakeFirst()
  return found && { title: found.title, path: `/decisions/${id}` }
}

/** The same for a released public paper. */
export async function paperTopic(tx: Tx, id: string): Promise<{ title: string; path: string } | undefined> {
  const found = await visiblePapers(tx, null)
    .innerJoin('paper_version', 'paper_version.paper_id', 'paper.id')
    .select('paper.title')
    .where('paper.id', '=', id as never)
    .executeTakeFirst()
  return found && { title: found.title, path: `/papers/${id}` }
}
