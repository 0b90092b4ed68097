import { Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween, type FieldValues } from '../domain/changes.ts'
import { searched } from '../domain/searched.ts'
import type { ChangedBody, Given, NewBody } from '../forms.ts'
import { type Body, bodiesAbove, getBody } from '../queries/bodies.ts'
import { advanced, begun, demandUpdated, indexWords, noteChange, type Setting } from '../recording.ts'
import { chosenBody } from './chosen.ts'
import { freeKey } from './keys.ts'

/** Adds a body; returns its key. */
export async function createBody(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: Given<typeof NewBody>,
): Promise<string> {
  const { row, facts } = await prepare(tx, actor, input)
  const id = newId<'body'>()
  const key = await freeKey(tx, 'body', input.name)
  await tables(tx)
    .insertInto('body')
    .values({ id, ...row, ...begun(actor, setting, key) })
    .execute()
  await indexWords(tx, 'body', id, searched.body(input))
  await noteChange(tx, actor, { kind: 'body', id, version: 1, event: 'created', changes: changesBetween({}, facts) })
  return key
}

/**
 * Changes a body. Throws Invalid when it would belong to itself, ChangedMeanwhile when somebody else changed it since
 * `input.version`.
 */
export async function changeBody(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  key: string,
  input: Given<typeof ChangedBody>,
): Promise<void> {
  const body = await getBody(tx, actor, key, setting.today)
  const { row, facts } = await prepare(tx, actor, input)
  const changes = changesBetween(factsOf(body), facts)
  if (changes.length === 0) return
  const { id } = body
  if (row.parent_id !== null) {
    // As with organisations: two changes at once could close a circle.
    await tables(tx).selectFrom('district').select('id').forUpdate().execute()
    if ((await bodiesAbove(tx, row.parent_id)).includes(id))
      throw new Invalid([{ field: 'parent', code: 'network-belongs-to-itself' }])
  }
  const updated = await tables(tx)
    .updateTable('body')
    .set({ ...row, ...advanced(actor, input.version) })
    .where('id', '=', id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await indexWords(tx, 'body', id, searched.body(input))
  await noteChange(tx, actor, { kind: 'body', id, version: input.version + 1, event: 'changed', changes })
}

async function prepare(tx: Tx, actor: Actor, input: Given<typeof NewBody>) {
  const parent = input.parent ? await chosenBody(tx, actor, 'parent', input.parent) : undefined
  const plain = { name: input.name, kind: input.kind, purpose: input.purpose ?? null, rhythm: input.rhythm ?? null }
  const shortName = input.shortName ?? null
  return {
    row: { ...plain, short_name: shortName, is_public: input.isPublic, parent_id: parent?.id ?? null },
    facts: factsOf({ ...plain, shortName, isPublic: input.isPublic, parentName: parent?.name ?? null }),
  }
}

type Facts = Pick<Body, 'name' | 'shortName' | 'kind' | 'parentName' | 'isPublic' | 'purpose' | 'rhythm'>

/** What the history keeps, by the names of the form's fields. */
function factsOf(body: Facts): FieldValues {
  return {
    name: body.name,
    shortName: body.shortName,
    kind: body.kind,
    parent: body.parentName,
    isPublic: body.isPublic,
    purpose: body.purpose,
    rhythm: body.rhythm,
  }
}
