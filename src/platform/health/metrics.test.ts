import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/ids.ts'
import { record } from '../audit/index.ts'
import { checkoutFolder, readConfig, secretsFrom } from '../config/index.ts'
import { inTenant } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { enqueue } from '../jobs/index.ts'
import { sendMail } from '../mail/send.ts'
import { createMetrics, type Metrics } from '../observe/index.ts'
import { healthChecks } from './checks.ts'
import { measureInstallation } from './metrics.ts'

let test_: TestDatabase
let metrics: Metrics
beforeAll(async () => {
  test_ = await testDatabase()
  metrics = createMetrics()
  measureInstallation({
    db: test_.db,
    metrics,
    checks: healthChecks.filter(({ key }) => key === 'database.durability'),
    context: {
      config: readConfig({ NAHTLOS_SMTP_URL: 'smtp://localhost:1', NAHTLOS_MAIL_FROM: 'nahtlos@kreis.test' }),
      secrets: secretsFrom('a secret that only the tests of metrics have'),
      clock: systemClock,
      sources: test_.sources,
    },
  })
})
afterAll(() => test_.close())

/** Names as they may stand in a query. */
const namesIn = (text: string) => [...new Set(text.match(/\bnahtlos_[a-z0-9_]+/g) ?? [])]

test('every metric that the dashboard and the alerts name is there', async () => {
  const { body } = await metrics.text()
  const types = new Map([...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type]) => [name, type]))
  const exists = (name: string) => {
    const base = name.replace(/_(bucket|sum|count)$/, '')
    return types.has(name) || (base !== name && types.get(base) === 'histogram')
  }
  for (const file of ['grafana-dashboard.json', 'prometheus-alerts.yml']) {
    const names = namesIn(readFileSync(join(checkoutFolder, 'deploy', file), 'utf8'))
    expect(names.length).toBeGreaterThan(9)
    expect(names.filter((name) => !exists(name))).toEqual([])
  }
  expect(exists('nahtlos_invented')).toBe(false)
  // https://prometheus.io/docs/practices/naming: base units, plural of units, _total for what only grows.
  for (const [name, type] of types) {
    expect(name).toMatch(/^nahtlos_[a-z0-9_]+$/)
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|kb|mb)(_|$)/)
    if (!name.startsWith('nahtlos_process_') && !name.startsWith('nahtlos_nodejs_'))
      expect(name.endsWith('_total')).toBe(type === 'counter')
  }
})

test('says what waits in a district, without anything of its contents', async () => {
  const { db, tenant, actor } = test_
  const hourAgo = Date.now() - 3_600_000
  await inTenant(db, tenant, 'system', async (tx) => {
    await record(tx, actor, { event: 'network.organisation-changed', subject: newId() })
    await sendMail(tx, { to: 'ada@kreis.test', template: 'network.invitation', locale: 'de' }, hourAgo)
    await enqueue(tx, 'network.rename-units', null, { runAt: new Date(hourAgo) })
  })
  const fresh = createMetrics()
  measureInstallation({
    db,
    metrics: fresh,
    checks: [],
    context: {
      config: readConfig({ NAHTLOS_SMTP_URL: 'smtp://localhost:1', NAHTLOS_MAIL_FROM: 'nahtlos@kreis.test' }),
      secrets: secretsFrom('a secret that only the tests of metrics have'),
      clock: systemClock,
      sources: test_.sources,
    },
  })
  const { body } = await fresh.text()
  const value = (series: string) =>
    Number(
      body
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')[1],
    )
  expect(value('nahtlos_mails{tenant="auental",state="waiting"}')).toBe(1)
  expect(value('nahtlos_mails_oldest_waiting_seconds{tenant="auental"}')).toBeGreaterThan(3590)
  expect(value('nahtlos_jobs{tenant="auental",state="waiting"}')).toBe(2)
  expect(value('nahtlos_jobs_oldest_waiting_seconds{tenant="auental"}')).toBeGreaterThan(3590)
  const lag = value('nahtlos_audit_seal_lag_seconds{tenant="auental"}')
  expect(lag).toBeGreaterThan(0)
  expect(lag).toBeLessThan(600)
  expect(value('nahtlos_tenants{kind="real"}')).toBe(1)
  expect(value('nahtlos_jobs_runner_up')).toBe(0)
  for (const secret of ['ada', 'kreis.test', 'invitation', actor.userId]) expect(body).not.toContain(secret)
})
