/** The filled demo, backed up as every night and restored elsewhere: what comes back is what was there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { sealAudit, sealKeyFrom, verifyAudit } from '../../src/platform/audit/index.ts'
import { lastBackups, makeKeyPair, openBackup, restore, runBackup } from '../../src/platform/backup/index.ts'
import { catalogueOf } from '../../src/platform/backup/testing.ts'
import { differences } from '../../src/platform/backup/verify.ts'
import { secretsFrom } from '../../src/platform/config/index.ts'
import { getTenant, platformSources, roomSources } from '../../src/platform/database/index.ts'
import { emptyTestDatabase } from '../../src/platform/database/testing.ts'
import { clock, demoDatabase } from '../demo.ts'

const sources = [...platformSources(), ...roomSources(rooms)]
const secrets = secretsFrom('a secret that only the tests of backups have')
const sealKey = sealKeyFrom(secrets)

test('both demo districts: tried out after writing, restored into an empty installation, the same rows and locks', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nahtlos-backup-'))
  const demo = await demoDatabase()
  const elsewhere = await emptyTestDatabase()
  try {
    for (const key of ['auental', 'warendorf']) await sealAudit(demo, await getTenant(demo, key), sealKey, clock)
    const { identity, recipient } = await makeKeyPair()
    const common = { sources, secrets, clock }
    const made = await runBackup({ db: demo, ...common, folder, recipients: [recipient], planned: true, verify: true })
    expect(made.verified).toMatchObject({ different: [], seals: [] })
    expect(made.verified!.rows).toBeGreaterThan(50_000)
    expect((await lastBackups(demo)).verified).toMatchObject({ planned: true, encrypted: true, result: 'done' })

    const source = await openBackup(made.file, [identity])
    await restore({ db: elsewhere, sources, secrets, source, now: clock.now() })
    for (const tenant of source.manifest.tenants) {
      const schema = elsewhere.names.tenant(tenant.key)
      // The one entry since: that it was restored.
      expect(await differences(elsewhere, schema, tenant)).toEqual(['audit_entry', 'audit_pending'])
      expect(await catalogueOf(elsewhere, schema)).toEqual(await catalogueOf(demo, demo.names.tenant(tenant.key)))
      const keys = new Map([[sealKey.id, sealKey.publicKey]])
      expect((await verifyAudit(elsewhere, await getTenant(elsewhere, tenant.key), { keys })).findings).toEqual([])
    }
  } finally {
    await demo.close()
    await elsewhere.close()
    rmSync(folder, { recursive: true })
  }
})
