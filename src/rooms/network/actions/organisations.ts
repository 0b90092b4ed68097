import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween, type FieldValues } from '../domain/changes.ts'
import { searched } from '../domain/searched.ts'
import { valueOn } from '../domain/validity.ts'
import type { ChangedOrganisation, Given, NewOrganisation } from '../forms.ts'
import { getOrganisation, namesOf, type Organisation } from '../queries/organisations.ts'
import { advanced, begun, demandUpdated, indexWords, noteChange, rowId, type Setting } from '../recording.ts'
import { chosenMunicipality, chosenOrganisation } from './chosen.ts'
import { freeKey } from './keys.ts'

/** Adds an organisation with its first name and, where it has one, its parent; returns its key. */
export async function createOrganisation(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: Given<typeof NewOrganisation>,
): Promise<string> {
  const parent = input.parent ? await chosenOrganisation(tx, actor, setting.today, 'parent', input.parent) : undefined
  const { row, facts } = await prepare(tx, actor, input)
  const id = newId<'organisation'>()
  const key = await freeKey(tx, 'organisation', input.name)
  const db = tables(tx)
  await db
    .insertInto('organisation')
    .values({ id, ...row, ...begun(actor, setting, key) })
    .execute()
  const since = { id: rowId(), organisation_id: id, valid_from: null }
  await db
    .insertInto('organisation_name')
    .values({ ...since, name: input.name, short_name: input.shortName ?? null })
    .execute()
  if (parent)
    await db
      .insertInto('organisation_parent')
      .values({ ...since, id: rowId(), parent_id: parent.id })
      .execute()
  await indexWords(tx, 'organisation', id, searched.organisation([input]))
  const changes = changesBetween({}, { ...facts, parent: parent?.name ?? null })
  await noteChange(tx, actor, { kind: 'organisation', id, version: 1, event: 'created', changes })
  return key
}

/**
 * Changes an organisation, and corrects the name that it has today; a new name from a day on is `renameOrganisation`.
 * Throws ChangedMeanwhile when somebody else changed it since `input.version`.
 */
export async function changeOrganisation(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  key: string,
  input: Given<typeof ChangedOrganisation>,
): Promise<void> {
  const organisation = await getOrganisation(tx, actor, key, setting.today)
  const { row, facts } = await prepare(tx, actor, input)
  const changes = changesBetween(factsOf(organisation), facts)
  if (changes.length === 0) return
  const { id } = organisation
  const db = tables(tx)
  const updated = await db
    .updateTable('organisation')
    .set({ ...row, ...advanced(actor, input.version) })
    .where('id', '=', id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  const names = await namesOf(tx, id)
  const current = valueOn(names, setting.today)
  if (current)
    await db
      .updateTable('organisation_name')
      .set({ name: input.name, short_name: input.shortName ?? null })
      .where('id', '=', current.id)
      .execute()
  const others = names.filter((name) => name.id !== current?.id)
  await indexWords(tx, 'organisation', id, searched.organisation([input, ...others]))
  await noteChange(tx, actor, { kind: 'organisation', id, version: input.version + 1, event: 'changed', changes })
}

async function prepare(tx: Tx, actor: Actor, input: Given<typeof ChangedOrganisation> | Given<typeof NewOrganisation>) {
  const municipality = input.municipality
    ? await chosenMunicipality(tx, actor, 'municipality', input.municipality)
    : undefined
  const plain = { kind: input.kind, homepage: input.homepage ?? null, note: input.note ?? null }
  return {
    row: { ...plain, is_controller: input.isController, municipality_id: municipality?.id ?? null },
    facts: factsOf({
      ...plain,
      name: input.name,
      shortName: input.shortName ?? null,
      isController: input.isController,
      municipalityName: municipality?.name ?? null,
    }),
  }
}

type Facts = Pick<
  Organisation,
  'name' | 'shortName' | 'kind' | 'municipalityName' | 'isController' | 'homepage' | 'note'
>

/** What the history keeps, by the names of the form's fields. */
function factsOf(organisation: Facts): FieldValues {
  return {
    name: organisation.name,
    shortName: organisation.shortName,
    kind: organisation.kind,
    municipality: organisation.municipalityName,
    isController: organisation.isController,
    homepage: organisation.homepage,
    note: organisation.note,
  }
}
