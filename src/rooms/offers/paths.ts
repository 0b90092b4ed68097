/** Addresses of this room below the tenant. */
export const offersPath = '/offers'

export const offerPath = (id: string): string => `${offersPath}/${id}`
