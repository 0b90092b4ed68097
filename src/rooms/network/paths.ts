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
