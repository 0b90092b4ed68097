/** The fixed lists of the room: words that rules, forms and the database share. */

/** What a record is kept for. A search never crosses purposes. */
export const purposes = ['caseManagement'] as const
export type Purpose = (typeof purposes)[number]

export const genders = ['female', 'male', 'diverse'] as const
export type Gender = (typeof genders)[number]

/** How exactly a day of birth is known. */
export const birthPrecisions = ['day', 'month', 'year'] as const
export type BirthPrecision = (typeof birthPrecisions)[number]

/** Levels of German after the Common European Framework of Reference; `none`: no German yet. */
export const germanLevels = ['none', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const
export type GermanLevel = (typeof germanLevels)[number]

export const familyRoles = ['adult', 'partner', 'child', 'other'] as const
export type FamilyRole = (typeof familyRoles)[number]

/** Groups of residence titles, coarse on purpose: enough to know which office answers, too little to act on a title. */
export const residenceGroups = [
  'asylumProcedure',
  'toleration',
  'protectionGranted',
  'temporaryProtection',
  'humanitarianOther',
  'family',
  'workTrainingStudy',
  'settlement',
  'euFreedomOfMovement',
  'lateResettler',
  'german',
  'unknown',
] as const
export type ResidenceGroup = (typeof residenceGroups)[number]

/** What may be passed on of a person, by kind: the unit of consents and of what a hand-over shares. */
export const dataCategories = [
  'contact',
  'identity',
  'household',
  'language',
  'residence',
  'livelihood',
  'housing',
  'health',
  'education',
  'work',
  'childcare',
  'occasion',
] as const
export type DataCategory = (typeof dataCategories)[number]

/** What a person may ask for that somebody has to decide (Art. 16, 17 and 18 GDPR); access and a copy are given at once. */
export const requestKinds = ['rectification', 'erasure', 'restriction'] as const
export type RequestKind = (typeof requestKinds)[number]

export type RequestState = 'open' | 'done' | 'refused'
