import { z } from 'zod'
import { type RoleKey, roleKeys } from '../../../access/index.ts'
import { field } from '../../../http/index.ts'

/** A partner's access always has an end, which no group of a directory knows. */
export const directoryRoles = roleKeys.filter((role): role is Exclude<RoleKey, 'partner'> => role !== 'partner') as [
  Exclude<RoleKey, 'partner'>,
  ...Exclude<RoleKey, 'partner'>[],
]

const version = field.wholeNumber(0, 1_000_000)

/** Values as an administrator types them: with commas or spaces between. */
const words = () =>
  field.optionalText(500).transform((typed) => [...new Set((typed ?? '').split(/[\s,;]+/).filter(Boolean))])

export const DirectoryForm = z.object({
  version,
  on: field.checkbox(),
  label: field.text(60),
  issuer: field
    .text(500)
    .transform((typed) => typed.replace(/\/\.well-known\/openid-configuration\/?$/, ''))
    .refine((typed) => URL.canParse(typed) && /^https?:\/\//.test(typed) && !/[?#@]/.test(typed), 'issuer-form'),
  clientId: field.text(200),
  clientSecret: field.optionalText(500),
  groupsClaim: field.text(120),
  newPeople: field.oneOf(['join', 'invited']),
  // Not called after passwords: what is called so is never shown again.
  local: field.oneOf(['stay', 'go']),
  emergency: field.optionalId<'user'>(),
  amr: words(),
  acr: words(),
})

export const GroupForm = z.object({
  version,
  group: field.text(300),
  role: field.oneOf(directoryRoles),
  organisation: field.optionalId<'organisation'>(),
})

export const RemoveGroupForm = z.object({ version, group: field.text(300), role: field.oneOf(directoryRoles) })

export const UnlinkForm = z.object({ email: field.email() })

export const NothingForm = z.object({})
