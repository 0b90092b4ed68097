export const newHandoverRoute = '/cases/:id/handovers/new'
/** The same for one receiver and purpose: each has a draft of its own. */
export const chosenRoute = '/cases/:id/handovers/new/:choice'
export const newHandoverPath = (caseId: string, choice?: string) =>
  choice ? `/cases/${caseId}/handovers/new/${choice}` : `/cases/${caseId}/handovers/new`
export const previewPath = (caseId: string, choice?: string) =>
  `/cases/${caseId}/handovers/preview${choice ? `?from=${choice}` : ''}`
export const sentPath = (caseId: string, handoverId: string) => `/cases/${caseId}/handovers/${handoverId}/sent`
export const takeRoute = '/cases/from/:id'
export const takePath = (handoverId: string) => `/cases/from/${handoverId}`
export const intoRoute = '/cases/from/:id/assign'
export const intoPath = (handoverId: string) => `/cases/from/${handoverId}/assign`
export const needsPath = '/admin/handover-needs'
export const oneNeedsPath = (interfaceKey: string) => `${needsPath}/${interfaceKey}`
