import { quoteIdentifier, quoteLiteral } from '../escape.ts'
import type { Role } from '../names.ts'
import type { ServerFacts } from './checks.ts'
import { createRole } from './roles.ts'

export interface AdministratorRequest {
  readonly facts: ServerFacts
  readonly roleNames: Readonly<Record<Role, string>>
  readonly missing: readonly Role[]
  readonly passwordOf: (role: Role) => string
}

/** What the administrator of a server has to run once, when we may not. */
export function administratorSql({ facts, roleNames, missing, passwordOf }: AdministratorRequest): string {
  const database = quoteIdentifier(facts.database)
  const lines = [
    ...(facts.mayCreateSchemas ? [] : [`GRANT CREATE ON DATABASE ${database} TO ${quoteIdentifier(facts.user)};`]),
    ...(facts.mayCreateRoles
      ? []
      : missing.flatMap((role) => {
          const name = quoteIdentifier(roleNames[role])
          return [
            `${createRole(name, quoteLiteral(passwordOf(role)))};`,
            `GRANT CONNECT ON DATABASE ${database} TO ${name};`,
          ]
        })),
  ]
  return [
    'Let the administrator of the server run this once (the passwords follow from NAHTLOS_SECRET), then start again:',
    '',
    ...lines.map((line) => `  ${line}`),
    '',
    'Or give addresses of your own: DATABASE_URL_APP, DATABASE_URL_INSIGHT, DATABASE_URL_PUBLISH.',
  ].join('\n')
}
