/**
 * The roles of the platform: the people of municipal integration management, and who keeps it running. A role exists when
 * there is something for it to do; the offices of later rooms (school counselling, interpreter pool, funding) get theirs
 * with them.
 */
export const roleKeys = [
  'administrator',
  'coordinator',
  'lead',
  'steering',
  'caseManager',
  'municipality',
  'intake',
  'immigrationOffice',
  'partner',
  'council',
  'dataProtection',
] as const

export type RoleKey = (typeof roleKeys)[number]

/** Roles that open what others keep closed: who may give access, and who sees what everybody did. */
export const guardedRoles: readonly RoleKey[] = ['administrator', 'dataProtection']

export function isRoleKey(text: string): text is RoleKey {
  return (roleKeys as readonly string[]).includes(text)
}
