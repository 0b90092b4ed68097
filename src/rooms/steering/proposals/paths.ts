/** Addresses of this part, below the tenant. */
export const cockpit = '/steering'
export const proposals = '/steering/proposals'
export const proposalPath = (number: number): string => `${proposals}/${number}`
export const sheetPath = (number: number): string => `${proposalPath(number)}/sheet`
export const meetingsPath = '/steering/meetings'
export const agendaPath = (meetingId: string): string => `${meetingsPath}/${meetingId}`
export const minutesPath = (meetingId: string): string => `${agendaPath(meetingId)}/minutes`
export const participationPath = '/steering/participation'
export const rulesPath = '/steering/rules'
