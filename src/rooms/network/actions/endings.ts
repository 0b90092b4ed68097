import type { Day } from '../../../kernel/day.ts'
import { Conflict } from '../../../kernel/errors.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { getHead } from '../queries/heads.ts'
import { tableOf } from '../queries/records.ts'
import { advanced, demandUpdated, noteChange, type Setting } from '../recording.ts'

/**
 * Marks a record as no longer there from a day on. It stays, with its history, for everything that refers to it. Throws
 * ChangedMeanwhile when somebody else changed it since `version`.
 */
export async function endRecord(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  kind: RecordKind,
  key: string,
  { version, endedOn }: { readonly version: number; readonly endedOn: Day },
): Promise<void> {
  await setEnd(tx, actor, setting, kind, key, version, endedOn)
}

/** Takes the mark off again. Throws Conflict when the record has not ended, ChangedMeanwhile as endRecord. */
export async function reopenRecord(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  kind: RecordKind,
  key: string,
  { version }: { readonly version: number },
): Promise<void> {
  await setEnd(tx, actor, setting, kind, key, version, null)
}

async function setEnd(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  kind: RecordKind,
  key: string,
  version: number,
  endedOn: Day | null,
): Promise<void> {
  const head = await getHead(tx, actor, kind, key, today)
  if (head.endedOn === endedOn) throw new Conflict(`${kind} ${key} is in this state already`)
  // All these tables have the same columns here; the query builder knows them one at a time only.
  const table = tableOf[kind] as 'site'
  const updated = await tables(tx)
    .updateTable(table)
    .set({ ended_on: endedOn, ...advanced(actor, version) })
    .where('id', '=', head.id as never)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, head.id)
  const changes = [{ field: 'endedOn', before: head.endedOn, after: endedOn }]
  const event = endedOn === null ? 'reopened' : 'ended'
  await noteChange(tx, actor, { kind, id: head.id, version: version + 1, event, changes })
}
