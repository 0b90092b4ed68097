/** The codelists of the network. Codes stand in the database and in exports; the words for them stand in the messages. */

/** What has a page, a history and sources of its own. */
export const recordKinds = [
  'organisation',
  'site',
  'contact',
  'municipality',
  'jurisdiction',
  'body',
  'interface',
] as const
export type RecordKind = (typeof recordKinds)[number]

/**
 * What keeps a history: the records, the district that they lie in, and what belongs to meetings. Each part of an agenda
 * is a subject of its own, so that a change in the non-public part leaves no trace at the meeting.
 */
export type SubjectKind = RecordKind | 'district' | 'meeting' | 'agenda' | 'term' | 'partyGroup'

export const organisationKinds = [
  'districtOffice',
  'municipality',
  'welfareAssociation',
  'courseProvider',
  'school',
  'stateAuthority',
  'other',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** Stadt or Gemeinde. Both are municipalities of the district; the word on the door differs. */
export const municipalityKinds = ['town', 'municipality'] as const
export type MunicipalityKind = (typeof municipalityKinds)[number]

/** Kinds of bodies (Gremien), from the district council to a group with a single question. */
export const bodyKinds = ['council', 'committee', 'steeringGroup', 'workingGroup', 'projectGroup', 'network'] as const
export type BodyKind = (typeof bodyKinds)[number]

/** What an organisation is in a body. `office` keeps the minutes and sends the invitations (Geschäftsführung). */
export const memberRoles = ['chair', 'deputyChair', 'office', 'member', 'advisor', 'guest'] as const
export type MemberRole = (typeof memberRoles)[number]

/** How the days of a target count. */
export const targetUnits = ['calendarDays', 'workingDays'] as const
export type TargetUnit = (typeof targetUnits)[number]

/** The states of a meeting (OParl 1.1 `meetingState`: terminiert, eingeladen, durchgeführt). Cancelled is a mark beside. */
export const meetingStates = ['scheduled', 'invited', 'held'] as const
export type MeetingState = (typeof meetingStates)[number]
