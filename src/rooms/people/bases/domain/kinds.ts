/** The fixed lists of transfer bases: what rules, texts in twelve languages and the database share. */

export const basisKinds = ['consent', 'statutory', 'secrecyRelease'] as const
export type BasisKind = (typeof basisKinds)[number]

/**
 * What data may pass for. Each names one concrete thing that somebody is to do: purposes such as "for counselling" or "as far
 * as needed for the tasks" make a consent invalid (Art. 6(1)(a) and 7 GDPR).
 */
export const purposes = [
  'benefitsApplication',
  'responsibilityChange',
  'languageCourse',
  'schoolPlace',
  'childcarePlace',
  'recognition',
  'workPlacement',
  'housing',
  'healthCare',
  'residenceQuestion',
] as const
export type Purpose = (typeof purposes)[number]

/** How somebody agreed: signed themselves, marked before a witness, or by an electronic signature. */
export const methods = ['signed', 'witnessed', 'electronic'] as const
export type Method = (typeof methods)[number]

/** Texts that exist in every language, each with editions. */
export const textKeys = ['consent', 'secrecyRelease', 'information'] as const
export type TextKey = (typeof textKeys)[number]
