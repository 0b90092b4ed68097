import { asOwner, type Database, sql } from '../database.ts'
import { quoteIdentifier } from '../escape.ts'

/**
 * Lets the owner, and nobody else, see the rows of every table under row-level security while it says that it copies
 * (`app.copying`): without this a backup would be empty, since row-level security is forced and binds the owner too. What
 * runs as the owner on behalf of another role (SECURITY DEFINER) has another session user and stays outside. Tables of the
 * shared schema may be written in this way too, by a restore. See docs/decisions/the-owner-copies.md.
 */
export async function openToCopying(db: Database, schema: string): Promise<void> {
  const isShared = schema === db.names.shared
  await asOwner(
    db,
    async (tx) => {
      // A policy needs the table for a moment, and who comes later stands behind whoever waits.
      await sql`SET LOCAL lock_timeout = '3s'`.execute(tx)
      const closed = await sql<{ name: string }>`
        SELECT c.relname AS name FROM pg_class c
        WHERE c.relnamespace = ${quoteIdentifier(schema)}::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity
          AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'owner_copies')
        ORDER BY 1`.execute(tx)
      const condition = "(SELECT session_user = current_user AND current_setting('app.copying', true) = 'on')"
      for (const { name } of closed.rows)
        await sql
          .raw(
            `CREATE POLICY owner_copies ON ${quoteIdentifier(name)} FOR ${isShared ? 'ALL' : 'SELECT'}
             TO ${quoteIdentifier(db.names.role.owner)} USING (${condition})`,
          )
          .execute(tx)
    },
    schema,
  )
}
