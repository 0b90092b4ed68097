import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween, type FieldValues } from '../domain/changes.ts'
import { searched } from '../domain/searched.ts'
import type { ChangedContact, Given, NewContact } from '../forms.ts'
import { type Contact, getContact } from '../queries/contacts.ts'
import { advanced, begun, demandUpdated, indexWords, noteChange, type Setting } from '../recording.ts'
import { chosenOrganisation, chosenSite } from './chosen.ts'
import { freeKey } from './keys.ts'

/** Adds a contact; returns its key. */
export async function createContact(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: Given<typeof NewContact>,
): Promise<string> {
  const { row, facts } = await prepare(tx, actor, setting, input)
  const id = newId<'contact'>()
  const key = await freeKey(tx, 'contact', input.office)
  await tables(tx)
    .insertInto('contact')
    .values({ id, ...row, ...begun(actor, setting, key) })
    .execute()
  await indexWords(tx, 'contact', id, searched.contact(input))
  await noteChange(tx, actor, { kind: 'contact', id, version: 1, event: 'created', changes: changesBetween({}, facts) })
  return key
}

/** Changes a contact. Throws ChangedMeanwhile when somebody else did since `input.version`. */
export async function changeContact(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  key: string,
  input: Given<typeof ChangedContact>,
): Promise<void> {
  const contact = await getContact(tx, actor, key, setting.today)
  const { row, facts } = await prepare(tx, actor, setting, input)
  const before = { ...contact, belongsTo: contact.siteName ?? contact.organisationName }
  const changes = changesBetween(factsOf(before), facts)
  if (changes.length === 0) return
  const { id } = contact
  const updated = await tables(tx)
    .updateTable('contact')
    .set({ ...row, ...advanced(actor, input.version) })
    .where('id', '=', id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await indexWords(tx, 'contact', id, searched.contact(input))
  await noteChange(tx, actor, { kind: 'contact', id, version: input.version + 1, event: 'changed', changes })
}

async function prepare(tx: Tx, actor: Actor, { today }: Setting, input: Given<typeof NewContact>) {
  const { kind, key } = input.belongsTo
  const organisation =
    kind === 'organisation' ? await chosenOrganisation(tx, actor, today, 'belongsTo', key) : undefined
  const site = kind === 'site' ? await chosenSite(tx, actor, 'belongsTo', key) : undefined
  const plain = {
    office: input.office,
    task: input.task ?? null,
    phone: input.phone ?? null,
    email: input.email ?? null,
    internal: input.internal,
  }
  const hoursNote = input.hoursNote ?? null
  return {
    row: { ...plain, hours_note: hoursNote, organisation_id: organisation?.id ?? null, site_id: site?.id ?? null },
    facts: factsOf({ ...plain, hoursNote, belongsTo: site?.name ?? organisation?.name ?? '' }),
  }
}

type Facts = Pick<Contact, 'office' | 'task' | 'phone' | 'email' | 'hoursNote' | 'internal'> & { belongsTo: string }

/** What the history keeps, by the names of the form's fields. */
function factsOf(contact: Facts): FieldValues {
  return {
    belongsTo: contact.belongsTo,
    office: contact.office,
    task: contact.task,
    phone: contact.phone,
    email: contact.email,
    hoursNote: contact.hoursNote,
    internal: contact.internal,
  }
}
