/** Addresses of this part below the tenant. */
import { personPath } from '../paths.ts'

export const basesPath = (person: string): string => `${personPath(person)}/bases`
export const basisPath = (person: string, basis: string): string => `${basesPath(person)}/${basis}`
export const newBasisPath = (person: string, kind: 'consent' | 'secrecyRelease'): string =>
  `${basesPath(person)}/${kind === 'consent' ? 'new' : 'release'}`

export interface Asking {
  readonly recipient: string
  readonly purpose: string | undefined
  readonly categories: readonly string[]
  /** Where who asks was working: below the tenant, without a query. */
  readonly back: string
}

/** The form of a consent with what it is to cover; after it was signed it leads back. */
export function consentFormPath(person: string, { recipient, purpose, categories, back }: Asking): string {
  const query = new URLSearchParams({ recipient, ...(purpose && { purpose }) })
  for (const category of categories) query.append('categories', category)
  query.append('back', back)
  return `${newBasisPath(person, 'consent')}?${query}`
}

/** An address of the platform itself: no other host, no query. */
export const ownPath = (sent: string | null | undefined): string | undefined =>
  sent && /^(?:\/[a-z0-9][a-z0-9-]*)+$/.test(sent) ? sent : undefined

/** Takes the way back along to the next page. */
export const withBack = (path: string, back: string | undefined): string =>
  back ? `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ back })}` : path
export const newTaskPath = (person: string): string => `${basesPath(person)}/task`
export const informationPath = (person: string): string => `${personPath(person)}/information`
export const noticePath = (notice: string): string => `/people/notices/${notice}`
export const textsPath = '/admin/consent-texts'
export const textPath = (key: string, language: string): string => `${textsPath}/${key}/${language}`
