export const findingsPath = '/findings'
export const releasePath = '/findings/release'
export const findingPath = (id: string) => `/findings/${id}`
export const releaseOnePath = (id: string) => `/findings/release/${id}`
export const reportPath = (caseId: string) => `/cases/${caseId}/findings/new`
export const toldRoute = '/findings/release/told/:id'
export const toldPath = (id: string) => `/findings/release/told/${id}`
