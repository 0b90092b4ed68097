import type { SelectQueryBuilder } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import {
  tables,
  visibleAgendaParts,
  visibleBodies,
  visibleContacts,
  visibleInterfaces,
  visibleJurisdictions,
  visibleMeetings,
  visibleMunicipalities,
  visibleOrganisations,
  visiblePartyGroups,
  visibleSites,
  visibleTerms,
} from '../access.ts'
import type { SubjectKind } from '../domain/kinds.ts'
import { meetingPath, partyGroups, pathOf, start, terms } from '../paths.ts'
import type { NetworkTables } from '../tables.ts'
import { nameOn } from './listing.ts'
import { type Change, changes, tableOf } from './records.ts'

export interface LatestChange extends Change {
  readonly subjectId: string
  readonly subjectKind: SubjectKind
  readonly title: string
  readonly path: string
}

/** What changed last anywhere in the network, newest first; what was loaded at the beginning is no news. */
export async function latestChanges(tx: Tx, actor: Actor, limit: number, today: Day): Promise<LatestChange[]> {
  const rows = await changes(tx)
    .select(['network_change.subject_id as subjectId', 'network_change.subject_kind as subjectKind'])
    .where('network_change.event', '<>', 'loaded')
    .orderBy('network_change.changed_at', 'desc')
    .orderBy('network_change.subject_id')
    .orderBy('network_change.version', 'desc')
    .limit(limit)
    .execute()
  const titles = await titlesOf(
    tx,
    actor,
    rows.map((row) => row.subjectId),
    today,
  )
  return rows.flatMap((row) => {
    const known = titles.get(row.subjectId)
    return known ? [{ ...row, ...known }] : []
  })
}

/** Names and addresses of records of any kind, by id; what the actor may not see is left out. */
async function titlesOf(tx: Tx, actor: Actor, ids: readonly string[], today: Day) {
  const titles = new Map<string, { title: string; path: string }>()
  if (ids.length === 0) return titles
  // Each of these queries has the same three columns; the query builder knows them one at a time only.
  const named = [
    ['organisation', namedOrganisations(tx, actor, today)],
    ['site', visibleSites(tx, actor).select(['site.id', 'site.key', 'site.name as title'])],
    ['contact', visibleContacts(tx, actor).select(['contact.id', 'contact.key', 'contact.office as title'])],
    ['municipality', visibleMunicipalities(tx, actor).select(['municipality.id', 'municipality.key', 'name as title'])],
    ['jurisdiction', visibleJurisdictions(tx, actor).select(['jurisdiction.id', 'jurisdiction.key', 'code as title'])],
    ['body', visibleBodies(tx, actor).select(['body.id', 'body.key', 'body.name as title'])],
    [
      'interface',
      visibleInterfaces(tx, actor).select(['service_interface.id', 'service_interface.key', 'name as title']),
    ],
  ] as const
  for (const [kind, query] of named) {
    const among = (query as Titled).where(`${tableOf[kind]}.id` as 'site.id', 'in', ids as never[])
    for (const { id, key, title } of await among.execute()) titles.set(id, { title, path: pathOf(kind, key) })
  }
  const district = await tables(tx).selectFrom('district').select(['id', 'name']).executeTakeFirst()
  if (district) titles.set(district.id, { title: district.name, path: start })
  for (const [id, named] of await meetingTitlesOf(tx, actor, ids)) titles.set(id, named)
  return titles
}

/** The same for meetings, the parts of their agendas, terms and party groups, which have no key in their address. */
async function meetingTitlesOf(tx: Tx, actor: Actor, ids: readonly string[]) {
  const among = ids as never[]
  const meetings = await visibleMeetings(tx, actor)
    .select(['meeting.id', 'body.name as title', 'meeting.id as meetingId'])
    .where('meeting.id', 'in', among)
    .execute()
  const agendas = await visibleAgendaParts(tx, actor)
    .select(['agenda_part.id', 'body.name as title', 'meeting.id as meetingId'])
    .where('agenda_part.id', 'in', among)
    .execute()
  const kept = await visibleTerms(tx, actor)
    .select(['legislative_term.id', 'legislative_term.name as title'])
    .where('legislative_term.id', 'in', among)
    .execute()
  const groups = await visiblePartyGroups(tx, actor).select(['id', 'name as title']).where('id', 'in', among).execute()
  return [
    ...[...meetings, ...agendas].map(({ id, title, meetingId }) => [id, { title, path: meetingPath(meetingId) }]),
    ...kept.map(({ id, title }) => [id, { title, path: terms }]),
    ...groups.map(({ id, title }) => [id, { title, path: partyGroups }]),
  ] as [string, { title: string; path: string }][]
}

function namedOrganisations(tx: Tx, actor: Actor, today: Day) {
  return visibleOrganisations(tx, actor)
    .innerJoinLateral(nameOn('organisation.id', today).as('named'), (join) => join.onTrue())
    .select(['organisation.id', 'organisation.key', 'named.name as title'])
}

type Titled = SelectQueryBuilder<NetworkTables, 'site', { id: string; key: string; title: string }>
