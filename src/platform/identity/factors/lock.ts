/** Why a tenant is locked. Codes: what they mean stands in the messages, and no free text names a person. */
export const reasonsToLock = ['intrusion', 'stolen-access', 'data-leak', 'authority', 'operation'] as const
export type LockReason = (typeof reasonsToLock)[number]
