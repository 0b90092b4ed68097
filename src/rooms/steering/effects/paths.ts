/** Addresses of effect checks, below the tenant. */
export const effectsPath = '/effects'
export const newCheckPath = `${effectsPath}/new`
export const checkPath = (id: string): string => `${effectsPath}/${id}`
