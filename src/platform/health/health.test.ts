import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../kernel/clock.ts'
import { record, sealAudit, sealKeyFrom } from '../audit/index.ts'
import { readConfig, secretsFrom } from '../config/index.ts'
import { asOwner, createTenant, inTenant, sql } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { testGate } from '../http/testing.ts'
import { createFormat, createTranslate, readCatalogues } from '../i18n/index.ts'
import { enqueue } from '../jobs/index.ts'
import type { HealthCheck, HealthFinding } from './check.ts'
import { judgeCertificate } from './checks/certificate.ts'
import { judgeQueue } from './checks/jobs.ts'
import { judgeSpace } from './checks/machine.ts'
import { healthChecks } from './checks.ts'
import { examine, type HealthResult, worstOf } from './examine.ts'
import { watchHealth } from './watch.ts'
import { wordsOf } from './words.ts'

const secrets = secretsFrom('a secret that only the tests of health have')
const GB = 1024 ** 3
const disk = (free: number, total: number, freeFiles = 90, totalFiles = 100) =>
  judgeSpace({ freeBytes: free * GB, totalBytes: total * GB, freeFiles, totalFiles })

test.each([
  ['half of a disk', disk(50, 100), 'ok fine'],
  ['a twentieth of a large disk', disk(50, 1000), 'ok fine'],
  ['little of a usual one', disk(9, 100), 'attention little'],
  ['half of a small one', disk(2, 4), 'ok fine'],
  ['a tenth of a small one', disk(0.4, 4), 'attention little'],
  ['next to nothing', disk(0.5, 100), 'broken little'],
  ['no more files', disk(50, 100, 3), 'attention few-files'],
  ['a file system without a limit of files', disk(50, 100, 0, 0), 'ok fine'],
])('room on a disk: %s', (_what, { state, code }, expected) => expect(`${state} ${code}`).toBe(expected))

const now = Date.parse('2026-11-16T08:00:00Z')
const certificate = (validTo: string, refused?: string) =>
  judgeCertificate({ validTo: new Date(validTo), refused, issuer: 'Testamt' }, now)

test.each([
  ['good for months', certificate('2027-03-01'), 'ok fine'],
  ['good for two weeks', certificate('2026-11-30'), 'attention ends-soon'],
  ['good for two days', certificate('2026-11-18T09:00:00Z'), 'broken ends-soon'],
  ['ended', certificate('2026-11-15', 'CERT_HAS_EXPIRED'), 'broken expired'],
  ['of another name', certificate('2027-03-01', 'ERR_TLS_CERT_ALTNAME_INVALID'), 'broken other-name'],
  ['of nobody known', certificate('2027-03-01', 'SELF_SIGNED_CERT_IN_CHAIN'), 'broken not-trusted'],
])('a certificate %s', (_what, { state, code }, expected) => expect(`${state} ${code}`).toBe(expected))

test.each([
  [{ waiting: 3, oldestMs: 1000, failed: 0 }, 'ok fine'],
  [{ waiting: 3, oldestMs: 600_000, failed: 0 }, 'attention late'],
  [{ waiting: 3, oldestMs: 7_200_000, failed: 2 }, 'broken late'],
  [{ waiting: 0, oldestMs: 0, failed: 2 }, 'attention failed'],
])('a queue with %j', (waiting, expected) => {
  const { state, code } = judgeQueue(waiting)
  expect(`${state} ${code}`).toBe(expected)
})

describe('with a database', () => {
  let test_: TestDatabase
  let mute: Server
  const context = () => ({
    config: readConfig({ NAHTLOS_ORIGIN: 'https://localhost:1' }),
    secrets,
    clock: systemClock,
    sources: test_.sources,
  })
  beforeAll(async () => {
    test_ = await testDatabase()
    mute = createServer()
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    mute.close()
    await test_.close()
  })

  async function run(checks: readonly HealthCheck[], limitMs = 5000): Promise<HealthResult[]> {
    const results: HealthResult[] = []
    const options = { checks, context: context(), db: test_.db, tenants: [test_.tenant], limitMs }
    for await (const result of examine(options)) results.push(result)
    return results
  }
  const named = (prefix: string) => healthChecks.filter(({ key }) => key.startsWith(prefix))
  const found = async (key: string) => {
    const [result] = await run(named(key))
    return `${result?.state} ${result?.code}`
  }

  test('every check runs, none fails by itself, and each finding has its words in both languages', async () => {
    const results = await run(healthChecks)
    expect(results.map(({ key }) => key)).toEqual(healthChecks.map(({ key }) => key))
    expect(results.filter(({ code }) => code === 'failed')).toEqual([])
    const parts = ['health', 'backup', 'imprint', 'mail', 'identity', 'retention']
    const catalogues = await readCatalogues(parts.map((part) => new URL(`../${part}/`, import.meta.url)))
    for (const locale of ['de', 'en'] as const) {
      const t = createTranslate(locale, catalogues)
      for (const result of results) {
        const { title, found: said, todo } = wordsOf(result, t, createFormat(locale))
        expect(title && said && (result.state === 'ok' || todo)).toBeTruthy()
      }
    }
  })

  test('it goes on after a check that throws or does not answer', async () => {
    const checks: HealthCheck[] = [
      { key: 'x.throws', about: 'machine', run: () => Promise.reject(new RangeError('Ada Beispiel')) },
      { key: 'x.hangs', about: 'machine', run: () => new Promise<HealthFinding>(() => undefined) },
      { key: 'x.good', about: 'machine', run: async () => ({ state: 'ok', code: 'fine' }) },
    ]
    const results = await run(checks, 50)
    expect(results.map(({ state, code }) => `${state} ${code}`)).toEqual(['broken failed', 'broken slow', 'ok fine'])
    expect(JSON.stringify(results)).not.toContain('Ada')
    expect(worstOf(results.map(({ state }) => state))).toBe('broken')
  })

  test('without a database what does not need one is checked all the same', async () => {
    const keys: string[] = []
    for await (const { key } of examine({ checks: healthChecks, context: context(), db: undefined, tenants: [] }))
      keys.push(key)
    expect(keys).toContain('disk.data')
    expect(keys.some((key) => key.startsWith('database.'))).toBe(false)
  })

  test('a table without row-level security is found', async () => {
    const { db, tenant } = test_
    const alter = (how: string) =>
      asOwner(db, (tx) => sql.raw(`ALTER TABLE mail_outbox ${how} ROW LEVEL SECURITY`).execute(tx), tenant.schema)
    expect(await found('database.roles')).toBe('ok fine')
    await alter('NO FORCE')
    expect(await found('database.roles')).toBe('broken unprotected')
    await alter('FORCE')
  })

  test('an audit entry that was changed under its seal is found, and one that waits', async () => {
    const { db, tenant, actor } = test_
    const note = () => inTenant(db, tenant, 'system', (tx) => record(tx, actor, { event: 'network.changed' }))
    expect(await found('audit.seal')).toBe('ok empty')
    for (let entry = 0; entry < 3; entry++) {
      await note()
      await sealAudit(db, tenant, sealKeyFrom(secrets), systemClock)
    }
    expect(await found('audit.seal')).toBe('ok fine')
    await asOwner(
      db,
      async (tx) => {
        await sql`ALTER TABLE audit_leaf NO FORCE ROW LEVEL SECURITY`.execute(tx)
        await sql`UPDATE audit_leaf SET leaf = sha256('x') WHERE position = 1`.execute(tx)
        await sql`ALTER TABLE audit_leaf FORCE ROW LEVEL SECURITY`.execute(tx)
      },
      tenant.schema,
    )
    expect(await found('audit.seal')).toBe('broken tampered')
  })

  test('jobs that nobody runs are found', async () => {
    expect(await found('jobs.queue')).toBe('ok fine')
    await inTenant(test_.db, test_.tenant, 'system', (tx) =>
      enqueue(tx, 'network.x', null, { runAt: new Date(Date.now() - 2 * 3_600_000) }),
    )
    expect(await found('jobs.queue')).toBe('broken late')
    expect(await found('jobs.runner')).toBe('attention none')
  })

  test('the status page tells an administrator of their own district, at once, whatever hangs', async () => {
    const { db } = test_
    const other = await createTenant(db, test_.sources, { key: 'anderswo', name: 'Kreis', demo: false, land: 'NW' })
    const hanging: HealthCheck = { key: 'mail.server', about: 'machine', run: () => new Promise(() => undefined) }
    const checks = [...healthChecks.filter(({ key }) => key !== 'mail.server'), hanging]
    const house = await testGate(test_, { health: watchHealth({ checks, context: context(), db }) })
    const page = await (await house.member(['administrator'], { tenant: other })).get('/admin/status')
    expect(page.status).toBe(200)
    expect(page.text).toContain('Wird noch geprüft: Mailserver')
    // The seal of the first district is broken by now; the second one's administrators do not see that.
    expect(page.text).not.toContain('Behandeln Sie es als Eingriff')
    const own = await (await house.member(['administrator'])).get('/admin/status')
    expect(own.text).toContain('gestört')
    expect(own.text).toContain('Behandeln Sie es als Eingriff')
  })
})
