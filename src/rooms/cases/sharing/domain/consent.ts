/** What is asked of somebody when a hand-over has no basis yet: for which purpose, which kinds of data. */
import { type DataCategory, dataCategories, type Purpose } from '../../../people/index.ts'
import { familyCategories } from './bases.ts'

/** By the field of law of the receiving side; where several purposes are possible, who asks chooses. */
const byLaw: Readonly<Record<string, Purpose>> = {
  asylblg: 'benefitsApplication',
  'sgb-ii': 'benefitsApplication',
  'sgb-xii': 'benefitsApplication',
  'sgb-iii': 'workPlacement',
  bqfg: 'recognition',
  intv: 'languageCourse',
  schulg: 'schoolPlace',
  kibiz: 'childcarePlace',
  'sgb-v': 'healthCare',
  aufenthg: 'residenceQuestion',
  stag: 'residenceQuestion',
}

/** Who moves from one office's benefits to another's agrees to just that. */
export function purposeOf(lawKey: string | null, changesLaw: boolean): Purpose | undefined {
  const purpose = lawKey === null ? undefined : byLaw[lawKey]
  return purpose === 'benefitsApplication' && changesLaw ? 'responsibilityChange' : purpose
}

/** One signature for all that is missing: what was asked for, and what the receiver needs besides. */
export function categoriesToAsk(
  asked: DataCategory | undefined,
  needed: readonly DataCategory[],
  covered: (category: DataCategory) => boolean,
): readonly DataCategory[] {
  return dataCategories.filter((category) => category === asked || (needed.includes(category) && !covered(category)))
}

/** Of another adult only what speaks of the family can go along. */
export const neededOfMember = (chosen: readonly DataCategory[]): readonly DataCategory[] => {
  const wanted = familyCategories.filter((category) => chosen.includes(category))
  return wanted.length > 0 ? wanted : ['household']
}

/** The button beside what has no basis says whose consent is wanted, and for what. */
export const consentWish = (personId: string, category?: DataCategory): string =>
  ['consent', personId, category].filter(Boolean).join(' ')

export function readWish(sent: string): { personId: string; category: DataCategory | undefined } | undefined {
  const [wish, personId, named] = sent.split(' ')
  if (wish !== 'consent' || !personId) return undefined
  return { personId, category: dataCategories.find((category) => category === named) }
}
