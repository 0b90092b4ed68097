import type { Day } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { CentreRole, MeasureState, Priority } from '../domain/kinds.ts'
import { needsReason } from '../domain/states.ts'
import { getMeasure } from '../queries/measures.ts'
import { advance, noteVersions, type Setting } from '../recording.ts'
import { chosenCodes, chosenConcept, chosenMunicipalities, chosenOrganisations } from './chosen.ts'

/** What a measure says of itself; offices, places and codes by their keys. What has a life of its own is added later. */
export interface MeasureInput {
  readonly number: string
  readonly title: string
  readonly description?: string | undefined
  readonly publicText?: string | undefined
  readonly isPublic: boolean
  readonly fields: readonly string[]
  readonly responsible?: string | undefined
  readonly involved: readonly string[]
  readonly centreRole: CentreRole
  readonly partners?: string | undefined
  readonly kimLinked: boolean
  /** Empty: for the whole district. */
  readonly municipalities: readonly string[]
  readonly targetGroups: readonly string[]
  readonly priority?: Priority | undefined
  readonly plannedFrom?: Day | undefined
  readonly plannedUntil?: Day | undefined
}

export interface NewMeasureInput extends MeasureInput {
  readonly state: MeasureState
  readonly since: Day
  readonly reason?: string | undefined
  readonly concept?: string | undefined
  /** Its number in that concept. */
  readonly conceptNumber?: string | undefined
}

/** Adds a measure with its first state; returns its id. Throws Invalid with `measures-number-taken`. */
export async function createMeasure(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: NewMeasureInput,
): Promise<Id<'measure'>> {
  if (needsReason(input.state) && !input.reason) throw new Invalid([{ field: 'reason', code: 'required' }])
  if (input.since > setting.today) throw new Invalid([{ field: 'since', code: 'measures-in-future' }])
  await demandFreeNumber(tx, input.number)
  const concept = input.concept ? await chosenConcept(tx, actor, 'concept', input.concept) : undefined
  const { row, relations } = await prepare(tx, setting, input)
  const id = newId<'measure'>()
  const state = { state: input.state, since: input.since, reason: input.reason ?? null }
  await tables(tx)
    .insertInto('measure')
    .values({
      id,
      ...row,
      state: state.state,
      state_since: state.since,
      state_reason: state.reason,
      established_on: state.state === 'established' ? state.since : null,
      stalled_since: null,
      stalled_reason: null,
      withdrawn_on: null,
      simulated: setting.demo,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    })
    .execute()
  await tables(tx)
    .insertInto('measure_state')
    .values({
      measure_id: id,
      number: 1,
      stalled: false,
      ...state,
      recorded_at: sql<Date>`now()`,
      recorded_by: actor.userId,
    })
    .execute()
  await relate(tx, id, relations)
  if (concept)
    await tables(tx)
      .insertInto('measure_concept')
      .values({
        measure_id: id,
        concept_id: concept,
        role: 'origin',
        number: input.conceptNumber ?? null,
        chapter: null,
      })
      .execute()
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: [id], event: 'created' })
  return id
}

/**
 * Changes what a measure says of itself. Throws ChangedMeanwhile when somebody else changed it since `version`, and
 * Invalid with `measures-number-taken`.
 */
export async function changeMeasure(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: Id<'measure'>,
  input: MeasureInput,
  version: number,
): Promise<void> {
  const measure = await getMeasure(tx, actor, id, setting.today)
  await advance(tx, actor, 'measure', [id], version)
  if (input.number !== measure.number) await demandFreeNumber(tx, input.number)
  const { row, relations } = await prepare(tx, setting, input)
  await tables(tx).updateTable('measure').set(row).where('id', '=', id).execute()
  for (const table of relationTables) await tables(tx).deleteFrom(table).where('measure_id', '=', id).execute()
  await relate(tx, id, relations)
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: [id], event: 'changed' })
}

/**
 * Takes a measure back that was entered by mistake, or by an import that is undone: it leaves lists and counts, its number
 * is free again, its history stays. Nothing else may go on in it.
 */
export async function withdrawMeasure(tx: Tx, actor: Actor, setting: Setting, id: Id<'measure'>): Promise<void> {
  await getMeasure(tx, actor, id, setting.today)
  await advance(tx, actor, 'measure', [id])
  await tables(tx).updateTable('measure').set({ withdrawn_on: setting.today }).where('id', '=', id).execute()
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: [id], event: 'withdrawn' })
}

const relationTables = [
  'measure_field',
  'measure_organisation',
  'measure_municipality',
  'measure_target_group',
] as const

async function demandFreeNumber(tx: Tx, number: string): Promise<void> {
  const taken = await tables(tx)
    .selectFrom('measure')
    .select('id')
    .where('number', '=', number)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  if (taken) throw new Invalid([{ field: 'number', code: 'measures-number-taken', values: { number } }])
}

async function prepare(tx: Tx, setting: Setting, input: MeasureInput) {
  const [responsible = null] = input.responsible
    ? await chosenOrganisations(tx, 'responsible', [input.responsible], setting.today)
    : []
  return {
    row: {
      number: input.number,
      title: input.title,
      description: input.description ?? null,
      public_text: input.publicText ?? null,
      is_public: input.isPublic,
      priority: input.priority ?? null,
      responsible_id: responsible,
      centre_role: input.centreRole,
      kim_linked: input.kimLinked,
      district_wide: input.municipalities.length === 0,
      partners: input.partners ?? null,
      planned_from: input.plannedFrom ?? null,
      planned_until: input.plannedUntil ?? null,
    },
    relations: {
      fields: await chosenCodes(tx, 'field_of_action', 'fields', input.fields),
      involved: await chosenOrganisations(tx, 'involved', input.involved, setting.today),
      municipalities: await chosenMunicipalities(tx, 'municipalities', input.municipalities),
      targetGroups: await chosenCodes(tx, 'target_group', 'targetGroups', input.targetGroups),
    },
  }
}

async function relate(
  tx: Tx,
  id: Id<'measure'>,
  { fields, involved, municipalities, targetGroups }: Awaited<ReturnType<typeof prepare>>['relations'],
): Promise<void> {
  const db = tables(tx)
  const measure_id = id
  if (fields.length > 0)
    await db
      .insertInto('measure_field')
      .values(fields.map((field_id) => ({ measure_id, field_id })))
      .execute()
  if (involved.length > 0)
    await db
      .insertInto('measure_organisation')
      .values(involved.map((organisation_id) => ({ measure_id, organisation_id })))
      .execute()
  if (municipalities.length > 0)
    await db
      .insertInto('measure_municipality')
      .values(municipalities.map((municipality_id) => ({ measure_id, municipality_id })))
      .execute()
  if (targetGroups.length > 0)
    await db
      .insertInto('measure_target_group')
      .values(targetGroups.map((target_group_id) => ({ measure_id, target_group_id })))
      .execute()
}
