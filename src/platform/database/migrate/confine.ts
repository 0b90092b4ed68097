import { asOwner, type Database, sql } from '../database.ts'
import { quoteIdentifier, quoteLiteral } from '../escape.ts'

/**
 * Puts a restrictive policy on every table of a tenant's schema that has none yet: its rows exist only for a transaction of
 * this tenant, even for a query that names the schema of another. The setting is read once for a query, by a subquery; those
 * of before, which read it for every row (measured: a scan under the policy took three times as long), are written anew.
 */
export async function confineToTenant(db: Database, schema: string): Promise<void> {
  const { app, insight, publish } = db.names.role
  const all = [app, insight, publish].map(quoteIdentifier).join(', ')
  const inTenant = `USING ((SELECT current_setting('app.tenant', true)) = ${quoteLiteral(schema)})`
  await asOwner(
    db,
    async (tx) => {
      const tables = await sql<{ name: string; confined: boolean }>`
        SELECT c.relname AS name, p.oid IS NOT NULL AS confined
        FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'in_tenant'
        WHERE c.relnamespace = ${quoteIdentifier(schema)}::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity
          AND (p.oid IS NULL OR pg_get_expr(p.polqual, p.polrelid) NOT LIKE '%SELECT%')
        ORDER BY 1`.execute(tx)
      for (const { name, confined } of tables.rows)
        await sql
          .raw(
            confined
              ? `ALTER POLICY in_tenant ON ${quoteIdentifier(name)} ${inTenant}`
              : `CREATE POLICY in_tenant ON ${quoteIdentifier(name)} AS RESTRICTIVE TO ${all} ${inTenant}`,
          )
          .execute(tx)
    },
    schema,
  )
}
