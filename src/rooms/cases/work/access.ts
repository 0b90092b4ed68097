import { defineRights } from '../../../platform/access/index.ts'

/** Reading and writing the parts of a file go by the rights of the room; only the questions of the assessment are apart. */
export const workRights = defineRights({ 'cases.assessment-form': ['administrator', 'coordinator'] })
