import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'
import { fixedLists } from './fixedlists.ts'
import { organisationChoices } from './queries/choices.ts'
import { searchNetwork } from './queries/search.ts'
import { retention } from './retention.ts'
import { routes } from './routes.tsx'

/** The door of the network: what other rooms and the demo may use. Nobody reads its tables. */
export const room: Room = {
  key: 'network',
  folder: new URL('.', import.meta.url),
  rights,
  routes,
  navigation: [
    { path: '/meetings', label: 'network.meeting.navigation', right: 'network.read', order: 50 },
    { path: '/network', label: 'network.title', right: 'network.read', order: 60 },
  ],
  search: searchNetwork,
  organisations: organisationChoices,
  retention,
  fixedLists,
}

export { addAgendaItem, takeOffAgenda } from './actions/agenda.ts'
export { addTarget } from './actions/targets.ts'
export { type CalendarEntry, writeCalendar } from './domain/calendar.ts'
export { type DueRule, dueOn, dueRuleKinds, type OfficeDays } from './domain/due.ts'
export {
  type BodyKind,
  bodyKinds,
  type MeetingState,
  type MemberRole,
  type MunicipalityKind,
  memberRoles,
  municipalityKinds,
  type OrganisationKind,
  organisationKinds,
  type RecordKind,
  type TargetUnit,
  targetUnits,
} from './domain/kinds.ts'
export { type MeetingDay, nextMeetingOf } from './domain/meetings.ts'
export { type Target, targetOn } from './domain/targets.ts'
export type * from './load.ts'
export type { LoadedNetwork } from './loading/ids.ts'
export { loadNetwork } from './loading/load.ts'
export { type LoadedMeetings, loadMeetings } from './loading/meetings.ts'
export type * from './loadmeetings.ts'
export { calendarPath, meetingPath, pathOf as networkPath } from './paths.ts'
export {
  type AgendaItem,
  type AgendaPart,
  agendaOf,
  agendaPartsOf,
  getAgendaItem,
} from './queries/agenda.ts'
export { type Body, type BodyListing, type BodyMember, getBody, listBodies, membersOf } from './queries/bodies.ts'
export { type Contact, type ContactListing, listContacts } from './queries/contacts.ts'
export { getInterface, type InterfaceListing, listInterfaces, type ServiceInterface } from './queries/interfaces.ts'
export {
  getJurisdiction,
  type Jurisdiction,
  type JurisdictionListing,
  listJurisdictions,
} from './queries/jurisdictions.ts'
export type { Listed, ListState } from './queries/listing.ts'
export { type NetworkIds, networkIds } from './queries/loaded.ts'
export {
  choosableMeetings,
  getMeeting,
  listMeetings,
  type Meeting,
  type MeetingListing,
  meetingDaysOf,
} from './queries/meetings.ts'
export {
  findOutline,
  getMunicipality,
  listMunicipalities,
  listRegions,
  type Municipality,
  type MunicipalityListing,
} from './queries/municipalities.ts'
export {
  bodyNames,
  type MunicipalityName,
  municipalityNames,
  type OrganisationName,
  organisationNames,
  organisationNamesOf,
} from './queries/names.ts'
export {
  type Choosable,
  choosableBodies,
  choosableInterfaces,
  choosableJurisdictions,
  choosableMunicipalities,
  choosableOrganisations,
  choosableSites,
} from './queries/options.ts'
export {
  findOrganisation,
  getOrganisation,
  listOrganisations,
  type Organisation,
  type OrganisationListing,
} from './queries/organisations.ts'
export { type District, findDistrict } from './queries/overview.ts'
export { getPartyGroup, listPartyGroups, type PartyGroup } from './queries/partygroups.ts'
export { getPublicMeeting, publicAgenda, publicMeetings } from './queries/public.ts'
export { getSite, listSites, type Site, type SiteListing } from './queries/sites.ts'
export { findInterfaceTargets, type InterfaceTargets } from './queries/targets.ts'
export { findTermOn, listTerms, type Term } from './queries/terms.ts'
