/** From the form on a public page to the mail, to the news, to the end; and what nobody may learn on the way. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../kernel/clock.ts'
import { newPublicId } from '../../kernel/ids.ts'
import { defineRights } from '../access/index.ts'
import { inTenant, sql } from '../database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../database/testing.ts'
import { type TestGate, testGate, withoutTrace } from '../http/testing.ts'
import { type Catalogues, readCatalogues } from '../i18n/index.ts'
import { outboxOf } from '../mail/testing.ts'
import type { Room } from '../room.ts'
import { subscriptionJobs } from './jobs.ts'
import { notifySubscribers } from './news.ts'
import { topicsOf } from './topics.ts'

const open: string = newPublicId()
const other: string = newPublicId()
const secret: string = newPublicId()
const seen = new Set([open, other])

const room: Room = {
  key: 'garden',
  folder: new URL('file:///nowhere/'),
  rights: defineRights({}),
  routes: [],
  topics: {
    bed: {
      async find(tx, id) {
        const { rows } = await sql<{ actor: string }>`SELECT current_setting('app.actor') AS actor`.execute(tx)
        if (rows[0]?.actor !== 'public') throw new Error('asked as somebody else than the public')
        return seen.has(id) ? { title: 'Beet am Markt', path: `/beds/${id}` } : undefined
      },
    },
  },
}

let database: TestDatabase
let house: TestGate
let catalogues: Catalogues
beforeAll(async () => {
  database = await testDatabase()
  house = await testGate(database, { rooms: [room] })
  catalogues = await readCatalogues(['subscriptions', 'ui'].map((part) => new URL(`../${part}/`, import.meta.url)))
})
afterAll(() => database.close())

const asSystem = <T,>(work: Parameters<typeof inTenant<T>>[3]) => inTenant(database.db, database.tenant, 'system', work)

/** Runs what the queue would: the job for every request, or for the news. */
async function run(job: 'ask' | 'tell', now = '2026-11-16T08:00:00Z'): Promise<void> {
  const jobs = subscriptionJobs({ topics: topicsOf([room]), catalogues, origin: 'https://n.test' })
  const { db, tenant } = database
  await asSystem(async (tx) => {
    const setting = { tx, db, tenant, clock: fixedClock(now) }
    if (job === 'tell') return await jobs['platform.tell-subscribers']?.(setting, null)
    const { rows } = await sql<{ id: string }>`SELECT id FROM subscription_request ORDER BY id`.execute(tx)
    for (const { id } of rows) await jobs['platform.ask-subscriber']?.(setting, { id })
  })
}

const mailsTo = async (to: string) => (await outboxOf(database, database.tenant)).filter((mail) => mail.to === to)
const subscribe = (email: string, query = `?kind=bed&id=${open}`) =>
  house.browser().post(`/de/subscribe${query}`, { email })

test('asking, confirming, being told, ending', async () => {
  const sent = await subscribe(' Ada@Kreis.test ')
  expect([sent.status, sent.to]).toEqual([303, '/de/subscribe/sent'])
  await run('ask')
  const [mail] = await mailsTo('ada@kreis.test')
  expect(mail).toMatchObject({ template: 'subscriptions.confirm', values: { title: 'Beet am Markt' } })

  const browser = house.browser()
  const link = mail?.links['link'] ?? ''
  // Looking does nothing: scanners of mail servers open links too.
  expect((await browser.get(link)).text).toContain('Möchten Sie diese Nachrichten bekommen?')
  await asSystem((tx) => notifySubscribers(tx, { kind: 'bed', id: open, change: 'state' }))
  await run('tell', '2026-11-16T09:00:00Z')
  expect(await mailsTo('ada@kreis.test')).toHaveLength(1)
  const confirmed = await browser.post(link, { what: 'confirm' })
  expect((await browser.get(confirmed.to ?? '')).text).toContain('Bestätigt. Ab jetzt schreiben wir Ihnen')

  const lead = anActor(['lead'])
  await inTenant(database.db, database.tenant, lead, async (tx) => {
    await notifySubscribers(tx, { kind: 'bed', id: open, change: 'state' })
    await notifySubscribers(tx, { kind: 'bed', id: open, change: 'state' })
    await notifySubscribers(tx, { kind: 'bed', id: open, change: 'report' })
  })
  await run('tell', '2026-11-16T10:00:00Z')
  const news = (await mailsTo('ada@kreis.test')).slice(1)
  expect(news.map(({ template, values }) => [template, values['list']])).toEqual([
    [
      'subscriptions.news',
      `Beet am Markt\nNeuer Stand, Neuer Bericht zum Stand\nhttps://n.test/auental/de/beds/${open}`,
    ],
  ])

  const ending = news[0]?.unsubscribe ?? ''
  expect((await browser.get(ending)).text).toContain('Keine Nachrichten mehr?')
  const ended = await browser.post(ending.split('?')[0] ?? '', { what: 'end' })
  expect([ended.status, ended.text.includes('Ihre Adresse ist gelöscht')]).toEqual([200, true])
  expect((await browser.get(link)).status).toBe(410)
  const left = await asSystem((tx) => sql`SELECT email FROM subscription`.execute(tx))
  expect(left.rows).toEqual([])
})

test('a stranger cannot find out whether an address is known, and cannot flood it', async () => {
  const answers = []
  for (let time = 0; time < 8; time++) {
    const answer = await subscribe('ben@kreis.test')
    answers.push([answer.status, answer.to, answer.text])
    await run('ask')
    if (time === 0) {
      const link = (await mailsTo('ben@kreis.test'))[0]?.links['link'] ?? ''
      await house.browser().post(link, { what: 'confirm' })
    }
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  const mails = await mailsTo('ben@kreis.test')
  // Of one instant: in no order.
  expect(mails.map(({ template }) => template).sort()).toEqual([
    ...Array<string>(4).fill('subscriptions.already'),
    'subscriptions.confirm',
  ])
})

test('who wants all gets one mail with all of it, and no second one for a record', async () => {
  for (const query of ['', `?kind=bed&id=${open}`]) {
    await subscribe('cleo@kreis.test', query)
    await run('ask')
  }
  for (const { links } of await mailsTo('cleo@kreis.test'))
    await house.browser().post(links['link'] ?? '', { what: 'confirm' })
  await asSystem(async (tx) => {
    await notifySubscribers(tx, { kind: 'bed', id: open, change: 'state' })
    await notifySubscribers(tx, { kind: 'bed', id: other, change: 'released' })
  })
  await run('tell')
  const news = (await mailsTo('cleo@kreis.test')).filter(({ template }) => template === 'subscriptions.news')
  expect(news).toHaveLength(1)
  expect(news[0]?.values['count']).toBe(2)
})

test('what is not public can be neither subscribed to nor told, and is as if it did not exist', async () => {
  const never = newPublicId()
  const pages = await Promise.all([secret, never].map((id) => house.browser().get(`/de/subscribe?kind=bed&id=${id}`)))
  expect(pages.map(({ status }) => status)).toEqual([404, 404])
  const [there, not] = pages.map((page) => withoutTrace(page).replace(/value="[^"]+"/g, ''))
  expect(there?.replaceAll(secret, '')).toBe(not?.replaceAll(never, ''))
  const before = (await outboxOf(database, database.tenant)).length
  await asSystem((tx) => notifySubscribers(tx, { kind: 'bed', id: secret, change: 'state' }))
  await run('tell')
  // Public when it was subscribed to, and no longer when there would be news.
  seen.delete(open)
  await asSystem((tx) => notifySubscribers(tx, { kind: 'bed', id: open, change: 'state' }))
  await run('tell')
  seen.add(open)
  expect(await outboxOf(database, database.tenant)).toHaveLength(before)
})

test('nobody but the platform reads addresses', async () => {
  const read = await inTenant(database.db, database.tenant, anActor(['administrator', 'lead']), async (tx) => {
    const found = []
    for (const table of ['subscription', 'subscription_request', 'subscription_token', 'subscription_news'])
      found.push(...(await sql`SELECT 1 FROM ${sql.table(table)}`.execute(tx)).rows)
    return found
  })
  expect(read).toEqual([])
})
