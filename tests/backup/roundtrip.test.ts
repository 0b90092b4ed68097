/** The filled demo, backed up and restored elsewhere: what comes back is what was there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { sealAudit, sealKeyFrom } from '../../src/platform/audit/index.ts'
import { makeKeyPair } from '../../src/platform/backup/format/age.ts'
import { restore } from '../../src/platform/backup/restore.ts'
import { openBackup } from '../../src/platform/backup/source.ts'
import { differences, isVerified, verifyBackup } from '../../src/platform/backup/verify.ts'
import { writeBackup } from '../../src/platform/backup/write.ts'
import { secretsFrom } from '../../src/platform/config/index.ts'
import { type Database, getTenant, platformSources, roomSources } from '../../src/platform/database/index.ts'
import { emptyTestDatabase } from '../../src/platform/database/testing.ts'
import { clock, demoDatabase } from '../demo.ts'

const sources = [...platformSources(), ...roomSources(rooms)]
const secrets = secretsFrom('a secret that only the tests of backups have')
const sealKey = sealKeyFrom(secrets)
const folder = mkdtempSync(join(tmpdir(), 'nahtlos-backup-'))
let demo: Database
let keys: Awaited<ReturnType<typeof makeKeyPair>>
const file = join(folder, 'whole.nahtlos.age')
beforeAll(async () => {
  demo = await demoDatabase()
  for (const key of ['auental', 'warendorf']) await sealAudit(demo, await getTenant(demo, key), sealKey, clock)
  keys = await makeKeyPair()
  const t = performance.now()
  const w = await writeBackup({
    db: demo,
    sealKey,
    program: 'test',
    now: clock.now(),
    file,
    recipients: [keys.recipient],
  })
  console.log(w, performance.now() - t)
})
afterAll(async () => {
  await demo.close()
  rmSync(folder, { recursive: true })
})

test('verify', async () => {
  const t = performance.now()
  const source = await openBackup(file, [keys.identity])
  console.log('open', performance.now() - t)
  const v = await verifyBackup({
    db: demo,
    sources,
    source,
    sealKey,
    say: (m) => console.log(m, performance.now() - t),
  })
  console.log(v)
  expect(isVerified(v)).toBe(true)
})

test('whole', async () => {
  const t = performance.now()
  const db = await emptyTestDatabase()
  const source = await openBackup(file, [keys.identity])
  console.log(
    await restore({
      db,
      sources,
      secrets,
      source,
      now: clock.now(),
      say: (m) => console.log(m, performance.now() - t),
    }),
  )
  console.log(performance.now() - t)
  for (const t of source.manifest.tenants)
    expect(await differences(db, db.names.tenant(t.key), t)).toEqual(['audit_entry', 'audit_pending'])
  await db.close()
})
