import { Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { agsIssue } from '../domain/ags.ts'
import { changesBetween, type FieldValues } from '../domain/changes.ts'
import { searched } from '../domain/searched.ts'
import type { ChangedMunicipality, Given, NewMunicipality } from '../forms.ts'
import { getMunicipality, type Municipality } from '../queries/municipalities.ts'
import { findDistrict } from '../queries/overview.ts'
import type { Kept } from '../queries/records.ts'
import { advanced, begun, demandUpdated, indexWords, noteChange, type Setting } from '../recording.ts'
import { chosenRegion } from './chosen.ts'
import { freeKey } from './keys.ts'

/** Adds a municipality; returns its key. Its official key must lie in the district and be new. */
export async function createMunicipality(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: Given<typeof NewMunicipality>,
): Promise<string> {
  await demandAgs(tx, input.ags)
  const { row, facts } = await prepare(tx, input)
  const id = newId<'municipality'>()
  const key = await freeKey(tx, 'municipality', input.name)
  await tables(tx)
    .insertInto('municipality')
    .values({ id, ...row, outline: null, ...begun(actor, setting, key) })
    .execute()
  await indexWords(tx, 'municipality', id, searched.municipality(input))
  const changes = changesBetween({}, facts)
  await noteChange(tx, actor, { kind: 'municipality', id, version: 1, event: 'created', changes })
  return key
}

/** Changes a municipality. Throws ChangedMeanwhile when somebody else did since `input.version`. */
export async function changeMunicipality(
  tx: Tx,
  actor: Actor,
  key: string,
  input: Given<typeof ChangedMunicipality>,
): Promise<void> {
  const municipality = await getMunicipality(tx, actor, key)
  const { row, facts } = await prepare(tx, input)
  const changes = changesBetween(factsOf(municipality), facts)
  if (changes.length === 0) return
  if (row.ags !== municipality.ags) await demandAgs(tx, row.ags)
  const { id } = municipality
  const updated = await tables(tx)
    .updateTable('municipality')
    .set({ ...row, ...advanced(actor, input.version) })
    .where('id', '=', id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await indexWords(tx, 'municipality', id, searched.municipality(input))
  await noteChange(tx, actor, { kind: 'municipality', id, version: input.version + 1, event: 'changed', changes })
}

async function demandAgs(tx: Tx, ags: string): Promise<void> {
  const district = await findDistrict(tx)
  if (!district) throw new Invalid([{ field: 'ags', code: 'network-district-first' }])
  const issue = agsIssue(ags, district.key5)
  if (issue) throw new Invalid([{ field: 'ags', code: `network-${issue}`, values: { key: district.key5 } }])
  const taken = await tables(tx).selectFrom('municipality').select('id').where('ags', '=', ags).executeTakeFirst()
  if (taken) throw new Invalid([{ field: 'ags', code: 'taken' }])
}

async function prepare(tx: Tx, input: Given<typeof NewMunicipality>) {
  const region = input.region ? await chosenRegion(tx, 'region', input.region) : undefined
  const plain = {
    ags: input.ags,
    name: input.name,
    kind: input.kind,
    population: input.population ?? null,
    longitude: input.longitude ?? null,
    latitude: input.latitude ?? null,
    note: input.note ?? null,
  }
  const populationOn = input.populationOn ?? null
  return {
    row: { ...plain, population_on: populationOn, region_id: region?.id ?? null },
    facts: factsOf({ ...plain, populationOn, regionName: region?.name ?? null }),
  }
}

type Facts = Omit<Municipality, keyof Kept | 'id' | 'regionKey'>

/** What the history keeps, by the names of the form's fields. */
function factsOf(municipality: Facts): FieldValues {
  return {
    ags: municipality.ags,
    name: municipality.name,
    kind: municipality.kind,
    region: municipality.regionName,
    population: municipality.population,
    populationOn: municipality.populationOn,
    longitude: municipality.longitude,
    latitude: municipality.latitude,
    note: municipality.note,
  }
}
