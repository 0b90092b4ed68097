import { asOwner, type Database, sql } from '../database/index.ts'

/**
 * Everything that PostgreSQL's catalogue says of a schema and that protects its rows: tables with row-level security and its
 * force, columns, policies, grants, constraints, indexes, views, functions, comments; one line each, without the schema's name.
 */
export async function catalogueOf(db: Database, schema: string): Promise<string[]> {
  const { rows } = await asOwner(db, (tx) =>
    sql<{ line: string }>`
      SELECT format('%s %s %s rls %s %s owner %s grants %s comment %s', relkind, relname, relispartition, relrowsecurity,
                    relforcerowsecurity, relowner::regrole, relacl, obj_description(oid, 'pg_class')) AS line
        FROM pg_class WHERE relnamespace = ${schema}::regnamespace
      UNION ALL SELECT format('column %s %s %s %s %s %s %s %s', relname, attname, format_type(atttypid, atttypmod), attnotnull,
                    attgenerated, attacl, pg_get_expr(adbin, adrelid), col_description(c.oid, attnum))
        FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = c.oid AND adnum = attnum
        WHERE relnamespace = ${schema}::regnamespace AND attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'v')
      UNION ALL SELECT format('policy %s %s %s %s %s %s %s', tablename, policyname, permissive, roles, cmd, qual, with_check)
        FROM pg_policies WHERE schemaname = ${schema}
      UNION ALL SELECT format('constraint %s %s %s %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated,
                    condeferrable, obj_description(oid, 'pg_constraint'))
        FROM pg_constraint WHERE connamespace = ${schema}::regnamespace
      UNION ALL SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = ${schema}
      UNION ALL SELECT format('view %s %s', viewname, definition) FROM pg_views WHERE schemaname = ${schema}
      UNION ALL SELECT format('function %s %s %s', proname, proacl, pg_get_functiondef(oid))
        FROM pg_proc WHERE pronamespace = ${schema}::regnamespace
      UNION ALL SELECT format('schema %s %s', nspacl, obj_description(oid, 'pg_namespace'))
        FROM pg_namespace WHERE nspname = ${schema}
      ORDER BY 1`.execute(tx),
  )
  return rows.map(({ line }) => line.replaceAll(schema, 'SCHEMA').replaceAll(/"?SCHEMA"?\./g, ''))
}
