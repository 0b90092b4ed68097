import { defineRights } from '../../access/index.ts'
import type { routesFor } from '../../http/index.ts'

/**
 * The administration prepares, lead and coordination of the controller decide, data protection sees everything and holds.
 * Nobody can do two of these alone.
 */
export const retentionRights = defineRights({
  'retention.read': ['administrator', 'dataProtection', 'lead', 'coordinator'],
  'retention.prepare': ['administrator'],
  'retention.decide': ['lead', 'coordinator'],
  'retention.hold': ['dataProtection'],
})

export type RetentionRoutes = ReturnType<typeof routesFor<typeof retentionRights>>
