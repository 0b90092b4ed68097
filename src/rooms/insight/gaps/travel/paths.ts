/** Where travel times between towns are imported, below the tenant. */
export const travelPath = '/admin/travel-times'
