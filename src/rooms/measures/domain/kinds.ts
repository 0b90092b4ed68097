/** The codelists of the register. Codes stand in the database and in exports; the words for them stand in the messages. */

export const conceptKinds = ['integrationReport', 'refugeeActionConcept', 'kimActionConcept', 'other'] as const
export type ConceptKind = (typeof conceptKinds)[number]

/** `established` is "verstetigt": no longer a project but a part of the daily work. */
export const measureStates = [
  'proposed',
  'adopted',
  'inPlanning',
  'inProgress',
  'established',
  'completed',
  'adapted',
  'suspended',
  'discontinued',
  'notStarted',
] as const
export type MeasureState = (typeof measureStates)[number]

/** What the Kommunales Integrationszentrum is in a measure. */
export const centreRoles = ['responsible', 'involved', 'none'] as const
export type CentreRole = (typeof centreRoles)[number]

export const priorities = ['high', 'medium', 'low'] as const
export type Priority = (typeof priorities)[number]

export const successionKinds = ['continued', 'adapted', 'merged', 'split'] as const
export type SuccessionKind = (typeof successionKinds)[number]

export const fundingKinds = ['own', 'applied', 'granted', 'spent'] as const
export type FundingKind = (typeof fundingKinds)[number]
