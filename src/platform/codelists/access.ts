import { defineRights } from '../access/index.ts'

/**
 * Staff look lists up; administration and coordination decide on them. The same roles stand in migrations/tenant/001, where
 * the database enforces them.
 */
export const codelistRights = defineRights({
  'codelists.read': ['administrator', 'coordinator', 'lead', 'caseManager', 'municipality', 'dataProtection'],
  'codelists.edit': ['administrator', 'coordinator'],
})
