import type { RecordKind } from './domain/kinds.ts'

/** Addresses of this room below the tenant. One list per kind of record, each record at its key. */
export const start = '/network'

export const paths = {
  organisation: '/network/organisations',
  site: '/network/sites',
  contact: '/network/contacts',
  municipality: '/network/municipalities',
  jurisdiction: '/network/jurisdictions',
  body: '/network/bodies',
  interface: '/network/interfaces',
} as const satisfies Record<RecordKind, string>

export const pathOf = (kind: RecordKind, key: string): string => `${paths[kind]}/${key}`

/** Meetings of all bodies; each meeting at its id, because it may move to another day. */
export const meetings = '/meetings'
export const terms = '/meetings/terms'
export const partyGroups = '/meetings/party-groups'

export const meetingPath = (id: string): string => `${meetings}/${id}`

/** The calendar of a body for everybody, as a file that other calendars can subscribe to; below the language. */
export const calendarPath = (bodyKey: string): string => `/bodies/${bodyKey}/calendar.ics`
