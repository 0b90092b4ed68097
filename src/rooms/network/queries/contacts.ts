import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { visibleContacts } from '../access.ts'
import { found, german, inState, type Listed, type Listing, limitOf, nameOn } from './listing.ts'
import { type Kept, keptColumns } from './records.ts'

export const contactSorts = ['office', 'organisation', 'site'] as const

export interface ContactListing extends Listing<(typeof contactSorts)[number]> {
  /** Key of the organisation; the contacts of its sites belong to it too. */
  readonly organisation?: string
  /** The same by its id. */
  readonly organisationId?: Id<'organisation'>
  /** Key of the site. */
  readonly site?: string
}

/** A function that can be reached, never a person. */
export interface Contact extends Kept {
  readonly id: Id<'contact'>
  readonly office: string
  readonly task: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly hoursNote: string | null
  readonly internal: boolean
  /** The organisation it belongs to, directly or through its site. */
  readonly organisationKey: string
  readonly organisationName: string
  readonly siteKey: string | null
  readonly siteName: string | null
}

export async function listContacts(
  tx: Tx,
  actor: Actor,
  listing: ContactListing,
  today: Day,
): Promise<Listed<Contact>> {
  const matching = contacts(tx, actor, today).where((eb) =>
    eb.and([
      inState('contact.ended_on', listing.state, today),
      ...found('contact', 'contact.id', listing.text),
      ...(listing.organisation ? [eb('organisation.key', '=', listing.organisation)] : []),
      ...(listing.organisationId ? [eb('organisation.id', '=', listing.organisationId)] : []),
      ...(listing.site ? [eb('site.key', '=', listing.site)] : []),
    ]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy(sorts[listing.sort ?? 'office'], listing.descending ? 'desc' : 'asc')
    .orderBy(german('named.name'))
    .orderBy('contact.id')
    .limit(limitOf(listing))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

/** Throws NotFound, also for a contact that the actor may not see. */
export async function getContact(tx: Tx, actor: Actor, key: string, today: Day): Promise<Contact> {
  const contact = await contacts(tx, actor, today).select(columns).where('contact.key', '=', key).executeTakeFirst()
  if (!contact) throw new NotFound(`there is no contact ${key}`)
  return contact
}

function contacts(tx: Tx, actor: Actor, today: Day) {
  return visibleContacts(tx, actor)
    .leftJoin('site', 'site.id', 'contact.site_id')
    .innerJoin('organisation', (join) =>
      join.on('organisation.id', '=', sql.raw('coalesce(contact.organisation_id, site.organisation_id)')),
    )
    .innerJoinLateral(nameOn('organisation.id', today).as('named'), (join) => join.onTrue())
}

const sorts = {
  office: german('contact.office'),
  organisation: german('named.name'),
  site: german('site.name'),
}

const columns = [
  ...keptColumns('contact'),
  'contact.id',
  'contact.office',
  'contact.task',
  'contact.phone',
  'contact.email',
  'contact.hours_note as hoursNote',
  'contact.internal',
  'organisation.key as organisationKey',
  'named.name as organisationName',
  'site.key as siteKey',
  'site.name as siteName',
] as const
