/** Addresses of the room, below the tenant. */
export const casesPath = '/cases'
export const casePath = (id: string) => `${casesPath}/${id}`
/** Caseloads in figures, for supervision. */
export const supervisionPath = `${casesPath}/supervision`
/** Files opened with a reason, for data protection. */
export const openingsPath = `${casesPath}/openings`
/** Opening a file of another team in an emergency. */
export const emergencyPath = `${casesPath}/emergency/enter`
export const looksPath = (id: string) => `${casePath(id)}/looks`
/** Handing several files to somebody of the team. */
export const assignPath = `${casesPath}/assign`
