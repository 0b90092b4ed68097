/** The addresses of campaigns, below the tenant. */
export const campaignsPath = '/measures/campaigns'
export const campaignPath = (id: string) => `${campaignsPath}/${id}`
export const unitPath = (campaign: string, request: string) => `${campaignPath(campaign)}/units/${request}`
export const reportPath = (id: string) => `/measures/reports/${id}`
export const snapshotPath = (id: string) => `/measures/snapshots/${id}`
/** What the municipality role is asked. */
export const ownPath = '/measures/reports'
export const ownRequestPath = (request: string) => `/measures/answers/${request}`
