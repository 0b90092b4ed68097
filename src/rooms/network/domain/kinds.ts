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

/** What keeps a history: the records, and the district that they lie in. */
export type SubjectKind = RecordKind | 'district'

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
