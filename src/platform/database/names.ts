import { quoteIdentifier } from './escape.ts'

export const roles = ['owner', 'app', 'insight', 'publish'] as const

/**
 * The four roles. `owner` migrates and owns; `app` serves and owns nothing; `publish` owns the views that leave the people's
 * side; `insight` reads those views and nothing else.
 */
export type Role = (typeof roles)[number]

/** Names in the database that differ between installations. */
export interface Names {
  /** The schema all tenants share. */
  readonly shared: string
  /** The schema of a tenant, by its key. */
  readonly tenant: (key: string) => string
  readonly role: Readonly<Record<Role, string>>
}

export function namesFor(schemaPrefix: string, role: Readonly<Record<Role, string>>): Names {
  return {
    shared: `${schemaPrefix}nahtlos`,
    tenant: (key) => `${schemaPrefix}t_${key.replaceAll('-', '_')}`,
    role,
  }
}

/** What may stand in double braces in a migration. */
export function fillPlaceholders(sql: string, names: Names): string {
  return sql.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, word: string) => {
    if (word === 'shared') return quoteIdentifier(names.shared)
    if ((roles as readonly string[]).includes(word)) return quoteIdentifier(names.role[word as Role])
    throw new Error(`${whole} is no placeholder: there are {{owner}}, {{app}}, {{insight}}, {{publish}} and {{shared}}`)
  })
}
