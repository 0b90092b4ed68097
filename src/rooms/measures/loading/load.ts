import { systemClock } from '../../../kernel/clock.ts'
import type { Day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { fieldsOfAction, loadList, targetGroups } from '../../../platform/codelists/index.ts'
import { inBatches, sql, type Tx } from '../../../platform/database/index.ts'
import type { LoadedNetwork } from '../../network/index.ts'
import { tables } from '../access.ts'
import { presentOf } from '../domain/timeline.ts'
import type { MeasureData, MeasuresData, MeasuresSourceData } from '../load.ts'
import { keepVersions } from '../recording.ts'
import { problemsIn } from './check.ts'

// Longer than 300 lines: one insert after the other, in the order of the tables; apart they would say less.

/** The ids that were made, by key. */
export interface LoadedMeasures {
  readonly fields: Ids<'field-of-action'>
  readonly targetGroups: Ids<'target-group'>
  readonly concepts: Ids<'concept'>
  readonly measures: Ids<'measure'>
}

type Ids<Kind extends string> = ReadonlyMap<string, Id<Kind>>

/**
 * Loads a whole register into a tenant that has none yet, a few statements for all of it. Runs as the system; `network` is
 * what loadNetwork returned. Throws RangeError with every problem of the data, and then nothing is written.
 */
export async function loadMeasures(
  tx: Tx,
  data: MeasuresData,
  network: LoadedNetwork,
  today: Day = systemClock.today(),
): Promise<LoadedMeasures> {
  const problems = problemsIn(data, network)
  if (problems.length > 0) throw new RangeError(`the register cannot be loaded:\n${problems.join('\n')}`)
  const ids: LoadedMeasures = {
    fields: idsFor(data.fields),
    targetGroups: idsFor(data.targetGroups),
    concepts: idsFor(data.concepts),
    measures: idsFor(data.measures),
  }
  const db = tables(tx)
  const code = (ofKind: Ids<never>) => (one: { key: string; name: string }, index: number) => ({
    id: get(ofKind, one.key),
    key: one.key,
    name: one.name,
    position: index + 1,
    begins_on: null,
    ended_on: null,
    into_key: null,
  })
  await inBatches(data.fields.map(code(ids.fields as Ids<never>)), (rows) =>
    db.insertInto('field_of_action').values(rows).execute(),
  )
  await inBatches(data.targetGroups.map(code(ids.targetGroups as Ids<never>)), (rows) =>
    db.insertInto('target_group').values(rows).execute(),
  )
  await loadList(tx, fieldsOfAction, data.fields)
  await loadList(tx, targetGroups, data.targetGroups)
  await insertConcepts(tx, data, ids, network)
  await insertMeasures(tx, data, ids, network)
  await insertParts(tx, data, ids)
  await keepVersions(tx, 'concept', [...ids.concepts.values()], 'loaded', today, null)
  await keepVersions(tx, 'measure', [...ids.measures.values()], 'loaded', today, null)
  return ids
}

async function insertConcepts(tx: Tx, data: MeasuresData, ids: LoadedMeasures, network: LoadedNetwork) {
  const rows = data.concepts.map((one) => ({
    id: get(ids.concepts, one.key),
    key: one.key,
    kind: one.kind,
    title: one.title,
    short_title: one.shortTitle ?? null,
    summary: one.summary ?? null,
    commissioned_on: one.commissioned?.on ?? null,
    commissioned_by: one.commissioned?.by ?? null,
    presented_on: one.presented?.on ?? null,
    presented_to: one.presented?.to ?? null,
    adopted_on: one.adopted?.on ?? null,
    adopted_by_body_id: find(network.bodies, one.adopted?.by),
    resolution_reference: one.resolutionReference ?? null,
    resolution_address: null,
    valid_from: one.validFrom ?? null,
    valid_until: one.validUntil ?? null,
    successor_id: find(ids.concepts, one.successor),
    is_public: one.public ?? true,
    simulated: one.simulated ?? data.simulated,
    ...first,
  }))
  await inBatches(rows, (batch) => tables(tx).insertInto('concept').values(batch).execute())
  await insertSources(
    tx,
    'concept',
    data.concepts.map((one) => ({ id: get(ids.concepts, one.key), sources: one.sources })),
  )
}

async function insertMeasures(tx: Tx, data: MeasuresData, ids: LoadedMeasures, network: LoadedNetwork) {
  const db = tables(tx)
  const idOf = (one: MeasureData) => get(ids.measures, one.key)
  await inBatches(
    data.measures.map((one) => {
      const present = presentOf(statesOf(one))
      return {
        id: idOf(one),
        number: one.number,
        title: one.title,
        description: one.description ?? null,
        public_text: one.publicText ?? null,
        is_public: one.public ?? true,
        state: present.state,
        state_since: present.stateSince,
        state_reason: present.stateReason,
        established_on: present.establishedOn,
        stalled_since: present.stalledSince,
        stalled_reason: present.stalledReason,
        priority: one.priority ?? null,
        responsible_id: find(network.organisations, one.responsible),
        centre_role: one.centreRole,
        kim_linked: one.kimLinked ?? false,
        district_wide: (one.municipalities ?? []).length === 0,
        partners: one.partners ?? null,
        planned_from: one.plannedFrom ?? null,
        planned_until: one.plannedUntil ?? null,
        withdrawn_on: null,
        simulated: one.simulated ?? data.simulated,
        ...first,
      }
    }),
    (rows) => db.insertInto('measure').values(rows).execute(),
  )
  await inBatches(
    data.measures.flatMap((one) =>
      one.concepts.map(({ concept, role = 'origin' as const, number, chapter }) => ({
        measure_id: idOf(one),
        concept_id: get(ids.concepts, concept),
        role,
        number: number ?? null,
        chapter: chapter ?? null,
      })),
    ),
    (rows) => db.insertInto('measure_concept').values(rows).execute(),
  )
  await inBatches(
    data.measures.flatMap((one) =>
      one.fields.map((key) => ({ measure_id: idOf(one), field_id: get(ids.fields, key) })),
    ),
    (rows) => db.insertInto('measure_field').values(rows).execute(),
  )
  await inBatches(
    data.measures.flatMap((one) =>
      (one.involved ?? []).map((key) => ({ measure_id: idOf(one), organisation_id: get(network.organisations, key) })),
    ),
    (rows) => db.insertInto('measure_organisation').values(rows).execute(),
  )
  await inBatches(
    data.measures.flatMap((one) =>
      (one.municipalities ?? []).map((key) => ({
        measure_id: idOf(one),
        municipality_id: get(network.municipalities, key),
      })),
    ),
    (rows) => db.insertInto('measure_municipality').values(rows).execute(),
  )
  await inBatches(
    data.measures.flatMap((one) =>
      (one.targetGroups ?? []).map((key) => ({ measure_id: idOf(one), target_group_id: get(ids.targetGroups, key) })),
    ),
    (rows) => db.insertInto('measure_target_group').values(rows).execute(),
  )
  await inBatches(
    data.measures.flatMap((one) =>
      statesOf(one).map((state) => ({
        measure_id: idOf(one),
        ...state,
        recorded_at: sql<Date>`now()`,
        recorded_by: null,
      })),
    ),
    (rows) => db.insertInto('measure_state').values(rows).execute(),
  )
  await inBatches(
    data.measures.flatMap((one) =>
      (one.successorOf ?? []).map(({ measure, kind, throughKim = false, since }) => ({
        predecessor_id: get(ids.measures, measure),
        successor_id: idOf(one),
        kind,
        through_kim: throughKim,
        since,
        note: null,
      })),
    ),
    (rows) => db.insertInto('measure_succession').values(rows).execute(),
  )
  await insertSources(
    tx,
    'measure',
    data.measures.map((one) => ({ id: idOf(one), sources: one.sources })),
  )
}

/** Milestones, indicators with their values, money. */
async function insertParts(tx: Tx, data: MeasuresData, ids: LoadedMeasures) {
  const db = tables(tx)
  const idOf = (one: MeasureData) => get(ids.measures, one.key)
  await inBatches(
    data.measures.flatMap((one) =>
      (one.milestones ?? []).map(({ title, due, reached }, index) => ({
        id: newId<'row'>(),
        measure_id: idOf(one),
        position: index + 1,
        title,
        due_on: due ?? null,
        reached_on: reached ?? null,
        note: null,
      })),
    ),
    (rows) => db.insertInto('milestone').values(rows).execute(),
  )
  const indicators = data.measures.flatMap((one) =>
    (one.indicators ?? []).map((indicator, index) => ({ one, indicator, index, id: newId<'row'>() })),
  )
  await inBatches(
    indicators.map(({ one, indicator, index, id }) => ({
      id,
      measure_id: idOf(one),
      position: index + 1,
      name: indicator.name,
      unit: indicator.unit,
      target_value: indicator.target?.value ?? null,
      target_on: indicator.target?.on ?? null,
    })),
    (rows) => db.insertInto('indicator').values(rows).execute(),
  )
  await inBatches(
    indicators.flatMap(({ indicator, id }) =>
      (indicator.values ?? []).map(({ on, value }) => ({
        id: newId<'row'>(),
        indicator_id: id,
        as_of: on,
        value,
        note: null,
        recorded_at: sql<Date>`now()`,
        recorded_by: null,
      })),
    ),
    (rows) => db.insertInto('indicator_value').values(rows).execute(),
  )
  await inBatches(
    data.measures.flatMap((one) =>
      (one.funding ?? []).map(({ source, kind, amount, from, until }, index) => ({
        id: newId<'row'>(),
        measure_id: idOf(one),
        position: index + 1,
        source,
        kind,
        amount_cents: amount === undefined ? null : Math.round(amount * 100),
        valid_from: from ?? null,
        valid_until: until ?? null,
        note: null,
      })),
    ),
    (rows) => db.insertInto('measure_funding').values(rows).execute(),
  )
}

async function insertSources(
  tx: Tx,
  kind: 'measure' | 'concept',
  records: readonly { readonly id: string; readonly sources: readonly MeasuresSourceData[] | undefined }[],
) {
  const rows = records.flatMap(({ id, sources = [] }) =>
    sources.map((source) => ({
      id: newId<'row'>(),
      subject_id: id,
      subject_kind: kind,
      title: source.title,
      address: source.address ?? null,
      dated_on: source.dated ?? null,
    })),
  )
  await inBatches(rows, (batch) => tables(tx).insertInto('measures_source').values(batch).execute())
}

function statesOf(one: MeasureData) {
  return one.states.map(({ state, since, reason, stalled = false }, index) => ({
    number: index + 1,
    state,
    stalled,
    since,
    reason: reason ?? null,
  }))
}

/** What every record begins with; nobody has changed it yet. */
const first = { version: 1, changed_at: sql<Date>`now()`, changed_by: null }

const idsFor = <Kind extends string>(records: readonly { readonly key: string }[]): Ids<Kind> =>
  new Map(records.map(({ key }) => [key, newId<Kind>()]))

/** The id for a key that is known to be there: problemsIn has looked. */
const get = <Kind extends string>(ids: Ids<Kind>, key: string): Id<Kind> => ids.get(key) as Id<Kind>

const find = <Kind extends string>(ids: Ids<Kind>, key: string | undefined): Id<Kind> | null =>
  key === undefined ? null : get(ids, key)
