import { type Id, newId } from '../../../kernel/ids.ts'
import { inBatches, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { agendaNumber } from '../domain/agenda.ts'
import type { AgendaItemData, MeetingData, MeetingsData } from '../loadmeetings.ts'
import { problemsInMeetings } from './checkmeetings.ts'
import type { LoadedNetwork } from './ids.ts'
import { find, first, get, type Ids, idsFor } from './rows.ts'
import { insertSources, type Sourced } from './sources.ts'

/** The ids that were made for terms, party groups, meetings and agenda items, by key. */
export interface LoadedMeetings {
  readonly terms: Ids<'term'>
  readonly partyGroups: Ids<'partyGroup'>
  readonly meetings: Ids<'meeting'>
  /** By `<key of the meeting>/<key of the item>`. */
  readonly agendaItems: Ids<'agendaItem'>
}

/**
 * Loads terms, party groups and meetings with their agendas, a few statements for all of them. Runs as the system, in a
 * tenant whose network is there. Returns the network's ids with the new ones. Throws RangeError with every problem of the
 * data, and then nothing is written.
 */
export async function loadMeetings(
  tx: Tx,
  data: MeetingsData,
  network: LoadedNetwork,
): Promise<LoadedNetwork & LoadedMeetings> {
  const problems = problemsInMeetings(data, network)
  if (problems.length > 0) throw new RangeError(`the meetings cannot be loaded:\n${problems.join('\n')}`)
  const { terms = [], partyGroups = [], meetings = [] } = data
  const ids = {
    ...network,
    terms: idsFor<'term'>(terms),
    partyGroups: idsFor<'partyGroup'>(partyGroups),
    meetings: idsFor<'meeting'>(meetings),
    agendaItems: new Map(
      meetings.flatMap(({ key, agenda = [] }) =>
        agenda.map((item) => [`${key}/${item.key}`, newId<'agendaItem'>()] as const),
      ),
    ),
  }
  await insertTerms(tx, data, ids)
  await insertPartyGroups(tx, data, ids)
  await insertMeetings(tx, data, ids)
  const parts = await insertAgendas(tx, meetings, ids, data.simulated)
  const loaded: readonly Sourced[] = [
    ...terms.map((one) => ({ kind: 'term' as const, id: get(ids.terms, one.key), sources: one.sources })),
    ...partyGroups.map((one) => ({
      kind: 'partyGroup' as const,
      id: get(ids.partyGroups, one.key),
      sources: one.sources,
    })),
    ...meetings.map((one) => ({ kind: 'meeting' as const, id: get(ids.meetings, one.key), sources: one.sources })),
  ]
  await insertSources(tx, loaded)
  await inBatches([...loaded, ...parts.map((id) => ({ kind: 'agenda' as const, id }))], (rows) =>
    tables(tx)
      .insertInto('network_change')
      .values(
        rows.map(({ kind, id }) => ({ subject_id: id, subject_kind: kind, event: 'loaded', changes: '[]', ...first })),
      )
      .execute(),
  )
  return ids
}

async function insertTerms(tx: Tx, { terms = [], simulated }: MeetingsData, ids: LoadedNetwork & LoadedMeetings) {
  await inBatches(
    terms.map((one) => ({
      id: get(ids.terms, one.key),
      key: one.key,
      body_id: find(ids.bodies, one.body),
      name: one.name,
      starts_on: one.from,
      ends_on: one.to ?? null,
      simulated: one.simulated ?? simulated,
      ...first,
    })),
    (rows) => tables(tx).insertInto('legislative_term').values(rows).execute(),
  )
}

async function insertPartyGroups(tx: Tx, { partyGroups = [], simulated }: MeetingsData, ids: LoadedMeetings) {
  await inBatches(
    partyGroups.map((one) => ({
      id: get(ids.partyGroups, one.key),
      key: one.key,
      name: one.name,
      short_name: one.shortName ?? null,
      starts_on: one.from ?? null,
      ends_on: one.to ?? null,
      simulated: one.simulated ?? simulated,
      ...first,
    })),
    (rows) => tables(tx).insertInto('party_group').values(rows).execute(),
  )
}

async function insertMeetings(tx: Tx, { meetings = [], simulated }: MeetingsData, ids: LoadedNetwork & LoadedMeetings) {
  await inBatches(
    meetings.map((one) => ({
      id: get(ids.meetings, one.key),
      key: one.key,
      body_id: get(ids.bodies, one.body),
      number: one.number ?? null,
      held_on: one.on,
      starts_at: one.startsAt ?? null,
      ends_at: one.endsAt ?? null,
      place: one.place ?? null,
      state: one.state,
      cancelled_on: one.cancelled?.on ?? null,
      cancelled_reason: one.cancelled?.reason ?? null,
      replaced_by: null,
      is_public: one.public,
      address: one.address ?? null,
      simulated: one.simulated ?? simulated,
      ...first,
    })),
    (rows) => tables(tx).insertInto('meeting').values(rows).execute(),
  )
  // Afterwards, because a replacement may stand in a later batch.
  for (const { key, cancelled } of meetings) {
    if (cancelled?.replacedBy === undefined) continue
    await tables(tx)
      .updateTable('meeting')
      .set({ replaced_by: get(ids.meetings, cancelled.replacedBy) })
      .where('id', '=', get(ids.meetings, key))
      .execute()
  }
}

/** Returns the ids of the parts. */
async function insertAgendas(
  tx: Tx,
  meetings: readonly MeetingData[],
  ids: LoadedMeetings,
  simulated: boolean,
): Promise<Id<'agenda'>[]> {
  const parts = meetings.flatMap((meeting) =>
    [true, false].flatMap((isPublic) => {
      const items = (meeting.agenda ?? []).filter((item) => item.public === isPublic)
      return items.length === 0 ? [] : [{ id: newId<'agenda'>(), meeting, isPublic, items }]
    }),
  )
  await inBatches(
    parts.map(({ id, meeting, isPublic }) => ({
      id,
      meeting_id: get(ids.meetings, meeting.key),
      is_public: isPublic,
      ...first,
    })),
    (rows) => tables(tx).insertInto('agenda_part').values(rows).execute(),
  )
  await inBatches(
    parts.flatMap(({ meeting, isPublic, items }) =>
      items.map((item, index) => ({
        id: get(ids.agendaItems, `${meeting.key}/${item.key}`),
        meeting_id: get(ids.meetings, meeting.key),
        is_public: isPublic,
        position: index + 1,
        number: numberOf(item, index + 1),
        title: item.title,
        withdrawn: item.withdrawn ?? false,
        simulated: meeting.simulated ?? simulated,
        changed_at: first.changed_at,
      })),
    ),
    (rows) => tables(tx).insertInto('agenda_item').values(rows).execute(),
  )
  return parts.map(({ id }) => id)
}

const numberOf = (item: AgendaItemData, position: number): string | null =>
  item.number === undefined ? agendaNumber(item.public, position) : item.number
