import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NotFound } from '../../kernel/errors.ts'
import { asOwner, createTenant, findTenant, getTenant, inShared, inTenant, listTenants, sql } from './index.ts'
import { anActor, type TestDatabase, testDatabase } from './testing.ts'

let its: TestDatabase
beforeAll(async () => {
  its = await testDatabase()
})
afterAll(() => its.close())

describe('a transaction', () => {
  test('knows who acts, and where', async () => {
    const actor = anActor(['coordinator'], { controllerId: null })
    const row = await inTenant(its.db, its.tenant, actor, async (tx) => {
      const found = await sql<Record<string, string>>`
      SELECT current_user AS role, current_schema AS schema, current_setting('app.user_id') AS user,
             current_setting('app.organisation_id') AS organisation, current_setting('app.controller_id') AS controller,
             current_setting('app.actor') AS actor, current_setting('app.tenant') AS tenant`.execute(tx)
      return found.rows[0]
    })
    expect(row).toEqual({
      role: its.db.names.role.app,
      schema: its.tenant.schema,
      user: actor.userId,
      organisation: actor.organisationId,
      controller: '',
      actor: 'user',
      tenant: its.tenant.schema,
    })
  })

  test('forgets who acted when it is over', async () => {
    const ids = new Set<string | null>()
    for (let i = 0; i < 10; i++) {
      await inTenant(its.db, its.tenant, anActor(), async () => undefined)
      const client = await its.db.app.pool.connect()
      const found = await client.query("SELECT current_setting('app.user_id', true) AS id, current_schema AS schema")
      client.release()
      ids.add(found.rows[0].id || null)
      expect(found.rows[0].schema).not.toBe(its.tenant.schema)
    }
    expect([...ids]).toEqual([null])
  })

  test('takes any text as an id without becoming SQL', async () => {
    const id = `'; DROP SCHEMA ${its.tenant.schema} CASCADE; -- \\' "`
    const got = await inTenant(
      its.db,
      its.tenant,
      { userId: id, organisationId: null, controllerId: '\\' },
      async (tx) => {
        const found = await sql<{
          id: string
          controller: string
        }>`SELECT current_setting('app.user_id') AS id, current_setting('app.controller_id') AS controller`.execute(tx)
        return found.rows[0]
      },
    )
    expect(got).toEqual({ id, controller: '\\' })
  })

  test('keeps nothing when work throws', async () => {
    const before = await listTenants(its.db)
    await expect(
      inShared(its.db, async (tx) => {
        await tx.updateTable('tenant').set({ name: 'Anders' }).execute()
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await listTenants(its.db)).toEqual(before)
  })

  test('is not taken for committed when a statement failed and work went on', async () => {
    const work = inShared(its.db, async (tx) => {
      await tx.updateTable('tenant').set({ name: 'Anders' }).execute()
      await sql`SELECT 1/0`.execute(tx).catch(() => undefined)
      return 'done'
    })
    await expect(work).rejects.toThrow()
    expect((await getTenant(its.db, 'auental')).name).toBe('Kreis Auental')
  })

  test('that only reads cannot write', async () => {
    const write = inShared(its.db, (tx) => tx.updateTable('tenant').set({ name: 'x' }).execute(), { readOnly: true })
    await expect(write).rejects.toMatchObject({ code: '25006' })
  })

  test('ends a statement that takes too long', async () => {
    const slow = inTenant(its.db, its.tenant, 'system', (tx) => sql`SELECT pg_sleep(20)`.execute(tx), {
      statementTimeoutMs: 50,
    })
    await expect(slow).rejects.toMatchObject({ code: '57014' })
  })

  test('of a snapshot does not see what is committed meanwhile', async () => {
    const names = await inShared(
      its.db,
      async (tx) => {
        const before = await tx.selectFrom('tenant').select('name').executeTakeFirstOrThrow()
        await inShared(its.db, (other) => other.updateTable('tenant').set({ name: 'Neuer Name' }).execute())
        const after = await tx.selectFrom('tenant').select('name').executeTakeFirstOrThrow()
        return [before.name, after.name]
      },
      { snapshot: true },
    )
    await inShared(its.db, (tx) => tx.updateTable('tenant').set({ name: 'Kreis Auental' }).execute())
    expect(names).toEqual(['Kreis Auental', 'Kreis Auental'])
  })

  test('reads days as days, counts as numbers, instants as instants', async () => {
    const row = await inShared(its.db, async (tx) => {
      const found = await sql<
        Record<string, unknown>
      >`SELECT DATE '2026-03-29' AS day, count(*) AS n, TIMESTAMPTZ '2026-03-29 02:30+02' AS instant,
               1.10::numeric AS amount FROM (VALUES (1), (2)) v(x)`.execute(tx)
      return found.rows[0]
    })
    expect(row).toEqual({ day: '2026-03-29', n: 2, instant: new Date('2026-03-29T00:30:00Z'), amount: '1.10' })
  })
})

describe('tenants', () => {
  test('are found by key', async () => {
    expect(await findTenant(its.db, 'nirgendwo')).toBeUndefined()
    await expect(getTenant(its.db, 'nirgendwo')).rejects.toThrow(NotFound)
    expect((await listTenants(its.db)).map((tenant) => tenant.key)).toEqual(['auental'])
  })

  test.each([
    ['Auental', 'tenant-key-form'],
    ['1a', 'tenant-key-form'],
    ['a--b', 'tenant-key-form'],
    ['x'.repeat(33), 'tenant-key-form'],
    ['a"; DROP', 'tenant-key-form'],
    ['assets', 'tenant-key-reserved'],
  ])('with the key %j are refused', async (key, code) => {
    await expect(createTenant(its.db, its.sources, { key, name: 'X', demo: false, land: 'NW' })).rejects.toMatchObject({
      issues: [{ field: 'key', code }],
    })
  })

  test('cannot be made twice, also under a key with the same schema', async () => {
    const wanted = { key: 'kreis-x', name: 'Kreis X', demo: true, land: 'BY' as const }
    const made = await createTenant(its.db, its.sources, wanted)
    expect(made).toMatchObject({ key: 'kreis-x', demo: true, land: 'BY', origin: null, features: {} })
    await expect(createTenant(its.db, its.sources, wanted)).rejects.toThrow('there is a tenant kreis-x already')
  })

  test('stay demo or not for ever, as far as the app role goes', async () => {
    const change = inShared(its.db, (tx) => sql`UPDATE tenant SET demo = NOT demo`.execute(tx))
    await expect(change).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the app role', () => {
  test.each(['owner', 'publish', 'insight'] as const)('cannot become %s', async (role) => {
    const become = inShared(its.db, (tx) => sql.raw(`SET ROLE "${its.db.names.role[role]}"`).execute(tx))
    await expect(become).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    'CREATE TABLE sneaky (id int)',
    'CREATE SCHEMA sneaky',
    'ALTER TABLE tenant DISABLE ROW LEVEL SECURITY',
    'DROP TABLE tenant',
    'DELETE FROM migration',
    'SELECT * FROM pg_authid',
  ])('may not %s', async (statement) => {
    await expect(inShared(its.db, (tx) => sql.raw(statement).execute(tx))).rejects.toMatchObject({ code: '42501' })
  })

  test("sees no row of another tenant, even by the other schema's name", async () => {
    const other = await createTenant(its.db, its.sources, { key: 'anderswo', name: 'Kreis B', demo: false, land: 'NW' })
    // A table as a migration would make it, with a policy that is too generous by itself.
    for (const { schema } of [its.tenant, other])
      await asOwner(
        its.db,
        async (tx) => {
          await sql`CREATE TABLE note (text text NOT NULL)`.execute(tx)
          await sql`ALTER TABLE note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`.execute(tx)
          await sql.raw(`CREATE POLICY everything ON note TO "${its.db.names.role.app}" USING (true)`).execute(tx)
          await sql.raw(`GRANT SELECT, INSERT ON note TO "${its.db.names.role.app}"`).execute(tx)
        },
        schema,
      )
    // One that was made before the setting was read once for a query: written anew, and as strict.
    await asOwner(
      its.db,
      (tx) =>
        sql
          .raw(
            `CREATE POLICY in_tenant ON note AS RESTRICTIVE TO "${its.db.names.role.app}"
             USING (current_setting('app.tenant', true) = '${other.schema}')`,
          )
          .execute(tx),
      other.schema,
    )
    const { confineToTenant } = await import('./migrate/confine.ts')
    for (const { schema } of [its.tenant, other]) await confineToTenant(its.db, schema)
    const { rows: policies } = await asOwner(its.db, (tx) =>
      sql<{ asks: string }>`
        SELECT qual AS asks FROM pg_policies WHERE schemaname = ${other.schema} AND policyname = 'in_tenant'`.execute(
        tx,
      ),
    )
    expect(policies.filter(({ asks }) => !asks.includes('SELECT'))).toEqual([])
    await inTenant(its.db, other, 'system', (tx) => sql`INSERT INTO note VALUES ('vertraulich')`.execute(tx))

    const own = await inTenant(its.db, other, 'system', (tx) => sql`SELECT * FROM note`.execute(tx))
    expect(own.rows).toHaveLength(1)
    const foreign = await inTenant(its.db, its.tenant, 'system', (tx) =>
      sql.raw(`SELECT * FROM "${other.schema}".note`).execute(tx),
    )
    expect(foreign.rows).toEqual([])
    const planted = inTenant(its.db, its.tenant, 'system', (tx) =>
      sql.raw(`INSERT INTO "${other.schema}".note VALUES ('untergeschoben')`).execute(tx),
    )
    await expect(planted).rejects.toMatchObject({ code: '42501' })
  })
})
