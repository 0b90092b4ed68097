import { asOwner, type Database, sql } from '../database.ts'
import { quoteIdentifier, quoteLiteral } from '../escape.ts'

/**
 * Puts a restrictive policy on every table of a tenant's schema that has none yet: its rows exist only for a transaction of
 * this tenant, even for a query that names the schema of another.
 */
export async function confineToTenant(db: Database, schema: string): Promise<void> {
  const { app, insight, publish } = db.names.role
  const all = [app, insight, publish].map(quoteIdentifier).join(', ')
  await asOwner(
    db,
    async (tx) => {
      const open = await sql<{ name: string }>`
        SELECT c.relname AS name FROM pg_class c
        WHERE c.relnamespace = ${quoteIdentifier(schema)}::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity
          AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'in_tenant')
        ORDER BY 1`.execute(tx)
      for (const { name } of open.rows)
        await sql
          .raw(
            `CREATE POLICY in_tenant ON ${quoteIdentifier(name)} AS RESTRICTIVE TO ${all}
             USING (current_setting('app.tenant', true) = ${quoteLiteral(schema)})`,
          )
          .execute(tx)
    },
    schema,
  )
}
