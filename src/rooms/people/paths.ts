/** Addresses of this room below the tenant. No name and no word of a search ever stands in one. */
export const start = '/people'
export const newPath = '/people/new'
export const personPath = (id: string): string => `/people/${id}`
export const familyPath = (id: string): string => `/people/families/${id}`
export const searchPath = (id: string): string => `/people/searches/${id}`
export const tellingPath = (id: string): string => `/people/tellings/${id}`
export const proofsPath = '/people/proofs'
