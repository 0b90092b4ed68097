import { z } from 'zod'
import { type RoleKey, roleKeys } from '../../access/index.ts'
import { field } from '../../http/index.ts'

/** Roles that a program may have; which of them a room's API knows decides the list. */
const roles = roleKeys as unknown as readonly [RoleKey, ...RoleKey[]]

const someOf = z.preprocess(
  (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
  z.array(z.string().max(80)).min(1, 'choose').max(40),
)

export const ProgramForm = z.object({
  name: field.text(120),
  organisation: field.id<'organisation'>(),
  role: field.oneOf(roles),
  scopes: someOf,
  validTo: field.day(),
})

export const RenewForm = z.object({ version: field.version(), validTo: field.day() })
export const EndForm = z.object({ version: field.version() })

export const WebhookForm = z.object({
  organisation: field.id<'organisation'>(),
  address: field.text(500),
  events: someOf,
})

export const TurnForm = z.object({ what: field.oneOf(['on', 'paused', 'removed', 'test']) })
