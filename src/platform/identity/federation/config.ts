import { z } from 'zod'
import type { Id } from '../../../kernel/ids.ts'
import { isId } from '../../../kernel/ids.ts'
import { roleKeys } from '../../access/index.ts'
import { openSecret, sealSecret } from '../../config/seal.ts'
import type { Secrets } from '../../config/secrets.ts'
import type { Tenant } from '../../database/index.ts'
import { defineSetting } from '../../settings/index.ts'

const idOf = <Kind extends string>() =>
  z
    .string()
    .refine(isId)
    .transform((text) => text as Id<Kind>)

const Configuration = z.object({
  on: z.boolean(),
  issuer: z.string(),
  clientId: z.string(),
  /** Sealed: a setting can be read before anybody is known. */
  clientSecret: z.string(),
  /** What stands on the button: "Anmelden mit …". */
  label: z.string(),
  groupsClaim: z.string(),
  mappings: z.array(
    z.object({
      group: z.string(),
      role: z.enum(roleKeys),
      place: z.object({ organisationId: idOf<'organisation'>(), controllerId: idOf<'organisation'>() }).nullable(),
    }),
  ),
  /** People whom a group lets in get a membership at their first sign-in; otherwise they must have been invited. */
  newPeopleJoin: z.boolean(),
  secondFactor: z.object({ amr: z.array(z.string()), acr: z.array(z.string()) }),
  passwords: z.boolean(),
  /** The member whose password always works. */
  emergency: idOf<'user'>().nullable(),
})

/** How people of a district sign in from its directory. */
export type Directory = z.output<typeof Configuration>

/** Null until a district has set one up. */
export const directorySetting = defineSetting<Directory | null>({
  key: 'identity.directory',
  schema: Configuration.nullable() as z.ZodType<Directory | null>,
  fallback: null,
})

// The district is part of the purpose: a secret copied into the setting of another one does not open.
const purposeOf = (tenant: Pick<Tenant, 'key'>) => `client secret of the directory of ${tenant.key}`

export function sealClientSecret(secrets: Secrets, tenant: Pick<Tenant, 'key'>, secret: string): string {
  return sealSecret(secrets, purposeOf(tenant), secret)
}

/** Throws when it was sealed with another installation's secret: it must then be entered again. */
export function openClientSecret(secrets: Secrets, tenant: Pick<Tenant, 'key'>, sealed: string): string {
  return openSecret(secrets, purposeOf(tenant), sealed).toString('utf8')
}
