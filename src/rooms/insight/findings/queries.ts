import type { Day } from '../../../kernel/day.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'

/** Findings of one kind, as they left the people's side. */
export interface FindingCell {
  /** Null: no interface was named. */
  readonly interfaceKey: string | null
  /** Key of the codelist of hurdles. */
  readonly hurdle: string
  /** First day of the quarter. */
  readonly quarter: Day
  /** Null: not known, or the district has no regions. */
  readonly region: string | null
}

/** Cells that belong together, such as those of a topic. */
export interface FindingGroup {
  readonly key: string
  readonly cells: readonly FindingCell[]
}

interface Counted {
  readonly findings: number
  /** Distinct cases; what was told without a name counts as none. */
  readonly cases: number
}

export interface CountedCell extends FindingCell, Counted {
  /** How many of them have a released text. */
  readonly texts: number
}

export interface CountedGroup extends Counted {
  readonly key: string
}

/** Everything that was counted, from one look: the numbers of cases are drawn anew for every query. */
export interface CountedFindings {
  readonly cells: readonly CountedCell[]
  readonly groups: readonly CountedGroup[]
  readonly findings: number
  readonly from: Day | null
  readonly simulated: boolean
}

const told = sql`
  told AS MATERIALIZED (
    SELECT published_interface.key AS interface, finding.hurdle, finding.quarter, finding.region_key AS region,
      finding.text, finding.case_number, finding.simulated
    FROM published_finding AS finding
    LEFT JOIN published_interface ON published_interface.id = finding.interface_id
  )`

const grouped = (groups: readonly FindingGroup[]) => sql`
  wanted AS (
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(
      groups.flatMap(({ key, cells }) =>
        cells.map((cell) => ({
          group: key,
          interface: cell.interfaceKey,
          hurdle: cell.hurdle,
          quarter: cell.quarter,
          region: cell.region,
        })),
      ),
    )}::jsonb) AS one ("group" text, interface text, hurdle text, quarter date, region text)
  ),
  joined AS (
    SELECT wanted."group", told.*
    FROM wanted JOIN told ON told.hurdle = wanted.hurdle AND told.quarter = wanted.quarter
      AND told.interface IS NOT DISTINCT FROM wanted.interface AND told.region IS NOT DISTINCT FROM wanted.region
  )`

/** Counts released findings by cell, and distinct cases over the cells of each group; as the role of insight. */
export async function countFindings(tx: Tx, groups: readonly FindingGroup[]): Promise<CountedFindings> {
  const { rows } = await sql<{ read: CountedFindings }>`
    WITH ${told}, ${grouped(groups)}
    SELECT json_build_object(
      'findings', (SELECT count(*) FROM told),
      'from', (SELECT min(quarter) FROM told),
      'simulated', (SELECT coalesce(bool_and(simulated), false) FROM told),
      'cells', (SELECT coalesce(json_agg(cell ORDER BY quarter DESC, hurdle, "interfaceKey", region), '[]') FROM (
        SELECT interface AS "interfaceKey", hurdle, quarter, region, count(*)::integer AS findings,
          count(DISTINCT case_number)::integer AS cases, count(text)::integer AS texts
        FROM told GROUP BY interface, hurdle, quarter, region
      ) AS cell),
      'groups', (SELECT coalesce(json_agg(one ORDER BY key), '[]') FROM (
        SELECT "group" AS key, count(*)::integer AS findings, count(DISTINCT case_number)::integer AS cases
        FROM joined GROUP BY "group"
      ) AS one)
    ) AS read
  `.execute(tx)
  return (rows[0] as { read: CountedFindings }).read
}

export interface ToldText extends FindingCell {
  readonly group: string
  readonly text: string
  /** Distinct cases of the whole group. */
  readonly casesOfGroup: number
}

/** Released texts of the cells of each group, at most `limit` of each: in an order that tells nothing, equal ones once. */
export async function readTexts(tx: Tx, groups: readonly FindingGroup[], limit: number): Promise<readonly ToldText[]> {
  if (groups.length === 0) return []
  const { rows } = await sql<ToldText>`
    WITH ${told}, ${grouped(groups)},
    counted AS (SELECT "group", count(DISTINCT case_number)::integer AS cases FROM joined GROUP BY "group"),
    texts AS (
      SELECT DISTINCT ON ("group", text) "group", interface, hurdle, quarter, region, text
      FROM joined WHERE text IS NOT NULL ORDER BY "group", text, quarter DESC, interface, hurdle, region
    ),
    numbered AS (SELECT texts.*, row_number() OVER (PARTITION BY "group" ORDER BY md5(text), text) AS place FROM texts)
    SELECT numbered."group", interface AS "interfaceKey", hurdle, quarter, region, text, counted.cases AS "casesOfGroup"
    FROM numbered JOIN counted ON counted."group" = numbered."group"
    WHERE place <= ${limit} ORDER BY numbered."group", place
  `.execute(tx)
  return rows
}
