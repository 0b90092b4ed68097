/** The addresses of this room, below the tenant. */
export const papers = '/papers'
export const paperPath = (id: string) => `${papers}/${id}`
export const consultationPath = (id: string) => `/consultations/${id}`

/** The follow-up list; a body's own with `?body=<key>`. */
export const tracking = '/resolutions'
export const resolutionPath = (id: string) => `${tracking}/${id}`
export const obligationPath = (id: string) => `/obligations/${id}`
export const issuedPath = (id: string) => `${tracking}/lists/${id}`
