import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween, type FieldValues } from '../domain/changes.ts'
import { searched } from '../domain/searched.ts'
import type { ChangedSite, Given, NewSite } from '../forms.ts'
import type { Kept } from '../queries/records.ts'
import { getSite, type Site } from '../queries/sites.ts'
import { advanced, begun, demandUpdated, indexWords, noteChange, type Setting } from '../recording.ts'
import { chosenMunicipality, chosenOrganisation } from './chosen.ts'
import { freeKey } from './keys.ts'

/** Adds a site; returns its key. */
export async function createSite(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: Given<typeof NewSite>,
): Promise<string> {
  const { row, facts } = await prepare(tx, actor, setting, input)
  const id = newId<'site'>()
  const key = await freeKey(tx, 'site', input.name)
  await tables(tx)
    .insertInto('site')
    .values({ id, ...row, ...begun(actor, setting, key) })
    .execute()
  await indexWords(tx, 'site', id, searched.site(input))
  await noteChange(tx, actor, { kind: 'site', id, version: 1, event: 'created', changes: changesBetween({}, facts) })
  return key
}

/** Changes a site. Throws ChangedMeanwhile when somebody else did since `input.version`. */
export async function changeSite(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  key: string,
  input: Given<typeof ChangedSite>,
): Promise<void> {
  const site = await getSite(tx, actor, key, setting.today)
  const { row, facts } = await prepare(tx, actor, setting, input)
  const changes = changesBetween(factsOf(site), facts)
  if (changes.length === 0) return
  const { id } = site
  const updated = await tables(tx)
    .updateTable('site')
    .set({ ...row, ...advanced(actor, input.version) })
    .where('id', '=', id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await indexWords(tx, 'site', id, searched.site(input))
  await noteChange(tx, actor, { kind: 'site', id, version: input.version + 1, event: 'changed', changes })
}

async function prepare(tx: Tx, actor: Actor, { today }: Setting, input: Given<typeof NewSite>) {
  const organisation = await chosenOrganisation(tx, actor, today, 'organisation', input.organisation)
  const municipality = input.municipality
    ? await chosenMunicipality(tx, actor, 'municipality', input.municipality)
    : undefined
  const row = {
    organisation_id: organisation.id,
    name: input.name,
    street: input.street ?? null,
    postal_code: input.postalCode ?? null,
    place: input.place ?? null,
    municipality_id: municipality?.id ?? null,
    opening_note: input.openingNote ?? null,
    accessibility_note: input.accessibilityNote ?? null,
  }
  const facts = factsOf({
    name: row.name,
    organisationName: organisation.name,
    street: row.street,
    postalCode: row.postal_code,
    place: row.place,
    municipalityName: municipality?.name ?? null,
    openingNote: row.opening_note,
    accessibilityNote: row.accessibility_note,
  })
  return { row, facts }
}

type Facts = Omit<Site, keyof Kept | 'id' | 'organisationKey' | 'municipalityKey'>

/** What the history keeps, by the names of the form's fields. */
function factsOf(site: Facts): FieldValues {
  return {
    organisation: site.organisationName,
    name: site.name,
    street: site.street,
    postalCode: site.postalCode,
    place: site.place,
    municipality: site.municipalityName,
    openingNote: site.openingNote,
    accessibilityNote: site.accessibilityNote,
  }
}
