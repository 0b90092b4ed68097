import { NO_DAY, type Passages } from '../../engine/index.ts'
import { type Day, dayOfNumber } from '../../kernel/day.ts'
import { monthOf } from '../../kernel/period.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { endOfRecords } from './domain/span.ts'
import { inFixedOrder } from './order.ts'

/** The hand-overs of one district in columns, as the journeys published them. */
export interface Load {
  /** Changes with every step that is recorded; equal revisions are equal hand-overs. */
  readonly revision: string
  readonly passages: Passages
  /** Secret number of each hand-over for life: what its cells are changed by. Never shown, never part of a figure. */
  readonly recordKeyOf: Int32Array
  /** Index into `reasons`, -1 none: why it was declined or came late. */
  readonly reasonOf: Int32Array
  readonly reasons: readonly string[]
  /** Day of the first offer on record; null without any. */
  readonly recordsFrom: Day | null
  /** Where simulated records end; null when real ones are among them. */
  readonly simulatedUntil: Day | null
  readonly simulated: boolean
}

/** The present revision of the journeys: cheap, asked with every request. */
export async function readRevision(tx: Tx): Promise<string> {
  const { rows } = await sql<{ steps: number; last: string | null }>`
    SELECT steps, extract(epoch FROM last_recorded_at)::text AS last FROM published_journey_revision
  `.execute(tx)
  return `${rows[0]?.steps ?? 0}-${rows[0]?.last ?? ''}`
}

interface Packed {
  size: number
  interfaces: string[]
  places: string[]
  groups: string[]
  reasons: string[]
  all_simulated: boolean
  columns: Record<(typeof packed)[number], Buffer>
}

const packed = [
  'interface',
  'place',
  'target_group',
  'reason',
  'target',
  'case_number',
  'offered_on',
  'answered_on',
  'first_on',
  'last_event_on',
  'state',
  'sides',
  'lag',
  'record_key',
] as const

/**
 * Reads all hand-overs, as the role of insight. Each column arrives as one value of packed 32-bit numbers, so the
 * driver has not to make an object of every row.
 */
export async function readPassages(tx: Tx, revision: string): Promise<Load> {
  const pack = (column: string) =>
    sql`coalesce(string_agg(int4send(coalesce(${sql.ref(column)}, ${sql.lit(NO_DAY)})::integer), ''), '')`
  const { rows } = await sql<Packed & Record<string, Buffer>>`
    WITH passage AS MATERIALIZED (SELECT * FROM published_passage),
    known_interface AS (SELECT id, key, row_number() OVER (ORDER BY key) - 1 AS code FROM published_interface),
    place AS (SELECT id, key, row_number() OVER (ORDER BY key) - 1 AS code FROM published_municipality),
    target_group AS (
      SELECT name, row_number() OVER (ORDER BY name COLLATE "C") - 1 AS code
      FROM (SELECT DISTINCT target_group AS name FROM passage WHERE target_group IS NOT NULL) AS names
    ),
    reason AS (
      SELECT name, row_number() OVER (ORDER BY name COLLATE "C") - 1 AS code
      FROM (SELECT DISTINCT reason AS name FROM passage WHERE reason IS NOT NULL) AS names
    ),
    coded AS (
      SELECT
        known_interface.code AS interface, place.code AS place, target_group.code AS target_group, reason.code AS reason,
        passage.target_days AS target, passage.case_number, passage.offered_on, passage.answered_on, passage.first_on,
        passage.last_event_on, passage.state, passage.sides, passage.recorded_lag_days AS lag,
        passage.record_key, passage.simulated
      FROM passage
      JOIN known_interface ON known_interface.id = passage.interface_id
      LEFT JOIN place ON place.id = passage.municipality_id
      LEFT JOIN target_group ON target_group.name = passage.target_group
      LEFT JOIN reason ON reason.name = passage.reason
    )
    SELECT
      count(*)::integer AS size,
      coalesce(bool_and(simulated), false) AS all_simulated,
      (SELECT coalesce(array_agg(key ORDER BY code), '{}') FROM known_interface) AS interfaces,
      (SELECT coalesce(array_agg(key ORDER BY code), '{}') FROM place) AS places,
      (SELECT coalesce(array_agg(name ORDER BY code), '{}') FROM target_group) AS groups,
      (SELECT coalesce(array_agg(name ORDER BY code), '{}') FROM reason) AS reasons,
      ${sql.join(packed.map((column) => sql`${pack(column)} AS ${sql.ref(`packed_${column}`)}`))}
    FROM coded
  `.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('an aggregate without a row')
  return build(row, revision)
}

function build(row: Packed & Record<string, Buffer>, revision: string): Load {
  const { size } = row
  const column = (name: (typeof packed)[number]) => unpack(row[`packed_${name}`] as Buffer, size)
  const code = (name: (typeof packed)[number]) => column(name).map((value) => (value === NO_DAY ? -1 : value))
  const offeredOn = column('offered_on')
  const load = {
    interfaceOf: column('interface'),
    placeOf: code('place'),
    groupOf: code('target_group'),
    reasonOf: code('reason'),
    recordKeyOf: column('record_key'),
    targetDays: Float64Array.from(column('target'), (value) => (value === NO_DAY ? Number.NaN : value)),
    caseOf: column('case_number'),
    offeredOn,
    answeredOn: column('answered_on'),
    firstOn: column('first_on'),
    lastEventOn: column('last_event_on'),
    state: Uint8Array.from(column('state')),
    sides: Uint8Array.from(column('sides')),
    recordedLagDays: column('lag'),
  }
  const { reasonOf, recordKeyOf, ...columns } = inFixedOrder(load, size)
  const dated = offeredOn.filter((day) => day !== NO_DAY)
  return {
    revision,
    passages: {
      size,
      ...columns,
      interfaces: row.interfaces.map((key) => ({ key, targetDays: null })),
      places: row.places,
      groups: row.groups,
    },
    reasonOf,
    recordKeyOf,
    reasons: row.reasons,
    recordsFrom: dated.length === 0 ? null : dayOfNumber(dated.reduce((first, day) => Math.min(first, day))),
    simulatedUntil: row.all_simulated ? endOfRecords(offersByMonth(dated)) : null,
    simulated: row.all_simulated,
  }
}

/** Big-endian 32-bit numbers, as `int4send` writes them. */
function unpack(bytes: Buffer, size: number): Int32Array {
  if (bytes.length !== size * 4) throw new RangeError(`${size} numbers in ${bytes.length} bytes`)
  const numbers = new Int32Array(size)
  for (let i = 0; i < size; i++) numbers[i] = bytes.readInt32BE(i * 4)
  return numbers
}

function offersByMonth(days: Int32Array): ReadonlyMap<string, number> {
  const perDay = new Map<number, number>()
  for (const day of days) perDay.set(day, (perDay.get(day) ?? 0) + 1)
  const perMonth = new Map<string, number>()
  for (const [day, offers] of perDay) {
    const month = monthOf(dayOfNumber(day))
    perMonth.set(month, (perMonth.get(month) ?? 0) + offers)
  }
  return perMonth
}
