import { papers } from '../paths.ts'

/** Addresses of drafts, below the tenant. */
export const drafts = `${papers}/drafts`
export const draftPath = (id: string) => `${drafts}/${id}`
/** Where a report for an obligation is begun. */
export const newDraftPath = (obligationId: string) => `${drafts}/new?obligation=${obligationId}`
