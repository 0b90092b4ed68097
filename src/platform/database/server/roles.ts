import type pg from 'pg'
import { quoteIdentifier, quoteLiteral } from '../escape.ts'
import type { Role } from '../names.ts'

/** Makes the roles that have no address, and sets their passwords to those derived from the secret. */
export async function makeRoles(
  owner: pg.Client,
  database: string,
  wanted: readonly Role[],
  names: Readonly<Record<Role, string>>,
  passwordOf: (role: Role) => string,
): Promise<void> {
  for (const role of wanted) {
    const name = quoteIdentifier(names[role])
    const password = quoteLiteral(passwordOf(role))
    const there = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [names[role]])
    if (there.rowCount === 0) await owner.query(createRole(name, password))
    else await owner.query(`ALTER ROLE ${name} PASSWORD ${password}`)
    await owner.query(`GRANT CONNECT ON DATABASE ${quoteIdentifier(database)} TO ${name}`)
  }
}

export function createRole(name: string, password: string): string {
  return `CREATE ROLE ${name} LOGIN NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD ${password}`
}
