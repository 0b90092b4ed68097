import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fixedClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../config/index.ts'
import { asOwner, createTenant, inTenant, sql, type Tenant } from '../database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../database/testing.ts'
import { exportCheckpoints, readExported } from './export.ts'
import { record, recordAttempt, recordLook } from './record.ts'
import { sealAudit } from './seal.ts'
import { sealKeyFrom } from './signature.ts'
import type { AuditTables } from './tables.ts'
import { type VerifyOptions, verifyAudit } from './verify.ts'

const key = sealKeyFrom(secretsFrom('a secret that only these tests have, long enough'))
const clock = fixedClock('2026-11-16T08:00:00Z')
const options: VerifyOptions = { keys: new Map([[key.id, key.publicKey]]) }

let test_: TestDatabase
/** Migrations of the platform without those of the rooms, which hold nothing of the audit: each test makes a tenant of its own. */
let auditAlone: TestDatabase['sources']
let tenant: Tenant
let count = 0
beforeAll(async () => {
  test_ = await testDatabase()
  auditAlone = test_.sources.filter(({ key }) => key.startsWith('platform/'))
})
afterAll(() => test_.close())
beforeEach(async () => {
  tenant = await createTenant(test_.db, auditAlone, {
    key: `kreis-${++count}`,
    name: 'Kreis',
    demo: false,
    land: 'NW',
  })
})

const actor = anActor()
const note = (event: string) =>
  inTenant(test_.db, tenant, actor, (tx) => record(tx, actor, { event, subject: actor.userId }))
const seal = () => sealAudit(test_.db, tenant, key, clock)
const verify = (more: Partial<VerifyOptions> = {}) => verifyAudit(test_.db, tenant, { ...options, ...more })
const codes = async (more: Partial<VerifyOptions> = {}) => (await verify(more)).findings.map((finding) => finding.code)
/** As somebody with the owner's password would: past every policy and grant. */
const tamper = (statement: string) =>
  asOwner(
    test_.db,
    async (tx) =>
      void (await sql
        .raw(`ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE audit_leaf NO FORCE ROW LEVEL SECURITY; ALTER TABLE audit_checkpoint NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE audit_pending NO FORCE ROW LEVEL SECURITY; ${statement}`)
        .execute(tx)),
    tenant.schema,
  )

describe('writing', () => {
  test('a change and its entry go together: a transaction that fails leaves neither', async () => {
    const failing = inTenant(test_.db, tenant, actor, async (tx) => {
      await record(tx, actor, { event: 'test.changed' })
      throw new Error('afterwards')
    })
    await expect(failing).rejects.toThrow('afterwards')
    expect(await seal()).toBe(0)
  })

  test('a change, a look at a list and a refused attempt are told apart and can be searched', async () => {
    await inTenant(test_.db, tenant, actor, async (tx) => {
      await record(tx, actor, { event: 'test.changed', subject: actor.userId, details: { before: 1 } })
      await recordLook(tx, actor, { event: 'test.list', ids: ['a', 'b'] })
      await recordAttempt(tx, actor, 'refused', { event: 'access.refused', details: { right: 'test.change' } })
    })
    const rows = await inTenant(test_.db, tenant, 'system', (tx) =>
      tx.withTables<AuditTables>().selectFrom('audit_entry').selectAll().orderBy('id').execute(),
    )
    expect(rows.map((row) => [row.event, row.outcome, row.user_id, row.subject]).sort()).toEqual([
      ['access.refused', 'refused', actor.userId, null],
      ['test.changed', 'done', actor.userId, actor.userId],
      ['test.list', 'looked', actor.userId, null],
    ])
    const look = rows.find((row) => row.outcome === 'looked')!
    expect(JSON.parse(look.payload!).details).toEqual({ ids: ['a', 'b'] })
  })

  test('the app role can neither change nor delete an entry, a leaf or a checkpoint', async () => {
    await note('test.one')
    await seal()
    for (const table of ['audit_entry', 'audit_leaf', 'audit_checkpoint'])
      for (const statement of [
        `DELETE FROM ${table}`,
        `UPDATE ${table} SET ${table === 'audit_entry' ? 'salt = NULL' : table === 'audit_leaf' ? 'position = 9' : 'size = 9'}`,
      ])
        await expect(inTenant(test_.db, tenant, 'system', (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(
          /permission denied/,
        )
  })

  test('entries are read by the platform, and by no member whose roles do not allow it', async () => {
    await note('test.one')
    const read = (who: 'system' | typeof actor) =>
      inTenant(test_.db, tenant, who, (tx) =>
        tx.withTables<AuditTables>().selectFrom('audit_entry').select('id').execute(),
      )
    expect(await read('system')).toHaveLength(1)
    expect(await read(actor)).toHaveLength(0)
  })
})

describe('sealing', () => {
  test('entries of a long transaction are sealed later, and none is left out', async () => {
    let finish: () => void = () => undefined
    let started: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      started = resolve
    })
    const held = inTenant(test_.db, tenant, actor, async (tx) => {
      await record(tx, actor, { event: 'test.slow' })
      started()
      await new Promise<void>((resolve) => {
        finish = resolve
      })
    })
    await begun
    await note('test.quick')
    expect(await seal()).toBe(1)
    finish()
    await held
    expect(await seal()).toBe(1)
    expect(await seal()).toBe(0)
    expect(await verify()).toMatchObject({ entries: 2, checkpoints: 2, pending: 0, findings: [] })
  })

  test('two sealers at once seal everything once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => note(`test.n${index}`)))
    await Promise.allSettled([seal(), seal(), seal()])
    await seal()
    expect(await verify()).toMatchObject({ entries: 20, pending: 0, findings: [] })
  })

  test('an audit in which nothing happened is whole', async () => {
    expect(await verify()).toMatchObject({ entries: 0, checkpoints: 0, findings: [] })
  })
})

describe('whoever has the owner’s password and changes something is found', () => {
  beforeEach(async () => {
    for (const event of ['test.one', 'test.two', 'test.three']) await note(event)
    await seal()
    await note('test.four')
    await seal()
    expect(await verify()).toMatchObject({ entries: 4, checkpoints: 2, findings: [] })
  })
  const unchecked = 'ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_leaf_of_payload;'
  const second = `(SELECT entry_id FROM audit_leaf WHERE position = 1)`

  test.each([
    [
      'an entry is rewritten',
      `${unchecked} UPDATE audit_entry SET payload = replace(payload, 'test.', 'nixx.') WHERE id = ${second}`,
      ['changed'],
    ],
    [
      'an entry is rewritten with its hash',
      `UPDATE audit_entry SET payload = replace(payload, 'test.', 'nixx.'),
         leaf = sha256('\\x00'::bytea || salt || convert_to(replace(payload, 'test.', 'nixx.'), 'UTF8')) WHERE id = ${second}`,
      ['changed'],
    ],
    [
      'an entry is rewritten with its hash in both places',
      `UPDATE audit_entry SET payload = replace(payload, 'test.', 'nixx.'),
         leaf = sha256('\\x00'::bytea || salt || convert_to(replace(payload, 'test.', 'nixx.'), 'UTF8')) WHERE id = ${second};
       UPDATE audit_leaf SET leaf = (SELECT leaf FROM audit_entry WHERE id = entry_id) WHERE position = 1`,
      ['root'],
    ],
    ['an entry is removed', `DELETE FROM audit_entry WHERE id = ${second}`, ['removed']],
    [
      'an entry is removed with its place',
      `DELETE FROM audit_entry WHERE id = ${second}; DELETE FROM audit_leaf WHERE position = 1`,
      ['root'],
    ],
    [
      'an entry is put in',
      `INSERT INTO audit_entry (id, payload, salt, leaf) SELECT gen_random_uuid(), payload, salt, leaf FROM audit_entry LIMIT 1`,
      ['inserted'],
    ],
    [
      'two places are swapped',
      `UPDATE audit_leaf SET position = 9 WHERE position = 1; UPDATE audit_leaf SET position = 1 WHERE position = 2; UPDATE audit_leaf SET position = 2 WHERE position = 9`,
      ['root'],
    ],
    [
      'a payload is dropped before its time',
      `UPDATE audit_entry SET payload = NULL, salt = NULL WHERE id = ${second}`,
      ['expired-early'],
    ],
    ['a root is rewritten', `UPDATE audit_checkpoint SET root = sha256('x') WHERE size = 4`, ['signature', 'root']],
    ['a checkpoint is removed', `DELETE FROM audit_checkpoint WHERE size = 3`, ['chain']],
    ['a time of sealing is rewritten', `UPDATE audit_checkpoint SET sealed_ms = 0 WHERE size = 4`, ['signature']],
  ])('%s', async (_what, statement, expected) => {
    await tamper(statement)
    expect(await codes()).toEqual(expected)
  })

  test('the newest part is cut off: found by what was kept outside, and only by that', async () => {
    const kept = readExported(await exportCheckpoints(test_.db, tenant))
    expect(kept.map((checkpoint) => checkpoint.size)).toEqual([3, 4])
    expect(await codes({ against: kept })).toEqual([])
    await tamper(`DELETE FROM audit_entry WHERE id = (SELECT entry_id FROM audit_leaf WHERE position = 3);
      DELETE FROM audit_leaf WHERE position = 3; DELETE FROM audit_checkpoint WHERE size = 4`)
    expect(await codes()).toEqual([])
    expect(await codes({ against: kept })).toEqual(['kept-outside'])
  })

  test('everything is sealed anew with another key', async () => {
    const other = sealKeyFrom(secretsFrom('another secret, which an intruder brought along'))
    await tamper(
      'DELETE FROM audit_checkpoint; INSERT INTO audit_pending SELECT entry_id, leaf FROM audit_leaf; DELETE FROM audit_leaf',
    )
    await sealAudit(test_.db, tenant, other, clock)
    expect(await codes()).toEqual(['signature'])
  })
})

describe('expiry', () => {
  const expire = (beforeMs: number) =>
    inTenant(test_.db, tenant, 'system', async (tx) => {
      const { rows } = await sql<{ count: number }>`SELECT audit_expire(${beforeMs}) AS count`.execute(tx)
      return rows[0]!.count
    })

  test('drops no payload younger than a year, whatever it is asked for', async () => {
    await note('test.one')
    expect(await expire(Date.now() + 1000)).toBe(0)
  })

  test('drops older payloads with their salt, and the proof still holds', async () => {
    await note('test.old')
    await note('test.new')
    const twoYearsAgo = Date.now() - 2 * 365 * 86_400_000
    const id = `${twoYearsAgo
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`
    const payload = JSON.stringify({ id, at: twoYearsAgo, event: 'test.old', outcome: 'done' })
    await tamper(`INSERT INTO audit_entry (id, payload, salt, leaf) VALUES ('${id}', '${payload}', '\\x01', sha256('\\x0001'::bytea || convert_to('${payload}', 'UTF8')));
      INSERT INTO audit_pending SELECT id, leaf FROM audit_entry WHERE id = '${id}'; ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY`)
    await seal()
    expect(await expire(Date.now())).toBe(1)
    expect(await verify()).toMatchObject({ entries: 3, expired: 1, findings: [] })
  })
})
