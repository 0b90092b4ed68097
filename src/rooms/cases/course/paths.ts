export const coursePath = (caseId: string) => `/cases/${caseId}/course`
