/** What each kind of the platform finds due and removes, and what it leaves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { day } from '../../src/kernel/day.ts'
import { type Id, newId } from '../../src/kernel/ids.ts'
import { recordLook } from '../../src/platform/audit/index.ts'
import { asOwner, inTenant, sql, type Tx } from '../../src/platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../src/platform/database/testing.ts'
import { saveDraft } from '../../src/platform/drafts/index.ts'
import { storeFile } from '../../src/platform/files/index.ts'
import { messageFolders } from '../../src/platform/http/gate/own.ts'
import { flatten } from '../../src/platform/i18n/catalogues.ts'
import { readCatalogues } from '../../src/platform/i18n/index.ts'
import { sendMail } from '../../src/platform/mail/send.ts'
import { dueBefore } from '../../src/platform/retention/domain.ts'
import type { RetentionKind } from '../../src/platform/retention/kind.ts'
import { allKinds } from '../../src/platform/retention/kinds.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await testDatabase()
})
afterAll(() => house.close())

const kinds = allKinds(rooms)
const today = day(new Date().toISOString().slice(0, 10))
const asSystem = <T>(work: (tx: Tx) => Promise<T>) => inTenant(house.db, house.tenant, 'system', work)
const daysAgo = (days: number) => Date.now() - days * 86_400_000

/** Removes all that is due of a kind today and returns the ids. */
async function run(key: RetentionKind['key']): Promise<string[]> {
  const kind = kinds.find((one) => one.key === key)!
  const { action, period } = kind.fallback
  expect(action).toBe('delete')
  const query = { before: dueBefore(period, today), controllerId: null }
  return await asSystem(async (tx) => {
    const due = await kind.due!(tx, { ...query, limit: 100 })
    expect((await kind.count!(tx, query)).count).toBe(due.length)
    const ids = due.map(({ id }) => id)
    const some = await kind.due!(tx, { ...query, ids: ids.slice(0, 1), limit: 100 })
    expect(some.map(({ id }) => id)).toEqual(ids.slice(0, 1))
    if (ids.length > 0) await kind.erase!(tx, ids, Date.now())
    expect(await kind.due!(tx, { ...query, limit: 100 })).toEqual([])
    return ids
  })
}

test('drafts go when they have expired; the platform sees no other', async () => {
  const owner = anActor()
  const save = (route: string, at: number) =>
    inTenant(house.db, house.tenant, owner, (tx) => saveDraft(tx, owner.userId, { route, address: route }, {}, at))
  const old = await save('/alt', daysAgo(9))
  await save('/neu', Date.now())
  expect(await run('drafts.draft')).toEqual([old])
  const left = await inTenant(house.db, house.tenant, owner, (tx) =>
    sql<{ route: string }>`SELECT route FROM draft`.execute(tx),
  )
  expect(left.rows).toEqual([{ route: '/neu' }])
})

test('mails go after 90 days, and the database lets no younger one go', async () => {
  const mail = { to: 'beet@kreis.test', template: 'garden.ripe', locale: 'de', values: {}, links: {} } as const
  const [old, young] = await asSystem(async (tx) => [
    await sendMail(tx, mail, daysAgo(92)),
    await sendMail(tx, mail, daysAgo(80)),
  ])
  expect(await run('mail.message')).toEqual([old])
  const kind = kinds.find(({ key }) => key === 'mail.message')!
  expect(await asSystem((tx) => kind.erase!(tx, [young!], Date.now()))).toEqual({ mail_outbox: 0 })
})

test('subscriptions that nobody confirmed go after a week', async () => {
  const subscribe = (id: string, at: number, confirmed: boolean) =>
    asSystem((tx) =>
      sql`INSERT INTO subscription (id, kind, email, locale, asked_at, confirmed_at)
        VALUES (${id}, 'all', ${`${id}@kreis.test`}, 'de', ${new Date(at)}, ${confirmed ? new Date(at) : null})`.execute(
        tx,
      ),
    )
  const [old, confirmed, young] = [newId(), newId(), newId()]
  await subscribe(old, daysAgo(9), false)
  await subscribe(confirmed, daysAgo(9), true)
  await subscribe(young, daysAgo(3), false)
  expect(await run('subscriptions.unconfirmed')).toEqual([old])
})

test('marks of sendings go after a day', async () => {
  const owner = anActor()
  await inTenant(house.db, house.tenant, owner, (tx) =>
    sql`INSERT INTO submission (user_id, fingerprint, address, at) VALUES
      (${owner.userId}, sha256('alt'), '/', ${new Date(daysAgo(3))}), (${owner.userId}, sha256('neu'), '/', now())`.execute(
      tx,
    ),
  )
  expect(await run('http.submission')).toHaveLength(1)
})

test('sessions, links and browsers of this district go, not those of another', async () => {
  await asOwner(house.db, async (tx) => {
    await sql
      .raw(`ALTER TABLE account NO FORCE ROW LEVEL SECURITY; ALTER TABLE account_tenant NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE session NO FORCE ROW LEVEL SECURITY; ALTER TABLE one_time_link NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE known_device NO FORCE ROW LEVEL SECURITY`)
      .execute(tx)
    await sql`INSERT INTO tenant (key, schema_name, name, demo, land) VALUES ('anderswo', 'anderswo', 'Kreis', false, 'NW')`.execute(
      tx,
    )
    for (const tenant of ['auental', 'anderswo']) {
      const account = newId()
      await sql`INSERT INTO account (id, email, created_at) VALUES (${account}, ${`${account}@kreis.test`}, now())`.execute(
        tx,
      )
      await sql`INSERT INTO account_tenant VALUES (${account}, ${tenant}, now())`.execute(tx)
      for (const at of [new Date(daysAgo(200)), new Date()]) {
        await sql`INSERT INTO session (id, token_hash, account_id, tenant, tenant_demo, method, created_at, last_seen_at, expires_at)
          VALUES (${newId()}, sha256(${newId()}::bytea), ${account}, ${tenant}, false, 'password', ${at}, ${at}, ${at})`.execute(
          tx,
        )
        await sql`INSERT INTO one_time_link (id, token_hash, purpose, tenant, account_id, created_at, expires_at)
          VALUES (${newId()}, sha256(${newId()}::bytea), 'reset', ${tenant}, ${account}, ${at}, ${at})`.execute(tx)
        await sql`INSERT INTO known_device VALUES (sha256(${newId()}::bytea), ${account}, ${at})`.execute(tx)
      }
    }
    await sql
      .raw(`ALTER TABLE account FORCE ROW LEVEL SECURITY; ALTER TABLE account_tenant FORCE ROW LEVEL SECURITY;
      ALTER TABLE session FORCE ROW LEVEL SECURITY; ALTER TABLE one_time_link FORCE ROW LEVEL SECURITY;
      ALTER TABLE known_device FORCE ROW LEVEL SECURITY`)
      .execute(tx)
  })
  for (const key of ['identity.session', 'identity.link', 'identity.device'] as const)
    expect(await run(key)).toHaveLength(1)
  const left = await asSystem((tx) =>
    sql<{ count: number }>`SELECT count(*)::integer AS count FROM session`.execute(tx),
  )
  expect(left.rows[0]!.count).toBe(3)
})

describe('files', () => {
  test('that no record names go after a month', async () => {
    const text = { name: 'notiz.txt', bytes: new TextEncoder().encode('Notiz'), owner: null }
    const [lost, kept] = await asSystem(async (tx) => {
      const ids: Id<'file'>[] = []
      for (const at of [40, 40, 3]) ids.push(await storeFile(tx, null, text, daysAgo(at)))
      await sql`INSERT INTO measure_document (id, subject_id, subject_kind, title, file_id, is_public, added_at)
        VALUES (${newId()}, ${newId()}, 'measure', 'Notiz', ${ids[1]}, false, now())`.execute(tx)
      return ids
    })
    expect(kept).not.toBe(lost)
    expect(await run('files.unowned')).toEqual([lost])
  })

  test('are known of every column that can name one, or they would be deleted', async () => {
    const found = await asOwner(house.db, (tx) =>
      sql<{ name: string }>`SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = ${house.tenant.schema} AND column_name ~ '(^|_)(file|logo|picture|image|attachment)(_id)?$'
          AND data_type = 'uuid' AND table_name NOT LIKE 'stored_file%' ORDER BY 1`.execute(tx),
    )
    const declared = rooms.flatMap((room) => room.fileColumns ?? []).map(({ table, column }) => `${table}.${column}`)
    expect(found.rows.map(({ name }) => name)).toEqual(declared.sort())
  })
})

test('entries of the audit lose what they say, those about cases later, and none within a year', async () => {
  const actor = anActor()
  const made = async (event: string, days: number) => {
    await asSystem((tx) => recordLook(tx, actor, { event, ids: [] }))
    // An entry of the past cannot be written: the time is part of what is sealed. So the row is put in as it would be.
    const id = newId(daysAgo(days))
    const payload = JSON.stringify({ id, at: daysAgo(days), event, outcome: 'looked' })
    await asSystem((tx) =>
      sql`INSERT INTO audit_entry (id, payload, salt, leaf)
        VALUES (${id}, ${payload}, '\\x01', sha256('\\x0001'::bytea || convert_to(${payload}, 'UTF8')))`.execute(tx),
    )
    return id
  }
  const plain = await made('network.organisation-looked', 400)
  const ofCase = await made('journeys.handover-looked', 400)
  const oldCase = await made('journeys.handover-looked', 1200)
  expect(await run('audit.entry')).toEqual([plain])
  expect(await run('audit.caseAccess')).toEqual([oldCase])
  const left = await asSystem((tx) =>
    sql<{ id: string }>`SELECT id FROM audit_entry WHERE payload IS NOT NULL AND id = ${ofCase}`.execute(tx),
  )
  expect(left.rows).toHaveLength(1)
})

test('contacts go two years after their end, with history and words', async () => {
  const [old, young] = [newId(), newId()]
  const organisation = newId()
  await asSystem(async (tx) => {
    await sql`INSERT INTO organisation (id, key, kind, is_controller, simulated, version, changed_at)
      VALUES (${organisation}, 'amt', 'other', false, false, 1, now())`.execute(tx)
    for (const [id, ended] of [
      [old, '2020-01-01'],
      [young, today],
    ] as const) {
      await sql`INSERT INTO contact (id, key, organisation_id, office, internal, ended_on, simulated, version, changed_at)
        VALUES (${id}, ${`c-${id}`}, ${organisation}, 'Empfang', false, ${ended}, false, 1, now())`.execute(tx)
      await sql`INSERT INTO network_change VALUES (${id}, 1, 'contact', 'changed', '[]', now())`.execute(tx)
      await sql`INSERT INTO network_word VALUES ('empfang', ${id}, 'contact', true)`.execute(tx)
    }
  })
  const kind = kinds.find(({ key }) => key === 'network.contact')!
  await asSystem(async (tx) => {
    expect([...(await kind.describe!(tx, [old])).values()]).toMatchObject([{ title: 'Empfang', to: '2020-01-01' }])
    expect(JSON.parse(String((await kind.hand!(tx, old))[0]!.content))).toMatchObject({
      contact: { office: 'Empfang' },
    })
  })
  expect(await run('network.contact')).toEqual([old])
  const left = await asSystem((tx) =>
    sql<{ id: string }>`SELECT subject_id AS id FROM network_change UNION ALL SELECT subject_id FROM network_word
      UNION ALL SELECT id FROM contact`.execute(tx),
  )
  expect(left.rows.map(({ id }) => id)).toEqual([young, young, young])
})

test('every kind has its words in both languages, and what it needs to delete', async () => {
  const folders = [...messageFolders(), ...rooms.map((room) => room.folder)]
  const catalogues = await readCatalogues(folders)
  for (const locale of ['de', 'en'] as const) {
    const known = new Set(flatten(catalogues[locale]!).map(([key]) => key))
    const missing = kinds.flatMap(({ key }) =>
      ['label', 'covers', 'clock', 'remains', 'norm']
        .map((word) => `retention.kind.${key}.${word}`)
        .filter((word) => !known.has(word)),
    )
    expect(missing).toEqual([])
  }
  for (const kind of kinds) {
    const deletes = kind.actions.includes('delete') || kind.actions.includes('offer')
    expect([kind.key, deletes]).toEqual([kind.key, Boolean(kind.due && kind.erase)])
    if (kind.actions.includes('offer')) expect(kind.describe && kind.hand).toBeTruthy()
    expect(kind.scope === 'controller').toBe(kind.controllers !== undefined)
  }
})
