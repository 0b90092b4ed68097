import pg from 'pg'
import type { Secrets, ServerDatabase } from '../../config/index.ts'
import { type Role, roles } from '../names.ts'
import type { Address } from '../pool.ts'
import { administratorSql } from './administrator.ts'
import { checkPowers, checkServer } from './checks.ts'
import { DatabaseRefused } from './refused.ts'
import { makeRoles } from './roles.ts'

export interface Server {
  readonly roleNames: Readonly<Record<Role, string>>
  readonly address: (role: Role) => Address
}

/**
 * Checks a server and its roles before the program trusts it. Where a role has no address of its own, the owner makes the
 * role if it may; if it may not, the SQL for the administrator stands in the message.
 */
export async function openServer(
  given: ServerDatabase,
  secrets: Secrets,
  say: (message: string) => void,
): Promise<Server> {
  const owner = await reach('DATABASE_URL', given.owner)
  try {
    const facts = await checkServer(owner, say)
    const passwordOf = (role: Role) => secrets.derive(`database password of ${role}`).toString('base64url')
    const missing = roles.filter((role) => role !== 'owner' && !given[role])
    const roleNames = {
      owner: facts.user,
      app: userOf(given.app) ?? `${facts.database}_app`,
      insight: userOf(given.insight) ?? `${facts.database}_insight`,
      publish: userOf(given.publish) ?? `${facts.database}_publish`,
    }
    if (missing.length > 0 || !facts.mayCreateSchemas) {
      const sql = () => administratorSql({ facts, roleNames, missing, passwordOf })
      if (!facts.mayCreateSchemas)
        throw new DatabaseRefused(
          `The role ${facts.user} may not create schemas in the database ${facts.database}.\n${sql()}`,
        )
      if (!facts.mayCreateRoles && !(await exist(owner, missing, roleNames)))
        throw new DatabaseRefused(
          `The role ${facts.user} may not create the roles that the program works with.\n${sql()}`,
        )
      if (facts.mayCreateRoles) await makeRoles(owner, facts.database, missing, roleNames, passwordOf)
    }
    const address = (role: Role): Address => ({
      connectionString: given[role] ?? urlFor(given.owner, roleNames[role], passwordOf(role)),
    })
    for (const role of ['app', 'insight', 'publish'] as const) {
      const client = await reach(`DATABASE_URL_${role.toUpperCase()}`, address(role).connectionString!)
      try {
        await checkPowers(client, role, facts, roleNames)
      } finally {
        await client.end()
      }
    }
    return { roleNames, address }
  } finally {
    await owner.end()
  }
}

async function exist(
  owner: pg.Client,
  wanted: readonly Role[],
  names: Readonly<Record<Role, string>>,
): Promise<boolean> {
  const found = await owner.query('SELECT FROM pg_roles WHERE rolname = ANY($1)', [wanted.map((role) => names[role])])
  return found.rowCount === wanted.length
}

/** Connects, or says which setting is wrong and how. Passwords never stand in a message. */
async function reach(setting: string, url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'nahtlos' })
  // A connection lost later fails its next statement, which is news enough.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new DatabaseRefused(`${setting} does not work: ${explain(error as pg.DatabaseError, new URL(url))}`)
  }
}

function explain(error: { code?: string; message: string }, url: URL): string {
  const at = `${url.hostname || 'the local socket'}:${url.port || 5432}`
  const database = decodeURIComponent(url.pathname.slice(1))
  const user = decodeURIComponent(url.username)
  switch (error.code) {
    case 'ECONNREFUSED':
      return `nothing listens at ${at}. Start PostgreSQL there, or correct host and port.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host ${url.hostname} is not known. Correct its name.`
    case '28P01':
    case '28000':
      return `${at} does not let ${user || 'this user'} in (${error.message}). Correct user and password, or pg_hba.conf of the server.`
    case '3D000':
      return `there is no database ${database} at ${at}. Create it: CREATE DATABASE ${database} LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' TEMPLATE template0;`
    default:
      return `${error.message} (${at})`
  }
}

function userOf(url: string | undefined): string | undefined {
  return url ? decodeURIComponent(new URL(url).username) : undefined
}

function urlFor(ownerUrl: string, user: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password)
  return url.href
}
