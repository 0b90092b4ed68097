import { z } from 'zod'
import { type RoleKey, roleKeys } from '../../access/index.ts'
import type { Tenant, Tx } from '../../database/index.ts'
import { defineSetting, readSetting } from '../../settings/index.ts'

export interface SecondFactorRule {
  /** Who must have a second factor. */
  readonly roles: readonly RoleKey[]
}

/** Which roles need a second factor: unless the district decides, all that see data of people or decide who may see it. */
export const secondFactorSetting = defineSetting<SecondFactorRule>({
  key: 'identity.second-factor',
  schema: z.object({ roles: z.array(z.enum(roleKeys)).readonly() }),
  fallback: {
    roles: ['administrator', 'coordinator', 'lead', 'caseManager', 'intake', 'immigrationOffice', 'dataProtection'],
  },
})

/** The roles that need one. A demo holds nobody's data: there none does until somebody decides so. `decided`: as kept, or null. */
export function requiredRoles(tenant: Pick<Tenant, 'demo'>, decided: unknown): readonly RoleKey[] {
  if (decided === null || decided === undefined) return tenant.demo ? [] : secondFactorSetting.fallback.roles
  const read = secondFactorSetting.schema.safeParse(decided)
  return read.success ? read.data.roles : secondFactorSetting.fallback.roles
}

/** Whether one of these roles needs a second factor here. */
export async function isRequiredOf(tx: Tx, tenant: Pick<Tenant, 'demo'>, roles: readonly RoleKey[]): Promise<boolean> {
  const required = await readRequired(tx, tenant)
  return roles.some((role) => required.includes(role))
}

/** The roles that need one here, now. */
export async function readRequired(tx: Tx, tenant: Pick<Tenant, 'demo'>): Promise<readonly RoleKey[]> {
  const { version, value } = await readSetting(tx, secondFactorSetting)
  return requiredRoles(tenant, version === 0 ? null : value)
}
