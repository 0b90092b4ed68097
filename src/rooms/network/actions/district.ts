import { Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween } from '../domain/changes.ts'
import type { DistrictForm, Given, RegionForm } from '../forms.ts'
import { listRegions } from '../queries/municipalities.ts'
import { findDistrict } from '../queries/overview.ts'
import { advanced, demandUpdated, noteChange, type Setting } from '../recording.ts'
import { freeKey } from './keys.ts'

/**
 * Enters the district itself, or changes it. Throws Invalid when municipalities lie outside the new key,
 * ChangedMeanwhile when somebody else changed it since `input.version`.
 */
export async function describeDistrict(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: Given<typeof DistrictForm>,
): Promise<void> {
  const district = await findDistrict(tx)
  const row = { key5: input.key5, name: input.name }
  if (!district) {
    const id = newId<'district'>()
    await tables(tx)
      .insertInto('district')
      .values({ id, ...row, simulated: setting.demo, ...advanced(actor, 0) })
      .execute()
    const changes = changesBetween({}, row)
    await noteChange(tx, actor, { kind: 'district', id, version: 1, event: 'created', changes })
    return
  }
  const changes = changesBetween({ key5: district.key5, name: district.name }, row)
  if (changes.length === 0) return
  await demandMunicipalitiesWithin(tx, row.key5)
  const { id } = district
  const version = input.version ?? 0
  const updated = await tables(tx)
    .updateTable('district')
    .set({ ...row, ...advanced(actor, version) })
    .where('id', '=', id as never)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await noteChange(tx, actor, { kind: 'district', id, version: version + 1, event: 'changed', changes })
}

/** Adds a part of the district (north, south) that small cells of published tables can be merged into. */
export async function addRegion(tx: Tx, actor: Actor, input: Given<typeof RegionForm>): Promise<void> {
  const district = await findDistrict(tx)
  if (!district) throw new Invalid([{ field: '', code: 'network-district-first' }])
  const regions = await listRegions(tx)
  if (regions.some((region) => region.name === input.name)) throw new Invalid([{ field: 'name', code: 'taken' }])
  const key = await freeKey(tx, 'region', input.name)
  await tables(tx)
    .insertInto('region')
    .values({ id: newId<'region'>(), key, name: input.name, position: regions.length })
    .execute()
  const { id } = district
  const updated = await tables(tx)
    .updateTable('district')
    .set(advanced(actor, district.version))
    .where('id', '=', id as never)
    .where('version', '=', district.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  const changes = [{ field: 'region', of: input.name, before: null, after: input.name }]
  await noteChange(tx, actor, { kind: 'district', id, version: district.version + 1, event: 'region-added', changes })
}

async function demandMunicipalitiesWithin(tx: Tx, key5: string): Promise<void> {
  const outside = await tables(tx)
    .selectFrom('municipality')
    .select('name')
    .where((eb) => eb(eb.fn<string>('left', ['ags', eb.val(5)]), '<>', key5))
    .orderBy('name')
    .executeTakeFirst()
  if (outside)
    throw new Invalid([{ field: 'key5', code: 'network-municipality-outside', values: { name: outside.name } }])
}
