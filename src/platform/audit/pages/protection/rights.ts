import { defineRights } from '../../../access/index.ts'
import type { BackupSettings, Secrets } from '../../../config/index.ts'
import type { routesFor } from '../../../http/index.ts'
import type { Room } from '../../../room.ts'

/** The data protection officer alone: neither who administers nor who leads. */
export const protectionRights = defineRights(
  { 'data-protection.read': ['dataProtection'] },
  { people: ['data-protection.read'] },
)

export type ProtectionRoutes = ReturnType<typeof routesFor<typeof protectionRights>>

export interface ProtectionOptions {
  readonly rooms: readonly Room[]
  /** Absent where routes are only listed. */
  readonly secrets?: Secrets
  readonly backup?: BackupSettings
}
