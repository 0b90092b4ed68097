import { type Actor, defineRights, may } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { NetworkTables } from './tables.ts'

/**
 * Who may do what here. The network is no personal data, so everybody who works in the district reads it: one list of
 * offices and numbers that all share is its point. Members of councils and partners are
 * not staff: they see what is public.
 *
 * | Right | administrator | coordinator | lead | steering group, case manager | municipality | data protection | council, partner |
 * |---|---|---|---|---|---|---|---|
 * | read | yes | yes | yes | yes | yes | yes | public part |
 * | read internal contacts, non-public bodies, histories | yes | yes | yes | yes | yes | yes | no |
 * | create, change, end records | yes | yes | no | no | no | no | no |
 * | record an agreed target | yes | yes | yes | no | no | no | no |
 * | keep meetings, agendas, terms and party groups | yes | yes | yes | no | no | no | no |
 *
 * The lead agrees the targets with the heads of other offices, so the lead records them too; the catalogue around them
 * stays in one hand. The same rules stand once more in migrations/002_access.sql, 005_meetings_access.sql and
 * 060_steering.sql, where the database enforces them. Who is not signed in sees what members of councils see of public
 * bodies and their meetings.
 */
export const rights = defineRights({
  'network.read': [
    'administrator',
    'coordinator',
    'lead',
    'steering',
    'caseManager',
    'municipality',
    'partner',
    'dataProtection',
    'council',
  ],
  'network.read-internal': [
    'administrator',
    'coordinator',
    'lead',
    'steering',
    'caseManager',
    'municipality',
    'dataProtection',
  ],
  'network.edit': ['administrator', 'coordinator'],
  'network.set-target': ['administrator', 'coordinator', 'lead'],
  'network.keep-meetings': ['administrator', 'coordinator', 'lead'],
})

/** Null: who is not signed in; holds no right and sees what is public. */
export type Reader = Pick<Actor, 'roles'> | null

/** The room's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<NetworkTables>()

const seesInternal = (actor: Reader) => may(actor, 'network.read-internal')

/*
 * The only ways to reach records, already narrowed to what this person may see. What is outside is not there (404).
 * Five kinds are for all readers; they have their function nevertheless, so that a rule has one place when it comes.
 */
export const visibleOrganisations = (tx: Tx, _actor: Reader) => tables(tx).selectFrom('organisation')

export const visibleSites = (tx: Tx, _actor: Reader) => tables(tx).selectFrom('site')

export const visibleMunicipalities = (tx: Tx, _actor: Reader) => tables(tx).selectFrom('municipality')

export const visibleJurisdictions = (tx: Tx, _actor: Reader) => tables(tx).selectFrom('jurisdiction')

export const visibleInterfaces = (tx: Tx, _actor: Reader) => tables(tx).selectFrom('service_interface')

export const visibleContacts = (tx: Tx, actor: Reader) =>
  tables(tx)
    .selectFrom('contact')
    .$if(!seesInternal(actor), (query) => query.where('contact.internal', '=', false))

export const visibleBodies = (tx: Tx, actor: Reader) =>
  tables(tx)
    .selectFrom('body')
    .$if(!seesInternal(actor), (query) => query.where('body.is_public', '=', true))

/** Meetings with their body; both must be public for those who do not see what is internal. */
export const visibleMeetings = (tx: Tx, actor: Reader) =>
  tables(tx)
    .selectFrom('meeting')
    .innerJoin('body', 'body.id', 'meeting.body_id')
    .$if(!seesInternal(actor), (query) =>
      query.where('meeting.is_public', '=', true).where('body.is_public', '=', true),
    )

/** Agenda items with their meeting and its body. */
export const visibleAgendaItems = (tx: Tx, actor: Reader) =>
  visibleMeetings(tx, actor)
    .innerJoin('agenda_item', 'agenda_item.meeting_id', 'meeting.id')
    .$if(!seesInternal(actor), (query) => query.where('agenda_item.is_public', '=', true))

/** The parts of agendas that this person may know of. */
export const visibleAgendaParts = (tx: Tx, actor: Reader) =>
  visibleMeetings(tx, actor)
    .innerJoin('agenda_part', 'agenda_part.meeting_id', 'meeting.id')
    .$if(!seesInternal(actor), (query) => query.where('agenda_part.is_public', '=', true))

/** Legislative terms, with their body where they are not those of the council. */
export const visibleTerms = (tx: Tx, actor: Reader) =>
  tables(tx)
    .selectFrom('legislative_term')
    .leftJoin('body', 'body.id', 'legislative_term.body_id')
    .$if(!seesInternal(actor), (query) =>
      query.where((eb) => eb.or([eb('legislative_term.body_id', 'is', null), eb('body.is_public', '=', true)])),
    )

export const visiblePartyGroups = (tx: Tx, _actor: Reader) => tables(tx).selectFrom('party_group')
