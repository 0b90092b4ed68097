/** Addresses of the gap register, below the tenant. Insight's figures of gaps stand below `/gaps`. */
export const registerPath = '/gap-register'
export const newGapPath = `${registerPath}/new`
export const gapPath = (number: number | string): string => `${registerPath}/${number}`
