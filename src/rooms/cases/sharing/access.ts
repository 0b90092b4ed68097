import { defineRights } from '../../../platform/access/index.ts'

/** What interfaces need is decided for the whole district; it names no person. */
export const sharingRights = defineRights({ 'cases.set-needs': ['administrator', 'coordinator'] })
