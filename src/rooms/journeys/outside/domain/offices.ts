/** What an office does, in words that everybody knows: the public pages say it in the language of whoever reads. */

export const officeWords = [
  'arrival',
  'asylumBenefits',
  'residence',
  'advice',
  'recognition',
  'courses',
  'childcare',
  'school',
  'jobcenter',
  'employmentAgency',
  'healthInsurance',
  'youthOffice',
  'socialBenefits',
  'citizenship',
  'integrationCentre',
] as const
export type OfficeWord = (typeof officeWords)[number]

/** By the key of the field of law that a side of an interface works in. Fields of law that a district adds have no word. */
const byLaw: Readonly<Record<string, OfficeWord>> = {
  asylg: 'arrival',
  asylblg: 'asylumBenefits',
  aufenthg: 'residence',
  'aufenthg-75': 'advice',
  bqfg: 'recognition',
  intv: 'courses',
  kibiz: 'childcare',
  schulg: 'school',
  'sgb-ii': 'jobcenter',
  'sgb-iii': 'employmentAgency',
  'sgb-v': 'healthInsurance',
  'sgb-viii': 'youthOffice',
  'sgb-xii': 'socialBenefits',
  stag: 'citizenship',
  tintg: 'integrationCentre',
}

export const officeWordOf = (law: string | null): OfficeWord | undefined => (law === null ? undefined : byLaw[law])
