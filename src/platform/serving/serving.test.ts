import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock, systemClock } from '../../kernel/clock.ts'
import { record, sealKeyFrom } from '../audit/index.ts'
import type { AuditTables } from '../audit/tables.ts'
import { secretsFrom } from '../config/index.ts'
import { readAcross } from '../database/across.ts'
import { inShared, inTenant, sql } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { createLog, createMetrics } from '../observe/index.ts'
import type { Room } from '../room.ts'
import { startSealer } from './sealer.ts'
import { type Serving, startServing } from './serving.ts'
import { platformJobs } from './tidy.ts'

const secrets = secretsFrom('a secret that only the tests of serving have')

let test_: TestDatabase
let cacheDir: string
let serving: Serving
let server: Server
let origin: string
const log: string[] = []
beforeAll(async () => {
  test_ = await testDatabase()
  cacheDir = await mkdtemp(join(tmpdir(), 'nahtlos-serving-'))
  server = createServer((request, response) => serving.listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  serving = await startServing({
    db: test_.db,
    rooms: roomsOf(test_),
    clock: systemClock,
    secrets,
    log: createLog('info', { write: (line: string) => log.push(line) }),
    origin,
    cacheDir,
  })
}, 120_000)
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await serving.stop()
  await test_.close()
  await rm(cacheDir, { recursive: true, force: true })
})

/** The rooms whose migrations the test database has, without their pages. */
function roomsOf({ sources }: TestDatabase): Room[] {
  const ofRooms = sources.filter((source) => !source.key.startsWith('platform/'))
  return ofRooms.map(({ key, folder }) => ({ key, folder: new URL('../', folder), rights: {}, routes: [] }))
}

test('serves pages with their stylesheet over a real connection, and metrics to this machine only', async () => {
  const page = await fetch(`${origin}/auental/sign-in`)
  expect(page.status).toBe(200)
  const text = await page.text()
  const stylesheet = /href="(\/assets\/nahtlos\.[0-9a-f]+\.css)"/.exec(text)![1]!
  const css = await fetch(origin + stylesheet)
  expect([css.status, css.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
  expect(css.headers.get('content-encoding')).toMatch(/br|gzip/)
  expect(await (await fetch(`${origin}/readyz`)).text()).toBe('ready\n')
  expect(await (await fetch(`${origin}/metrics`)).text()).toContain(
    'nahtlos_http_request_duration_seconds_count{method="GET",route="/sign-in",status="200"} 1',
  )
  expect((await fetch(`${origin}/metrics`, { headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(404)
  expect((await fetch(`${origin}/auental/sign-in`, { method: 'HEAD' })).status).toBe(200)
})

test('a header cannot be smuggled into an answer, and what is not HTTP does no harm', async () => {
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', () => resolve(answer))
    })
  const answer = await raw(
    'GET /auental/account?next=%0d%0aSet-Cookie:%20planted=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  )
  expect(answer).toMatch(/^HTTP\/1\.1 303 /)
  expect(answer).not.toMatch(/^set-cookie: planted/im)
  expect(await raw('\0\0\0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  expect((await fetch(`${origin}/auental/%E0%A4%A`)).status).toBe(404)
  expect((await fetch(`${origin}/healthz`)).status).toBe(200)
})

test('is not ready for a database that has migrations of a program it does not know', async () => {
  const older = await startServing({
    db: test_.db,
    rooms: [],
    clock: systemClock,
    secrets,
    log: createLog('silent'),
    origin,
    cacheDir,
  })
  const current = serving
  serving = older
  expect(await (await fetch(`${origin}/readyz`)).text()).toBe('migrations pending\n')
  serving = current
  await older.stop()
})

test('what is written to the audit is under seal a moment later', async () => {
  const sealer = startSealer({
    db: test_.db,
    key: sealKeyFrom(secrets),
    clock: fixedClock('2026-11-16T08:00:00Z'),
    log: createLog('silent'),
    metrics: createMetrics(),
    pauseMs: 1,
  })
  await inTenant(test_.db, test_.tenant, 'system', (tx) => record(tx, 'system', { event: 'test.sealed' }))
  await sealer.stop()
  const { rows } = await inTenant(test_.db, test_.tenant, 'system', (tx) =>
    sql<{ pending: number }>`SELECT count(*) AS pending FROM audit_pending`.execute(tx.withTables<AuditTables>()),
  )
  expect(rows[0]!.pending).toBe(0)
})

test('a tenant that is being made, and has no tables yet, keeps the others from nothing', async () => {
  const making = { ...test_.tenant, key: 'making', schema: 'being_made' }
  await inTenant(test_.db, test_.tenant, 'system', (tx) => record(tx, 'system', { event: 'test.waits' }))
  const waiting = await readAcross(
    test_.db,
    [making, test_.tenant],
    (schema) => `SELECT WHERE EXISTS (SELECT FROM ${schema}.audit_pending)`,
  )
  expect(waiting.map(({ tenant }) => tenant.key)).toEqual([test_.tenant.key])
})

test('tidying removes what has expired and leaves the rest', async () => {
  const clock = fixedClock('2026-11-16T08:00:00Z')
  await inShared(test_.db, (tx) =>
    sql`INSERT INTO sign_in_throttle VALUES (sha256('a'), 1, '2020-01-01'), (sha256('b'), 1, '2026-11-16T07:59:00Z')`.execute(
      tx,
    ),
  )
  await inTenant(test_.db, test_.tenant, 'system', (tx) =>
    platformJobs['platform.tidy']!({ tx, db: test_.db, tenant: test_.tenant, clock }, null),
  )
  const attempts = await inShared(test_.db, (tx) => sql`SELECT 1 FROM sign_in_throttle`.execute(tx))
  expect(attempts.rows).toHaveLength(1)
})
