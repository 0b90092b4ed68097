import { Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween, type FieldValues } from '../domain/changes.ts'
import { searched } from '../domain/searched.ts'
import type { ChangedJurisdiction, Given, NewJurisdiction } from '../forms.ts'
import { getJurisdiction, type Jurisdiction } from '../queries/jurisdictions.ts'
import { advanced, begun, demandUpdated, indexWords, noteChange, type Setting } from '../recording.ts'
import { freeKey } from './keys.ts'

/** Adds a jurisdiction; returns its key. Its code must be new. */
export async function createJurisdiction(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: Given<typeof NewJurisdiction>,
): Promise<string> {
  await demandFreeCode(tx, input.code)
  const row = rowOf(input)
  const id = newId<'jurisdiction'>()
  const key = await freeKey(tx, 'jurisdiction', input.code)
  await tables(tx)
    .insertInto('jurisdiction')
    // Law is never simulated, not even in a demonstration.
    .values({ id, ...row, ...begun(actor, { ...setting, demo: false }, key) })
    .execute()
  await indexWords(tx, 'jurisdiction', id, searched.jurisdiction(input))
  const changes = changesBetween({}, factsOf(row))
  await noteChange(tx, actor, { kind: 'jurisdiction', id, version: 1, event: 'created', changes })
  return key
}

/** Changes a jurisdiction. Throws ChangedMeanwhile when somebody else did since `input.version`. */
export async function changeJurisdiction(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  key: string,
  input: Given<typeof ChangedJurisdiction>,
): Promise<void> {
  const jurisdiction = await getJurisdiction(tx, actor, key, setting.today)
  const row = rowOf(input)
  const changes = changesBetween(factsOf(jurisdiction), factsOf(row))
  if (changes.length === 0) return
  if (row.code !== jurisdiction.code) await demandFreeCode(tx, row.code)
  const { id } = jurisdiction
  const updated = await tables(tx)
    .updateTable('jurisdiction')
    .set({ ...row, ...advanced(actor, input.version) })
    .where('id', '=', id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await indexWords(tx, 'jurisdiction', id, searched.jurisdiction(input))
  await noteChange(tx, actor, { kind: 'jurisdiction', id, version: input.version + 1, event: 'changed', changes })
}

async function demandFreeCode(tx: Tx, code: string): Promise<void> {
  const taken = await tables(tx).selectFrom('jurisdiction').select('id').where('code', '=', code).executeTakeFirst()
  if (taken) throw new Invalid([{ field: 'code', code: 'taken' }])
}

function rowOf({ code, name, norm, note }: Given<typeof NewJurisdiction>) {
  return { code, name, norm: norm ?? null, note: note ?? null }
}

/** What the history keeps, by the names of the form's fields. */
function factsOf({ code, name, norm, note }: Pick<Jurisdiction, 'code' | 'name' | 'norm' | 'note'>): FieldValues {
  return { code, name, norm, note }
}
