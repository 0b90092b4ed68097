/** Addresses of this part below the tenant. */
import { personPath } from '../paths.ts'

export const basesPath = (person: string): string => `${personPath(person)}/bases`
export const basisPath = (person: string, basis: string): string => `${basesPath(person)}/${basis}`
export const newBasisPath = (person: string, kind: 'consent' | 'secrecyRelease'): string =>
  `${basesPath(person)}/${kind === 'consent' ? 'new' : 'release'}`
export const newTaskPath = (person: string): string => `${basesPath(person)}/task`
export const informationPath = (person: string): string => `${personPath(person)}/information`
export const noticePath = (notice: string): string => `/people/notices/${notice}`
export const textsPath = '/admin/consent-texts'
export const textPath = (key: string, language: string): string => `${textsPath}/${key}/${language}`
