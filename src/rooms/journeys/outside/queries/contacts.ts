import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { type Contact, listContacts } from '../../../network/index.ts'

/** A function of an organisation that can be reached, as the network publishes it. */
export type LinkContact = Pick<Contact, 'id' | 'office' | 'phone' | 'email'>

/** Contacts that a page offers. */
const most = 50

/** How an organisation can be reached: functions with an address or a number, never a person. */
export async function contactsOf(
  tx: Tx,
  actor: Actor,
  organisation: Id<'organisation'>,
  today: Day,
): Promise<readonly LinkContact[]> {
  const { rows } = await listContacts(tx, actor, { organisationId: organisation, state: 'active', limit: most }, today)
  return rows.map(({ id, office, phone, email }) => ({ id, office, phone, email }))
}
