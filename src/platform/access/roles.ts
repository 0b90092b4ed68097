/** The roles of the platform (requirements: the people of municipal integration management, and who keeps it running). */
export const roleKeys = [
  'administrator',
  'coordinator',
  'lead',
  'caseManager',
  'municipality',
  'council',
  'dataProtection',
] as const

export type RoleKey = (typeof roleKeys)[number]

export function isRoleKey(text: string): text is RoleKey {
  return (roleKeys as readonly string[]).includes(text)
}
