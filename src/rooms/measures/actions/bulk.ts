import { Conflict } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { tables } from '../access.ts'
import { type BulkChange, type BulkEffect, effectOf, forbids } from '../domain/bulk.ts'
import { listMeasures, longestList, type MeasureRow } from '../queries/measures.ts'
import { advance, noteVersions, type Setting } from '../recording.ts'
import { chosenCodes, chosenConcept, chosenOrganisations } from './chosen.ts'
import { enterStates } from './states.ts'

export interface BulkPreview {
  readonly measure: MeasureRow
  readonly effect: BulkEffect
}

/** What a change would do to each of the measures, by number; those that the actor may not see are left out. */
export async function previewBulk(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  ids: readonly Id<'measure'>[],
  change: BulkChange,
): Promise<BulkPreview[]> {
  const { rows } = await listMeasures(tx, actor, { ids }, { limit: longestList }, setting.today)
  return rows.map((measure) => ({
    measure,
    effect: effectOf(
      {
        state: measure.state,
        stalled: measure.stalledSince !== null,
        since: measure.stalledSince ?? measure.stateSince,
        responsible: measure.responsible?.key ?? null,
        fields: measure.fieldKeys,
        concepts: measure.concepts.map((concept) => concept.key),
        priority: measure.priority,
        kimLinked: measure.kimLinked,
      },
      change,
      setting.today,
    ),
  }))
}

/** A measure as somebody saw it in the preview. */
export interface Seen {
  readonly id: Id<'measure'>
  readonly version: number
}

/**
 * Does one change to many measures, all or none: throws Conflict with `measures-bulk-forbidden` when one of them cannot
 * take it, and ChangedMeanwhile when one was changed since it was seen. Each gets a version and an entry of its own;
 * those that have it already stay as they are. Returns how many changed.
 */
export async function changeInBulk(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  seen: readonly Seen[],
  change: BulkChange,
): Promise<number> {
  const previews = await previewBulk(
    tx,
    actor,
    setting,
    seen.map(({ id }) => id),
    change,
  )
  const versions = new Map(seen.map(({ id, version }) => [id, version]))
  const moved = previews.find(({ measure }) => versions.get(measure.id) !== measure.version)
  if (moved || previews.length < versions.size) throw new ChangedMeanwhile('', new Date())
  if (previews.some(({ effect }) => forbids(effect))) throw new Conflict('measures-bulk-forbidden')
  const ids = previews.flatMap(({ measure, effect }) => (effect === 'changes' ? [measure.id] : []))
  if (ids.length === 0) return 0
  // Between the look and the lock somebody may have been faster.
  for (const row of await advance(tx, actor, 'measure', ids))
    if (row.version !== (versions.get(row.id) ?? 0) + 1) throw new ChangedMeanwhile('', new Date())
  await apply(tx, actor, setting, ids, change)
  await noteVersions(tx, actor, setting, {
    kind: 'measure',
    ids,
    event: 'bulk-changed',
    details: { change: change.kind, measures: ids.length },
  })
  return ids.length
}

async function apply(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  ids: readonly Id<'measure'>[],
  change: BulkChange,
): Promise<void> {
  const db = tables(tx)
  const update = db.updateTable('measure').where('id', 'in', [...ids])
  switch (change.kind) {
    case 'state':
      await enterStates(tx, actor, setting, ids, { ...change, reason: change.reason ?? undefined })
      return
    case 'responsible': {
      const [responsible = null] = change.organisation
        ? await chosenOrganisations(tx, 'organisation', [change.organisation], setting.today)
        : []
      await update.set({ responsible_id: responsible }).execute()
      return
    }
    case 'addField':
    case 'removeField': {
      const [field] = await chosenCodes(tx, 'field_of_action', 'field', [change.field])
      if (!field) return
      if (change.kind === 'addField')
        await db
          .insertInto('measure_field')
          .values(ids.map((id) => ({ measure_id: id, field_id: field })))
          .execute()
      else
        await db
          .deleteFrom('measure_field')
          .where('field_id', '=', field)
          .where('measure_id', 'in', [...ids])
          .execute()
      return
    }
    case 'priority':
      await update.set({ priority: change.priority }).execute()
      return
    case 'addConcept': {
      const concept = await chosenConcept(tx, actor, 'concept', change.concept)
      await db
        .insertInto('measure_concept')
        .values(
          ids.map((id) => ({ measure_id: id, concept_id: concept, role: change.role, number: null, chapter: null })),
        )
        .execute()
      return
    }
    case 'kim':
      await update.set({ kim_linked: change.linked }).execute()
  }
}
