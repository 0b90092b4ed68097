/** Addresses of the room, below the tenant. */
export const casesPath = '/cases'
export const casePath = (id: string) => `${casesPath}/${id}`
