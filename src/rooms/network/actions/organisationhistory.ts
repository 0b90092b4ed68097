import { Invalid, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { wouldCircle } from '../domain/hierarchy.ts'
import { searched } from '../domain/searched.ts'
import type { Given, NewName, NewParent } from '../forms.ts'
import { getOrganisation, namesOf, parentsAbove, parentsOf } from '../queries/organisations.ts'
import { indexWords, noteChange, rowId, type Setting } from '../recording.ts'
import { chosenOrganisation } from './chosen.ts'
import { moveVersionOn } from './versions.ts'

/** Gives an organisation a new name from a day on. Throws Invalid when another name begins on that day. */
export async function renameOrganisation(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  key: string,
  input: Given<typeof NewName>,
): Promise<void> {
  const { id } = await getOrganisation(tx, actor, key, today)
  const version = await moveVersionOn(tx, actor, 'organisation', id)
  const names = await namesOf(tx, id)
  if (names.some(({ validFrom }) => validFrom === input.validFrom))
    throw new Invalid([{ field: 'validFrom', code: 'network-day-taken' }])
  await tables(tx)
    .insertInto('organisation_name')
    .values({
      id: rowId(),
      organisation_id: id,
      name: input.name,
      short_name: input.shortName ?? null,
      valid_from: input.validFrom,
    })
    .execute()
  await indexWords(tx, 'organisation', id, searched.organisation([...names, input]))
  const changes = [{ field: 'name', of: input.validFrom, before: null, after: input.name }]
  await noteChange(tx, actor, { kind: 'organisation', id, version, event: 'renamed', changes })
}

/**
 * Puts an organisation below another from a day on (null: since ever), or below none. Throws Invalid when it would, on
 * some day, belong to itself.
 */
export async function moveOrganisation(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  key: string,
  input: Given<typeof NewParent>,
): Promise<void> {
  const { id } = await getOrganisation(tx, actor, key, today)
  const parent = input.parent ? await chosenOrganisation(tx, actor, today, 'parent', input.parent) : undefined
  // Two moves at once, each right by itself, could close a circle: they queue at the district's row.
  await tables(tx).selectFrom('district').select('id').forUpdate().execute()
  const version = await moveVersionOn(tx, actor, 'organisation', id)
  const validFrom = input.validFrom ?? null
  const known = [...(await parentsAbove(tx, id)), ...(parent ? await parentsAbove(tx, parent.id) : [])]
  if (known.some((row) => row.child === id && row.validFrom === validFrom))
    throw new Invalid([{ field: 'validFrom', code: 'network-day-taken' }])
  if (wouldCircle(known, { child: id, parent: parent?.id ?? null, validFrom }))
    throw new Invalid([{ field: 'parent', code: 'network-belongs-to-itself' }])
  await tables(tx)
    .insertInto('organisation_parent')
    .values({ id: rowId(), organisation_id: id, parent_id: parent?.id ?? null, valid_from: validFrom })
    .execute()
  const changes = [{ field: 'parent', of: validFrom, before: null, after: parent?.name ?? null }]
  await noteChange(tx, actor, { kind: 'organisation', id, version, event: 'moved', changes })
}

/** Takes back a name that was entered by mistake; never the first, so that there is one on every day. */
export async function removeName(tx: Tx, actor: Actor, { today }: Setting, key: string, row: Id<'row'>): Promise<void> {
  const { id } = await getOrganisation(tx, actor, key, today)
  const version = await moveVersionOn(tx, actor, 'organisation', id)
  const names = await namesOf(tx, id)
  const removed = names.find((name) => name.id === row)
  if (!removed || removed.validFrom === null) throw new NotFound('there is no such name')
  await tables(tx).deleteFrom('organisation_name').where('id', '=', row).execute()
  await indexWords(tx, 'organisation', id, searched.organisation(names.filter((name) => name !== removed)))
  const changes = [{ field: 'name', of: removed.validFrom, before: removed.name, after: null }]
  await noteChange(tx, actor, { kind: 'organisation', id, version, event: 'name-removed', changes })
}

/** Takes back a parent that was entered by mistake. */
export async function removeParent(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  key: string,
  row: Id<'row'>,
): Promise<void> {
  const { id } = await getOrganisation(tx, actor, key, today)
  await tables(tx).selectFrom('district').select('id').forUpdate().execute()
  const version = await moveVersionOn(tx, actor, 'organisation', id)
  const removed = (await parentsOf(tx, id, today)).find((parent) => parent.id === row)
  if (!removed) throw new NotFound('there is no such parent')
  const remaining = (await parentsAbove(tx, id)).filter(
    (known) => known.child !== id || known.validFrom !== removed.validFrom,
  )
  // Without it an earlier parent holds for longer, which may close a circle too.
  const longer = remaining.filter((known) => known.child === id)
  if (longer.some((known) => wouldCircle(remaining, known)))
    throw new Invalid([{ field: '', code: 'network-belongs-to-itself' }])
  await tables(tx).deleteFrom('organisation_parent').where('id', '=', row).execute()
  const changes = [{ field: 'parent', of: removed.validFrom, before: removed.parentName, after: null }]
  await noteChange(tx, actor, { kind: 'organisation', id, version, event: 'parent-removed', changes })
}
