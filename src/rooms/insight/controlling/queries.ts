import type { Period } from '../../../kernel/period.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'

/** Counts of case files, by what they are counted by. `key` null: not known. */
export interface CaseCounts {
  readonly caseload: readonly Counted[]
  readonly towns: readonly TownCounts[]
  readonly access: readonly Counted[]
  readonly groups: readonly Counted[]
  readonly closures: readonly Counted[]
  readonly attainments: readonly Counted[]
  /** Files that are counted in any of these. */
  readonly population: number
  readonly simulated: boolean
}

export interface Counted {
  readonly key: string | null
  readonly count: number
}

export interface TownCounts {
  readonly town: string | null
  readonly opened: number
  readonly open: number
  readonly closed: number
}

/**
 * Counts case files as the role of insight. The period is whole months, because files are published by month: a file is
 * open on the reference date when it began by then and had not ended by the end of its month, and so is a person in it. A
 * file counts as one person at least. Of a file that was deleted since only the number of its people is known, not when
 * each came and left: they count, and stand as `personsUndated`, too.
 */
export async function readCaseCounts(tx: Tx, { from, to }: Period): Promise<CaseCounts> {
  const { rows } = await sql<{ counts: CaseCounts }>`
    WITH known AS MATERIALIZED (
      SELECT *,
        opened_month >= ${from}::date AS is_new,
        closed_month IS NULL OR closed_month > ${to}::date AS is_open,
        closed_month BETWEEN ${from}::date AND ${to}::date AS has_ended,
        coalesce(persons, greatest(1, (
          SELECT count(*) FROM unnest(persons_since, persons_until) AS member (since, until)
          WHERE member.since <= ${to}::date AND (member.until IS NULL OR member.until > ${to}::date)
        ))) AS persons_then
      FROM published_case WHERE opened_month <= ${to}::date
    ), counted AS (
      SELECT * FROM known WHERE is_open OR has_ended OR is_new
    )
    SELECT json_build_object(
      'population', (SELECT count(*) FROM counted),
      'simulated', (SELECT coalesce(bool_and(simulated), false) FROM counted),
      'caseload', (SELECT json_build_array(
          json_build_object('key', 'opened', 'count', count(*) FILTER (WHERE is_new)),
          json_build_object('key', 'open', 'count', count(*) FILTER (WHERE is_open)),
          json_build_object('key', 'persons', 'count', coalesce(sum(persons_then) FILTER (WHERE is_open), 0)),
          json_build_object('key', 'personsUndated', 'count',
            coalesce(sum(persons) FILTER (WHERE is_open AND persons IS NOT NULL), 0)),
          json_build_object('key', 'closed', 'count', count(*) FILTER (WHERE has_ended AND phase = 'closed')),
          json_build_object('key', 'adviceOnly', 'count', count(*) FILTER (WHERE has_ended AND phase = 'adviceOnly')),
          json_build_object('key', 'referredOn', 'count', count(*) FILTER (WHERE has_ended AND phase = 'referredOn')),
          json_build_object('key', 'declined', 'count', count(*) FILTER (WHERE has_ended AND phase = 'declined'))
        ) FROM counted),
      'towns', (SELECT coalesce(json_agg(json_build_object('town', town, 'opened', opened, 'open', open, 'closed', closed) ORDER BY town NULLS LAST), '[]') FROM (
        SELECT published_municipality.key AS town, count(*) FILTER (WHERE is_new) AS opened,
          count(*) FILTER (WHERE is_open) AS open, count(*) FILTER (WHERE has_ended AND phase = 'closed') AS closed
        FROM counted LEFT JOIN published_municipality ON published_municipality.id = counted.municipality_id
        GROUP BY published_municipality.key
      ) AS by_town),
      'access', (${countedBy('access_path', 'is_new')}),
      'groups', (${countedBy('target_group', 'is_open')}),
      'closures', (${countedBy('closure_reason', "has_ended AND phase = 'closed'")}),
      'attainments', (${countedBy('goal_attainment::text', "has_ended AND phase = 'closed'")})
    ) AS counts
  `.execute(tx)
  return (rows[0] as { counts: CaseCounts }).counts
}

const countedBy = (column: string, where: string) => sql`
  SELECT coalesce(json_agg(json_build_object('key', key, 'count', n) ORDER BY key NULLS LAST), '[]')
  FROM (SELECT ${sql.raw(column)} AS key, count(*) AS n FROM counted WHERE ${sql.raw(where)} GROUP BY 1) AS by_key`
