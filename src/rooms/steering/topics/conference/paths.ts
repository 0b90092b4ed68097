import { conferencesPath } from '../paths.ts'

export const newConferencePath = `${conferencesPath}/new`
export const conferencePath = (id: string): string => `${conferencesPath}/${id}`
/** Below the language, for everybody: where a code is typed, and where it leads. */
export const enterPath = '/conference'
export const joinRoute = '/conference/:code'
export const joinPath = (code: string): string => `/conference/${code}`
