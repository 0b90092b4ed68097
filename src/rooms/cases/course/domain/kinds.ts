/** The parts of life that the Integrationsverlauf has rows for, in their order, and what may be entered in each. */
export const courseDomains = [
  'residence',
  'livelihood',
  'housing',
  'language',
  'school',
  'work',
  'childcare',
  'health',
] as const
export type CourseDomain = (typeof courseDomains)[number]

export const courseKinds = {
  residence: [
    'asylumProcedure',
    'toleration',
    'protection',
    'temporaryProtection',
    'residencePermit',
    'settlement',
    'otherResidence',
  ],
  livelihood: ['asylumBenefits', 'citizensBenefit', 'socialAssistance', 'ownIncome', 'otherLivelihood'],
  housing: ['accommodation', 'sharedHousing', 'ownHome', 'otherHousing'],
  language: ['literacyCourse', 'courseA2', 'courseB1', 'courseB2', 'otherCourse'],
  school: ['welcomeClass', 'primarySchool', 'secondarySchool', 'vocationalSchool', 'otherSchool'],
  work: ['recognition', 'internship', 'training', 'job', 'otherWork'],
  childcare: ['daycare', 'childminder', 'afternoonCare', 'otherChildcare'],
  health: ['insurance', 'generalPractice', 'counselling', 'otherHealth'],
} as const satisfies Readonly<Record<CourseDomain, readonly string[]>>
export type CourseKind = (typeof courseKinds)[CourseDomain][number]

export const allCourseKinds = courseDomains.flatMap((domain): readonly CourseKind[] => courseKinds[domain])

const domainByKind: ReadonlyMap<string, CourseDomain> = new Map(
  courseDomains.flatMap((domain) => courseKinds[domain].map((kind) => [kind, domain] as const)),
)

/** The row a kind stands in. */
export const domainOf = (kind: CourseKind): CourseDomain => domainByKind.get(kind) as CourseDomain

/** How sure the days are: the day itself, the month, a guess. */
export const certainties = ['day', 'month', 'about'] as const
export type CourseCertainty = (typeof certainties)[number]

/** The row in which somebody waits for a side, by the key of its field of law; null where it stands in no row. */
export function domainOfLaw(jurisdictionKey: string | null): CourseDomain | null {
  return (jurisdictionKey !== null && byLaw[jurisdictionKey]) || null
}

const byLaw: Readonly<Record<string, CourseDomain>> = {
  asylblg: 'livelihood',
  'sgb-ii': 'livelihood',
  'sgb-xii': 'livelihood',
  wogg: 'housing',
  intv: 'language',
  deufov: 'language',
  schulg: 'school',
  'sgb-iii': 'work',
  bqfg: 'work',
  bafoeg: 'work',
  'sgb-viii': 'childcare',
  kibiz: 'childcare',
  'sgb-v': 'health',
  'sgb-ix': 'health',
  asylg: 'residence',
  aufenthg: 'residence',
  stag: 'residence',
}
