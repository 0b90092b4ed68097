export const newHandoverRoute = '/cases/:id/handovers/new'
export const newHandoverPath = (caseId: string) => `/cases/${caseId}/handovers/new`
export const previewPath = (caseId: string) => `/cases/${caseId}/handovers/preview`
export const sentPath = (caseId: string, handoverId: string) => `/cases/${caseId}/handovers/${handoverId}/sent`
export const takeRoute = '/cases/from/:id'
export const takePath = (handoverId: string) => `/cases/from/${handoverId}`
export const intoRoute = '/cases/from/:id/assign'
export const intoPath = (handoverId: string) => `/cases/from/${handoverId}/assign`
export const needsPath = '/admin/handover-needs'
export const oneNeedsPath = (interfaceKey: string) => `${needsPath}/${interfaceKey}`
