import type { Id } from '../../../kernel/ids.ts'

type Ids<Kind extends string> = ReadonlyMap<string, Id<Kind>>

/** What the data refers to, by key: what loadNetwork, loadMeetings and loadMeasures returned. */
export interface KnownIds {
  readonly bodies: Ids<'body'>
  readonly organisations: Ids<'organisation'>
  readonly meetings?: Ids<'meeting'>
  readonly agendaItems?: Ids<'agendaItem'>
  readonly partyGroups?: Ids<'partyGroup'>
  readonly measures?: Ids<'measure'>
  readonly concepts?: Ids<'concept'>
}

/** The ids that were made, by key. */
export interface LoadedCouncil {
  readonly papers: Ids<'paper'>
  readonly resolutions: Ids<'resolution'>
  readonly obligations: Ids<'obligation'>
}
