/** What the lint reads in the text, once more in PostgreSQL's own catalogue: what is there and not what was meant. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner, sql } from '../index.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'

let its: TestDatabase
beforeAll(async () => {
  its = await testDatabase()
})
afterAll(() => its.close())

const ask = async (query: string) => {
  const found = await asOwner(its.db, (tx) => sql.raw<{ what: string }>(query).execute(tx))
  return found.rows.map(({ what }) => what)
}
const inTenantSchema = () => `'"${its.tenant.schema}"'::regnamespace`
const inBothSchemas = () => `(${inTenantSchema()}, '"${its.db.names.shared}"'::regnamespace)`

test('every table of a tenant is under forced row-level security, confined to its tenant', async () => {
  const open = await ask(`SELECT relname AS what FROM pg_class c
    WHERE relnamespace = ${inTenantSchema()} AND relkind IN ('r', 'p') AND relname <> 'migration'
      AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (
        SELECT FROM pg_policy WHERE polrelid = c.oid AND polname = 'in_tenant' AND NOT polpermissive))`)
  expect(open).toEqual([])
  expect(
    (await ask(`SELECT relname AS what FROM pg_class WHERE relnamespace = ${inTenantSchema()}`)).length,
  ).toBeGreaterThan(10)
})

test('every table says what it is for', async () => {
  expect(
    await ask(`SELECT relname AS what FROM pg_class
      WHERE relnamespace IN ${inBothSchemas()} AND relkind IN ('r', 'p') AND obj_description(oid, 'pg_class') IS NULL`),
  ).toEqual([])
})

test('there is no trigger of ours, no rule and no key into another schema', async () => {
  expect(
    await ask(`SELECT tgname AS what FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
      WHERE relnamespace IN ${inBothSchemas()} AND NOT tgisinternal
    UNION ALL SELECT rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class
      WHERE relnamespace IN ${inBothSchemas()} AND relkind IN ('r', 'p')
    UNION ALL SELECT conname FROM pg_constraint k JOIN pg_class a ON a.oid = conrelid JOIN pg_class b ON b.oid = confrelid
      WHERE a.relnamespace <> b.relnamespace AND a.relnamespace IN ${inBothSchemas()}`),
  ).toEqual([])
})

test('the serving roles own nothing but published views, and grant nothing to everybody', async () => {
  const { owner, publish } = its.db.names.role
  expect(
    await ask(`SELECT relname || ' of ' || pg_get_userbyid(relowner) AS what FROM pg_class
      WHERE relnamespace IN ${inBothSchemas()} AND relkind IN ('r', 'p', 'v', 'm', 'S')
        AND pg_get_userbyid(relowner) <> CASE WHEN relkind = 'v' THEN '${publish}' ELSE '${owner}' END
    UNION ALL SELECT relname || ' to all' FROM pg_class, aclexplode(relacl)
      WHERE relnamespace IN ${inBothSchemas()} AND grantee = 0`),
  ).toEqual([])
})

test('insight reads no table of a tenant', async () => {
  expect(
    await ask(`SELECT relname AS what FROM pg_class
      WHERE relnamespace = ${inTenantSchema()} AND relkind IN ('r', 'p')
        AND has_table_privilege('${its.db.names.role.insight}', oid, 'SELECT')`),
  ).toEqual([])
})

test('nobody but the owner changes what was audited or migrated', async () => {
  expect(
    await ask(`SELECT relname || ' ' || privilege AS what
      FROM pg_class, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) privilege
      WHERE relnamespace IN ${inBothSchemas()} AND relname IN ('audit_entry', 'audit_leaf', 'audit_checkpoint', 'migration')
        AND has_table_privilege('${its.db.names.role.app}', oid, privilege)`),
  ).toEqual([])
})
