import type pg from 'pg'
import type { Role } from '../names.ts'
import { DatabaseRefused } from './refused.ts'

export interface ServerFacts {
  readonly user: string
  readonly database: string
  readonly mayCreateRoles: boolean
  readonly mayCreateSchemas: boolean
}

/** Version, encoding and rights of the owner. */
export async function checkServer(owner: pg.Client, say: (message: string) => void): Promise<ServerFacts> {
  const found = await owner.query<
    ServerFacts & { version: number; encoding: string; german: boolean; superuser: boolean }
  >(`
    SELECT current_user AS user, current_database() AS database, current_setting('server_version_num')::int AS version,
           current_setting('server_encoding') AS encoding, 'ä' < 'b' AS german, rolsuper AS superuser,
           rolcreaterole OR rolsuper AS "mayCreateRoles",
           has_database_privilege(current_database(), 'CREATE') AS "mayCreateSchemas"
    FROM pg_roles WHERE rolname = current_user`)
  const facts = found.rows[0]!
  if (facts.version < 150_000)
    throw new DatabaseRefused(
      `The server is PostgreSQL ${Math.floor(facts.version / 10_000)}; this program needs 15 or newer. Upgrade it, or leave out DATABASE_URL to use the embedded one.`,
    )
  if (facts.encoding !== 'UTF8')
    throw new DatabaseRefused(`The database ${facts.database} is in ${facts.encoding}; create it with ENCODING 'UTF8'.`)
  if (!facts.german)
    say(
      `The database ${facts.database} does not sort as German does (ä after z). Lists will be sorted so; to change it, create the database with LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' TEMPLATE template0.`,
    )
  if (facts.superuser)
    say(
      `The owner ${facts.user} is a superuser. A role that only owns the database ${facts.database} is enough, and safer.`,
    )
  return facts
}

interface Powers {
  readonly user: string
  readonly database: string
  readonly strong: boolean
  /** Another of the four roles that this one is a member of. */
  readonly becomes: string | null
  readonly owns: boolean
  readonly creates: boolean
}

/** The serving roles must be unable to do more than what is granted to them, whatever they are told. */
export async function checkPowers(
  client: pg.Client,
  role: Exclude<Role, 'owner'>,
  owner: ServerFacts,
  names: Readonly<Record<Role, string>>,
): Promise<void> {
  const found = await client.query<Powers>(
    `SELECT current_user AS user, current_database() AS database,
            rolsuper OR rolbypassrls OR rolcreaterole AS strong,
            (SELECT min(other) FROM unnest($1::text[]) other
             WHERE other <> current_user AND pg_has_role(current_user, other, 'MEMBER')) AS becomes,
            EXISTS (SELECT FROM pg_database WHERE datname = current_database() AND datdba = r.oid) AS owns,
            has_database_privilege(current_database(), 'CREATE') AS creates
     FROM pg_roles r WHERE rolname = current_user`,
    [Object.values(names)],
  )
  const powers = found.rows[0]!
  const setting = `DATABASE_URL_${role.toUpperCase()}`
  const refuse = (what: string, remedy: string) => {
    throw new DatabaseRefused(
      `${setting}: the role ${powers.user} ${what}, so row-level security would not bind it. ${remedy}`,
    )
  }
  if (powers.database !== owner.database)
    throw new DatabaseRefused(
      `${setting} names the database ${powers.database}, DATABASE_URL names ${owner.database}: they must be one.`,
    )
  if (powers.user === owner.user) refuse('is the owner', 'Give it a role of its own.')
  if (powers.strong)
    refuse(
      'is a superuser, creates roles or bypasses row-level security',
      `ALTER ROLE "${powers.user}" NOSUPERUSER NOCREATEROLE NOBYPASSRLS;`,
    )
  if (powers.becomes) refuse(`can become ${powers.becomes}`, `REVOKE "${powers.becomes}" FROM "${powers.user}";`)
  if (powers.owns) refuse('owns the database', `ALTER DATABASE "${owner.database}" OWNER TO "${owner.user}";`)
  if (powers.creates)
    refuse('may create schemas', `REVOKE CREATE ON DATABASE "${owner.database}" FROM "${powers.user}", PUBLIC;`)
}
