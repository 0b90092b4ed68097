/** Loading files in bulk: the demo, a simulated scenario, benchmarks, and imports of what a district already keeps. */
import type { Day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { record } from '../../platform/audit/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { newJourneyKey } from '../journeys/index.ts'
import type { ClosureReason } from './domain/closing.ts'
import type { AccessPath, Checked, Decision } from './domain/intake.ts'
import type { Phase } from './domain/phases.ts'
import type { CasesTables } from './tables.ts'

export interface CaseData {
  /** By which whoever loads refers to the file. */
  readonly key: string
  /** Where hand-overs that were loaded before name the file already; new unless told. */
  readonly id?: Id<'case'>
  readonly controllerId: Id<'organisation'>
  /** The team. */
  readonly organisationId: Id<'organisation'>
  /** Aktenzeichen; else the next of its year, as `<prefix>-<year>-<number>`. */
  readonly reference?: string
  readonly personId: Id<'person'>
  readonly familyId?: Id<'family'> | null
  /** Who else belongs to the file. */
  readonly others?: readonly { readonly personId: Id<'person'>; readonly role: 'adult' | 'child' | 'other' }[]
  readonly managerId?: Id<'user'> | null
  readonly phase: Phase
  readonly reach?: 'team' | 'own'
  readonly municipalityId?: Id<'municipality'> | null
  readonly targetGroup?: string | null
  readonly accessPath?: AccessPath | null
  /** As given back by loading journeys; random unless told. */
  readonly journeyKey?: Id<'journey'>
  readonly openedOn: Day
  readonly nextDueOn?: Day | null
  readonly lastActivityOn?: Day
  readonly closedOn?: Day | null
  readonly closureReason?: ClosureReason | null
  readonly goalAttainment?: number | null
  /** The check of criteria on the day it was opened. */
  readonly intake?: { readonly checked: Checked; readonly decision: Decision; readonly reason?: string }
  /** Milliseconds since 1970, UTC; noon of the day it was opened unless told. */
  readonly createdAt?: number
}

/** Ids, Aktenzeichen and journeys by key. */
export interface LoadedCases {
  readonly cases: ReadonlyMap<string, Id<'case'>>
  readonly references: ReadonlyMap<string, string>
  readonly journeys: ReadonlyMap<string, Id<'journey'>>
}

export interface LoadCasesOptions {
  readonly simulated: boolean
  /** Letters before the number of a file: `AUE`. */
  readonly prefix: string
}

type Row = Omit<CasesTables['case_file'], 'created_at' | 'changed_at'> & { created_at: string; changed_at: string }

const batchSize = 2000

/**
 * Adds files with who belongs to them and the check of criteria, as the system, in the caller's transaction. 50,000 take some
 * ten seconds. Throws the error of a constraint for a file that contradicts itself.
 */
export async function loadCases(
  tx: Tx,
  data: Iterable<CaseData>,
  { simulated, prefix }: LoadCasesOptions,
): Promise<LoadedCases> {
  const cases = new Map<string, Id<'case'>>()
  const references = new Map<string, string>()
  const journeys = new Map<string, Id<'journey'>>()
  const given = await lastNumbers(tx)
  const rows = { case_file: [] as Row[], case_person: [] as object[], case_intake: [] as object[] }

  async function flush(): Promise<void> {
    for (const table of ['case_file', 'case_person', 'case_intake'] as const) {
      await insertRows(tx, table, rows[table])
      rows[table] = []
    }
  }
  for (const one of data) {
    const row = fileRow(one, one.reference ?? nextOf(given, `${prefix}-${one.openedOn.slice(0, 4)}-`), simulated)
    cases.set(one.key, row.id)
    references.set(one.key, row.reference)
    journeys.set(one.key, row.journey_key)
    rows.case_file.push(row)
    rows.case_person.push(...personRows(one, row.id))
    if (one.intake) rows.case_intake.push(intakeRow(one, row.id, one.intake))
    if (rows.case_file.length >= batchSize) await flush()
  }
  await flush()
  await keepNumbers(tx, given)
  await record(tx, 'system', { event: 'cases.loaded', details: { cases: cases.size, simulated } })
  return { cases, references, journeys }
}

function fileRow(one: CaseData, reference: string, simulated: boolean): Row {
  const createdAt = one.createdAt ?? Date.parse(`${one.openedOn}T12:00:00Z`)
  const at = new Date(createdAt).toISOString()
  return {
    id: one.id ?? newId<'case'>(createdAt),
    controller_id: one.controllerId,
    organisation_id: one.organisationId,
    reference,
    person_id: one.personId,
    family_id: one.familyId ?? null,
    manager_id: one.managerId ?? null,
    phase: one.phase,
    reach: one.reach ?? 'team',
    municipality_id: one.municipalityId ?? null,
    target_group: one.targetGroup ?? null,
    access_path: one.accessPath ?? null,
    journey_key: one.journeyKey ?? newJourneyKey(),
    opened_on: one.openedOn,
    next_due_on: one.nextDueOn ?? null,
    last_activity_on: one.lastActivityOn ?? one.closedOn ?? one.openedOn,
    closed_on: one.closedOn ?? null,
    closure_reason: one.closureReason ?? null,
    goal_attainment: one.goalAttainment ?? null,
    former_organisation_id: null,
    after_until: null,
    after_norm: null,
    simulated,
    version: 1,
    created_at: at,
    changed_at: at,
    changed_by: null,
  }
}

function personRows(one: CaseData, id: Id<'case'>): object[] {
  const main = { personId: one.personId, role: 'main' as const }
  return [main, ...(one.others ?? [])].map(({ personId, role }) => ({
    case_id: id,
    controller_id: one.controllerId,
    person_id: personId,
    role,
    since: one.openedOn,
    until: null,
  }))
}

function intakeRow(
  one: CaseData,
  id: Id<'case'>,
  { checked, decision, reason }: NonNullable<CaseData['intake']>,
): object {
  return {
    case_id: id,
    controller_id: one.controllerId,
    complex_need: checked.complexNeed,
    many_actors: checked.manyActors,
    regular_ways_fail: checked.regularWaysFail,
    own_resources: checked.ownResources,
    agreed: checked.agreed,
    decision,
    reason: reason ?? null,
    decided_on: one.openedOn,
    decided_by: null,
  }
}

async function lastNumbers(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ prefix: string; last: number }>`SELECT prefix, last FROM case_sequence`.execute(tx)
  return new Map(rows.map(({ prefix, last }) => [prefix, last]))
}

function nextOf(given: Map<string, number>, start: string): string {
  const number = (given.get(start) ?? 0) + 1
  given.set(start, number)
  return `${start}${String(number).padStart(4, '0')}`
}

/** What is opened by hand afterwards goes on where loading ended. */
async function keepNumbers(tx: Tx, given: ReadonlyMap<string, number>): Promise<void> {
  await sql`
    INSERT INTO case_sequence (prefix, last)
    SELECT * FROM unnest(${[...given.keys()]}::text[], ${[...given.values()]}::integer[])
    ON CONFLICT (prefix) DO UPDATE SET last = excluded.last`.execute(tx)
}

/** The rows of one statement as one value: the database takes them apart by the columns of the table. */
async function insertRows(tx: Tx, table: keyof CasesTables, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const name = sql.table(table)
  await sql`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  )
}
