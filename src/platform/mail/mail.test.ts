/** From a transaction to a mail server: what arrives, and what happens when it does not. */
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../kernel/clock.ts'
import type { Id } from '../../kernel/ids.ts'
import { actAsLink } from '../access/index.ts'
import { createTenant, inTenant, sql, type Tenant, type Tx } from '../database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../database/testing.ts'
import { testGate } from '../http/testing.ts'
import type { Catalogues } from '../i18n/index.ts'
import { readCatalogues } from '../i18n/index.ts'
import { hashOf, newToken } from '../identity/tokens.ts'
import { mailJob, waitsMinutes } from './job.ts'
import { getMail } from './outbox.ts'
import { type Mail, sendMail } from './send.ts'
import { type MailServer, refusalOf, smtpServer } from './server.ts'
import { outboxOf } from './testing.ts'

let database: TestDatabase
let demo: Tenant
let catalogues: Catalogues
beforeAll(async () => {
  database = await testDatabase()
  const kreis = { key: 'schau', name: 'Kreis Schau', demo: true, land: 'NW' } as const
  demo = await createTenant(database.db, database.sources, kreis)
  const folders = ['mail', 'ui'].map((part) => new URL(`../${part}/`, import.meta.url))
  catalogues = { ...(await readCatalogues(folders)) }
  Object.assign(catalogues.de as object, {
    garden: { mail: { ripe: { subject: 'Reif:\n{what}', body: 'In {district} ist {what} reif.\nAnsehen: {look}' } } },
  })
})
afterAll(() => database.close())

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A mail server on this machine that keeps what it is given. */
async function post(options: SMTPServerOptions = {}) {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString())
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { mails, port }
}

const clock = fixedClock('2026-11-16T08:00:00Z')
const token = newToken()
const ripe: Mail = {
  to: 'beet@kreis.test',
  template: 'garden.ripe',
  locale: 'en',
  values: { what: 'die Gurke' },
  links: { look: `/de/beds/${token}` },
  unsubscribe: `/de/subscriptions/${token}`,
}

const put = (mail: Partial<Mail> = {}, tenant = database.tenant) =>
  inTenant(database.db, tenant, 'system', (tx) => sendMail(tx, { ...ripe, ...mail }))

const read = (id: Id<'mail'>, tenant = database.tenant) =>
  inTenant(database.db, tenant, 'system', (tx) => getMail(tx, id))

/** Runs the job as the queue would. */
async function run(id: Id<'mail'>, server: MailServer | undefined, tenant = database.tenant): Promise<void> {
  if (server) closing.push(() => server.close())
  const job = mailJob({
    catalogues,
    origin: 'https://nahtlos.test',
    ...(server && { server, from: 'nahtlos@kreis.test' }),
  })
  await inTenant(database.db, tenant, 'system', (tx) => job({ tx, db: database.db, tenant, clock }, { id }))
}

describe('a mail', () => {
  test('arrives with whole links, the district as sender, and how to get no more; the outbox forgets the secret', async () => {
    const { mails, port } = await post()
    const id = await put()
    await run(id, smtpServer({ smtpUrl: `smtp://127.0.0.1:${port}` }))
    const [folded = '', body = ''] = (mails[0] ?? '').split('\r\n\r\n')
    const head = folded.replaceAll('\r\n ', ' ')
    expect(head).toContain('From: "Kreis Auental" <nahtlos@kreis.test>'.replaceAll('"', ''))
    expect(head).toContain('To: beet@kreis.test')
    // German where the language has no text; a line break in a subject begins no header.
    expect(head).toContain('Subject: Reif: die Gurke')
    expect(head).toContain(`List-Unsubscribe: <https://nahtlos.test/auental/de/subscriptions/${token}>`)
    expect(head).toContain(`Message-ID: <${id}@kreis.test>`)
    expect(head).toContain('Auto-Submitted: auto-generated')
    const text = body.replaceAll('=\r\n', '').replaceAll('=3D', '=')
    expect(text).toContain('In Kreis Auental ist die Gurke reif.')
    expect(text).toContain(`https://nahtlos.test/auental/de/beds/${token}`)
    expect(await read(id)).toMatchObject({ state: 'sent', attempts: 1, error: null })
    const kept = await inTenant(database.db, database.tenant, 'system', (tx) =>
      sql`SELECT to_jsonb(mail_outbox) AS row FROM mail_outbox WHERE id = ${id}`.execute(tx),
    )
    expect(JSON.stringify(kept.rows)).not.toContain(token.slice(0, 20))
    await run(id, smtpServer({ smtpUrl: `smtp://127.0.0.1:${port}` }))
    expect(mails).toHaveLength(1)
  })

  test('exists exactly when what it tells of has happened', async () => {
    const before = (await outboxOf(database, database.tenant)).length
    const undone = inTenant(database.db, database.tenant, 'system', async (tx) => {
      await sendMail(tx, ripe)
      throw new Error('rolled back')
    })
    await expect(undone).rejects.toThrow('rolled back')
    expect(await outboxOf(database, database.tenant)).toHaveLength(before)
  })

  test('stays in the outbox with its text where no server is set up, and in a demo district always', async () => {
    const id = await put()
    await run(id, undefined)
    expect(await read(id)).toMatchObject({ state: 'waiting', subject: 'Reif: die Gurke', attempts: 0 })
    const { mails, port } = await post()
    const shown = await put({}, demo)
    await run(shown, smtpServer({ smtpUrl: `smtp://127.0.0.1:${port}` }), demo)
    expect(await read(shown, demo)).toMatchObject({ state: 'waiting', subject: '[DEMO] Reif: die Gurke' })
    expect(mails).toEqual([])
  })

  test.each(['two@a.test, three@b.test', 'name <a@b.test>', 'a@b.test\r\nBcc: c@d.test', '@', 'nobody'])(
    'to %j is a mistake of the program',
    async (to) => {
      await expect(put({ to })).rejects.toThrow(RangeError)
    },
  )
})

describe('what a server does not take', () => {
  test('is tried again later, each time later, and fails when all has been tried', async () => {
    const { port } = await post({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('busy'), { responseCode: 451 })),
    })
    const id = await put()
    const server = smtpServer({ smtpUrl: `smtp://127.0.0.1:${port}` })
    await run(id, server)
    expect(await read(id)).toMatchObject({ state: 'waiting', attempts: 1, error: 'refused-for-now' })
    for (const _ of waitsMinutes) await run(id, server)
    expect(await read(id)).toMatchObject({ state: 'failed', attempts: waitsMinutes.length + 1 })
    expect([...waitsMinutes]).toEqual([...waitsMinutes].sort((one, other) => one - other))
  })

  test('for good is not tried again', async () => {
    const { port } = await post({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no such user'), { responseCode: 550 })),
    })
    const id = await put()
    await run(id, smtpServer({ smtpUrl: `smtp://127.0.0.1:${port}` }))
    expect(await read(id)).toMatchObject({ state: 'failed', attempts: 1, error: 'recipient-refused' })
  })

  test('because nobody can trust it, or because nobody is there, waits', async () => {
    const { port, mails } = await post({ secure: true })
    const id = await put()
    await run(id, smtpServer({ smtpUrl: `smtps://127.0.0.1:${port}` }))
    expect(await read(id)).toMatchObject({ state: 'waiting', error: 'not-trusted' })
    expect(mails).toEqual([])
    const away = await put()
    await run(away, smtpServer({ smtpUrl: 'smtp://127.0.0.1:1' }))
    expect(await read(away)).toMatchObject({ state: 'waiting', error: 'unreachable' })
  })

  test.each([
    [{ code: 'EAUTH', responseCode: 535 }, 'sign-in-refused', false],
    [{ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'recipient-refused', true],
    [{ code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'refused', true],
    [{ code: 'ETIMEDOUT' }, 'unreachable', false],
    [{ code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'not-trusted', false],
  ])('%j means %s', (error, code, final) => {
    expect(refusalOf(error)).toEqual({ code, final })
  })
})

describe('the outbox', () => {
  const actors: readonly (readonly [string, (tx: Tx) => Promise<void>, boolean])[] = [
    ['a member', async () => undefined, false],
    ['somebody with a link', (tx) => actAsLink(tx, hashOf(token)), false],
  ]
  test.each(actors)('takes a mail of %s and shows them none', async (_who, become) => {
    const seen = await inTenant(database.db, database.tenant, anActor(['lead']), async (tx) => {
      await become(tx)
      await sendMail(tx, ripe)
      return (await sql`SELECT 1 FROM mail_outbox`.execute(tx)).rows.length
    })
    expect(seen).toBe(0)
  })

  test('is read by administrators, who can send what waits and nothing twice', async () => {
    const house = await testGate(database, { sendsMail: true })
    const id = await put()
    await run(id, undefined)
    const administrator = await house.member(['administrator'])
    const list = await administrator.get('/admin/mail')
    expect(list.text).toContain('Reif: die Gurke')
    expect(list.text).not.toContain('Es ist kein Mailserver eingerichtet')
    const silent = await (await testGate(database)).member(['administrator'])
    expect((await silent.get('/admin/mail')).text).toContain('Es ist kein Mailserver eingerichtet')
    expect((await silent.get(`/admin/mail/${id}`)).text).not.toContain('Jetzt verschicken')
    const mail = await administrator.get(`/admin/mail/${id}`)
    expect(mail.text).toContain(`https://nahtlos.test/auental/de/beds/${token}`)
    expect((await administrator.post(`/admin/mail/${id}`, {})).to).toBe(`/admin/mail/${id}?done=again`)
    const { port } = await post()
    const csrf = await administrator.token(`/admin/mail/${id}`)
    await run(id, smtpServer({ smtpUrl: `smtp://127.0.0.1:${port}` }))
    expect((await administrator.post(`/admin/mail/${id}`, {}, { csrf })).status).toBe(409)
    expect((await (await house.member(['lead'])).get('/admin/mail')).status).toBe(403)
  })

  test('shows a bounce that somebody marked: nothing goes there until the mark is off', async () => {
    const house = await testGate(database, { sendsMail: true })
    const administrator = await house.member(['administrator'])
    const { port, mails } = await post()
    const id = await put({ to: 'weg@kreis.test' })
    const path = `/admin/mail/${id}/undeliverable`
    expect((await administrator.post(path, { do: 'mark', reason: 'left' })).to).toBe(`/admin/mail/${id}?done=marked`)
    await run(id, smtpServer({ smtpUrl: `smtp://127.0.0.1:${port}` }))
    expect(await read(id)).toMatchObject({ state: 'failed', error: 'undeliverable', attempts: 0 })
    expect((await administrator.get(`/admin/mail/${id}`)).text).toContain('als unzustellbar markiert')
    expect((await administrator.post(path, { do: 'clear' })).to).toBe(`/admin/mail/${id}?done=cleared`)
    await administrator.post(`/admin/mail/${id}`, {})
    await run(id, smtpServer({ smtpUrl: `smtp://127.0.0.1:${port}` }))
    expect((await read(id)).state).toBe('sent')
    expect(mails).toHaveLength(1)
  })

  test('lets a mail wait, without counting an attempt, while the server hangs', async () => {
    const id = await put()
    await run(id, { rests: true, deliver: () => Promise.reject(new Error('not to be asked')), close: () => undefined })
    expect(await read(id)).toMatchObject({ state: 'waiting', attempts: 0, error: null })
  })
})

test('a mail to an address that somebody entered speaks the language of the account with that address', async () => {
  const house = await testGate(database)
  const reader = await house.member(['lead'], { email: 'reader@kreis.test' })
  await inTenant(database.db, database.tenant, 'system', (tx) =>
    sql`UPDATE account SET locale = 'en' WHERE id = ${reader.accountId}`.execute(tx),
  )
  const probe = { template: 'mail.test', locale: 'de', values: {}, links: {}, speaksReceiver: true } as const
  const [known, unknown] = [
    await put({ ...probe, to: 'reader@kreis.test' }),
    await put({ ...probe, to: 'x@kreis.test' }),
  ]
  await run(known, undefined)
  await run(unknown, undefined)
  expect([(await read(known)).subject, (await read(unknown)).subject]).toEqual([
    'Test mail from Nahtlos',
    'Probemail von Nahtlos',
  ])
})

describe('the wording', () => {
  test('of the district stands in its mails: sender and closing; every template can be looked at; a test mail, not too often', async () => {
    const house = await testGate(database, { sendsMail: true })
    const administrator = await house.member(['administrator'], { email: 'ada@kreis.test' })
    const words = {
      version: '0',
      senderDe: 'Integrationszentrum',
      closingDe: 'Mit freundlichen Grüßen\nIhr Team',
      senderEn: '',
      closingEn: '',
    }
    expect((await administrator.post('/admin/mail/wording', words)).to).toBe('/admin/mail/templates?done=worded')
    expect((await administrator.post('/admin/mail/wording', words)).status).toBe(409)
    const templates = await administrator.get('/admin/mail/templates')
    expect(templates.text).toContain('Ihr Team')
    expect(templates.text).toContain('A barrier has been reported')
    const { port, mails } = await post()
    await run(await put(), smtpServer({ smtpUrl: `smtp://127.0.0.1:${port}` }))
    expect(mails[0]).toContain('From: Integrationszentrum <nahtlos@kreis.test>')
    expect(mails[0]).toContain('Ihr Team')
    const csrf = await administrator.token('/admin/mail/wording')
    const sent = async () => (await administrator.post('/admin/mail/test', {}, { csrf })).status
    expect([await sent(), await sent(), await sent(), await sent()]).toEqual([303, 303, 303, 409])
    const [mail] = (await outboxOf(database, database.tenant)).filter(({ template }) => template === 'mail.test')
    expect(mail).toMatchObject({ to: 'ada@kreis.test', values: {} })
  })
})
