import { casePath } from '../paths.ts'

/** The part of the page of a file, and where a need is recorded. */
export const needsPath = (caseId: string): string => `${casePath(caseId)}/needs`
export const needPath = (caseId: string, id: string): string => `${needsPath(caseId)}/${id}`
