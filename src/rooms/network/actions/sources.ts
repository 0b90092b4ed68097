import { Invalid, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { isSourcedField } from '../domain/sourced.ts'
import type { Given, NewSource } from '../forms.ts'
import { getHead } from '../queries/heads.ts'
import { sourcesOf } from '../queries/sources.ts'
import { noteChange, rowId, type Setting } from '../recording.ts'
import { moveVersionOn } from './versions.ts'

/** Says where a fact of a record stands. */
export async function addSource(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  kind: RecordKind,
  key: string,
  input: Given<typeof NewSource>,
): Promise<void> {
  const { id } = await getHead(tx, actor, kind, key, today)
  if (input.field && !isSourcedField(kind, input.field)) throw new Invalid([{ field: 'field', code: 'not-an-option' }])
  const version = await moveVersionOn(tx, actor, kind, id)
  await tables(tx)
    .insertInto('network_source')
    .values({
      id: rowId(),
      subject_id: id,
      subject_kind: kind,
      field: input.field ?? null,
      title: input.title,
      address: input.address ?? null,
      dated_on: input.datedOn ?? null,
    })
    .execute()
  const changes = [{ field: 'source', of: input.title, before: null, after: input.address ?? input.title }]
  await noteChange(tx, actor, { kind, id, version, event: 'source-added', changes })
}

/** Takes a source away; the history keeps its title. */
export async function removeSource(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  kind: RecordKind,
  key: string,
  row: Id<'row'>,
): Promise<void> {
  const { id } = await getHead(tx, actor, kind, key, today)
  const version = await moveVersionOn(tx, actor, kind, id)
  const source = (await sourcesOf(tx, id)).find((known) => known.id === row)
  if (!source) throw new NotFound('there is no such source')
  await tables(tx).deleteFrom('network_source').where('id', '=', row).execute()
  const changes = [{ field: 'source', of: source.title, before: source.address ?? source.title, after: null }]
  await noteChange(tx, actor, { kind, id, version, event: 'source-removed', changes })
}
