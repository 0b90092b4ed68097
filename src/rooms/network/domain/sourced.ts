import type { SubjectKind } from './kinds.ts'

/** The fields of each kind that a source can stand for; without a field it stands for the whole record. */
export const sourcedFields: Readonly<Record<SubjectKind, readonly string[]>> = {
  district: ['name', 'key5'],
  organisation: ['name', 'parent', 'municipality', 'homepage'],
  site: ['name', 'street', 'openingNote', 'accessibilityNote'],
  contact: ['office', 'phone', 'email', 'hoursNote'],
  municipality: ['ags', 'name', 'population', 'latitude', 'region'],
  jurisdiction: ['name', 'norm'],
  body: ['name', 'kind', 'rhythm', 'members'],
  interface: ['trigger', 'responsibleFrom', 'responsibleTo', 'target'],
  meeting: ['heldOn', 'startsAt', 'place', 'agenda'],
  agenda: [],
  term: ['name', 'startsOn', 'endsOn'],
  partyGroup: ['name'],
}

export function isSourcedField(kind: SubjectKind, field: string): boolean {
  return sourcedFields[kind].includes(field)
}
