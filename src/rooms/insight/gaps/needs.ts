import { type NeedColumns, NO_DAY } from '../../../engine/index.ts'
import { type Day, dayOfNumber } from '../../../kernel/day.ts'
import { monthOf } from '../../../kernel/period.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { endOfRecords } from '../domain/span.ts'
import { inFixedOrder } from '../order.ts'

/** The needs of one district in columns, as the cases published them. */
export interface NeedLoad {
  /** Changes with every need that is recorded or changed. */
  readonly revision: string
  /** What is kept in memory is measured by this. */
  readonly passages: { readonly size: number }
  readonly needs: NeedColumns
  /** Day of the first need on record; null without any. */
  readonly recordsFrom: Day | null
  /** Where simulated records end; null when real ones are among them. */
  readonly simulatedUntil: Day | null
  readonly simulated: boolean
}

/** The present revision of the needs: cheap, asked with every request. */
export async function readNeedRevision(tx: Tx): Promise<string> {
  const { rows } = await sql<{ steps: string; last: string | null }>`
    SELECT steps::text AS steps, extract(epoch FROM last_changed_at)::text AS last FROM published_need_revision
  `.execute(tx)
  return `${rows[0]?.steps ?? 0}-${rows[0]?.last ?? ''}`
}

const packed = [
  'topic',
  'place',
  'target_group',
  'language',
  'reason',
  'case_number',
  'needed_on',
  'met_on',
  'given_up_on',
  'lag',
] as const
type Packed = Readonly<Record<`packed_${(typeof packed)[number]}`, Buffer>> & {
  readonly size: number
  readonly all_simulated: boolean
  readonly topics: string[]
  readonly places: string[]
  readonly groups: string[]
  readonly languages: string[]
  readonly reasons: string[]
}

/** Reads all needs, as the role of insight: each column as one value of packed 32-bit numbers. */
export async function readNeeds(tx: Tx, revision: string): Promise<NeedLoad> {
  const pack = (column: string) =>
    sql`coalesce(string_agg(int4send(coalesce(${sql.ref(column)}, ${sql.lit(NO_DAY)})::integer), ''), '')`
  const names = (column: string) => sql`
    SELECT name, row_number() OVER (ORDER BY name COLLATE "C") - 1 AS code
    FROM (SELECT DISTINCT ${sql.ref(column)} AS name FROM need WHERE ${sql.ref(column)} IS NOT NULL) AS names`
  const { rows } = await sql<Packed>`
    WITH need AS MATERIALIZED (SELECT * FROM published_need),
    place AS (SELECT id, key, row_number() OVER (ORDER BY key) - 1 AS code FROM published_municipality),
    topic AS (${names('topic')}), target_group AS (${names('target_group')}),
    spoken AS (${names('language')}), reason AS (${names('reason')}),
    coded AS (
      SELECT
        topic.code AS topic, place.code AS place, target_group.code AS target_group, spoken.code AS language,
        reason.code AS reason, need.case_number, need.needed_on, need.met_on, need.given_up_on,
        need.recorded_lag_days AS lag, need.simulated
      FROM need
      JOIN topic ON topic.name = need.topic
      LEFT JOIN place ON place.id = need.municipality_id
      LEFT JOIN target_group ON target_group.name = need.target_group
      LEFT JOIN spoken ON spoken.name = need.language
      LEFT JOIN reason ON reason.name = need.reason
    )
    SELECT
      count(*)::integer AS size,
      coalesce(bool_and(simulated), false) AS all_simulated,
      (SELECT coalesce(array_agg(name ORDER BY code), '{}') FROM topic) AS topics,
      (SELECT coalesce(array_agg(key ORDER BY code), '{}') FROM place) AS places,
      (SELECT coalesce(array_agg(name ORDER BY code), '{}') FROM target_group) AS groups,
      (SELECT coalesce(array_agg(name ORDER BY code), '{}') FROM spoken) AS languages,
      (SELECT coalesce(array_agg(name ORDER BY code), '{}') FROM reason) AS reasons,
      ${sql.join(packed.map((column) => sql`${pack(column)} AS ${sql.ref(`packed_${column}`)}`))}
    FROM coded
  `.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('an aggregate without a row')
  return build(row, revision)
}

function build(row: Packed, revision: string): NeedLoad {
  const { size } = row
  const column = (name: (typeof packed)[number]) => unpack(row[`packed_${name}`], size)
  const code = (name: (typeof packed)[number]) => column(name).map((value) => (value === NO_DAY ? -1 : value))
  const columns = inFixedOrder(
    {
      topicOf: column('topic'),
      placeOf: code('place'),
      groupOf: code('target_group'),
      languageOf: code('language'),
      reasonOf: code('reason'),
      caseOf: column('case_number'),
      neededOn: column('needed_on'),
      metOn: column('met_on'),
      givenUpOn: column('given_up_on'),
      recordedLagDays: column('lag'),
    },
    size,
  )
  const { neededOn } = columns
  const { topics, places, groups, languages, reasons } = row
  return {
    revision,
    passages: { size },
    needs: { size, ...columns, topics, places, groups, languages, reasons },
    recordsFrom: size === 0 ? null : dayOfNumber(neededOn.reduce((first, day) => Math.min(first, day))),
    simulatedUntil: row.all_simulated ? endOfRecords(byMonth(neededOn)) : null,
    simulated: row.all_simulated,
  }
}

/** Big-endian 32-bit numbers, as `int4send` writes them. */
function unpack(bytes: Buffer, size: number): Int32Array {
  if (bytes.length !== size * 4) throw new RangeError(`${size} numbers in ${bytes.length} bytes`)
  return Int32Array.from({ length: size }, (_, index) => bytes.readInt32BE(index * 4))
}

function byMonth(days: Int32Array): ReadonlyMap<string, number> {
  const perMonth = new Map<string, number>()
  for (const day of days) {
    const month = monthOf(dayOfNumber(day))
    perMonth.set(month, (perMonth.get(month) ?? 0) + 1)
  }
  return perMonth
}
