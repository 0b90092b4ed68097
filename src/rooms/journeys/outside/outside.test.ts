/**
 * Long, because it is one list on one database: the doors for people without an account, what each page contains and what it
 * does not, and what each secret opens.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql } from '../../../platform/database/index.ts'
import { type Browser, type TestGate, testGate, withoutTrace } from '../../../platform/http/testing.ts'
import { newToken } from '../../../platform/identity/tokens.ts'
import { outboxOf } from '../../../platform/mail/testing.ts'
import { type NewHandover, offerHandover } from '../actions/offer.ts'
import { listReported, room, takeReported } from '../index.ts'
import { getHandover } from '../queries.ts'
import { setting, type TestJourneys, testJourneys } from '../testing.ts'

let its: TestJourneys
let house: TestGate
let town: Browser
let townActor: Actor
beforeAll(async () => {
  its = await testJourneys()
  house = await testGate(its, { rooms: [room] })
  town = await house.member(['municipality'], { organisationId: its.organisation('town') })
  townActor = await its.member('municipality', 'town')
}, 60_000)
afterAll(() => its.close())

/** What nobody outside may read before the PIN, or ever by a code. */
const secret = 'Antrag ist vollständig'
const named = 'Haushalt Sommer'

const offer = (more: Partial<NewHandover> = {}) =>
  its.as(townActor, (tx) =>
    offerHandover(
      tx,
      townActor,
      {
        interfaceId: its.interface('town-jobcenter'),
        toOrganisationId: its.organisation('jobcenter'),
        municipalityId: its.municipality,
        targetGroup: null,
        occurredOn: day('2026-11-16'),
        reference: 'AUE-2026-0417',
        content: [{ category: 'household', label: 'Haushalt', lines: [named], basisId: null, norm: '§ 67d SGB X' }],
        note: secret,
        ...more,
      },
      setting,
    ),
  )

async function makeLink(handover: string, by = town) {
  const made = await by.post(`/handovers/${handover}/outside`, {})
  const path = /nahtlos\.test\/auental(\/de\/handover-answers\/[\w-]{43})/.exec(made.text)?.[1] ?? ''
  const pin = /(\d{3}) (\d{3})</.exec(made.text)
  return { made, path, pin: `${pin?.[1]}${pin?.[2]}` }
}

const stateOf = async (id: Id<'handover'>) => (await its.as(townActor, (tx) => getHandover(tx, townActor, id))).state
const wrong = (pin: string) => (pin === '000000' ? '000001' : '000000')

/** The page without what differs on every answer. */
const body = (text: string) => text.replace(/[\w-]{20,}/g, '')

describe('an answer by a link', () => {
  let handover: Id<'handover'>
  let link: Awaited<ReturnType<typeof makeLink>>
  const partner = () => house.browser()
  beforeAll(async () => {
    handover = await offer()
    link = await makeLink(handover)
  })

  test('the giver sees link and PIN once, and the hand-over page says that a link is open', async () => {
    expect(link.path).toMatch(/^\/de\/handover-answers\/[\w-]{43}$/)
    expect(link.pin).toMatch(/^\d{6}$/)
    const page = (await town.get(`/handovers/${handover}`)).text
    expect(page).toContain('Link offen bis')
    expect(page).not.toContain(link.path)
    expect((await town.get(`/handovers/${handover}/outside`)).text).not.toContain(link.pin)
  })

  test('looking shows organisation and deadline, nothing of the person, and uses nothing up', async () => {
    const looking = partner()
    for (let look = 0; look < 4; look += 1) {
      const page = await looking.get(link.path)
      expect(page.status).toBe(200)
      expect(page.text).toContain('Stadt Aulenstedt')
      expect(page.text).toContain('23.11.2026')
      for (const hidden of [secret, named, 'AUE-2026-0417', 'Haushalt', 'Stadt an Jobcenter'])
        expect(page.text, hidden).not.toContain(hidden)
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.headers.get('x-robots-tag')).toContain('noindex')
    }
    expect(await stateOf(handover)).toBe('offered')
  })

  test('an answer without the PIN leads back to it and changes nothing', async () => {
    const stranger = partner()
    const sent = await stranger.post(
      `${link.path}/accept`,
      { label: 'Wer auch immer', version: '1' },
      { from: link.path },
    )
    expect(sent.to).toBe(link.path)
    expect(await stateOf(handover)).toBe('offered')
  })

  test('the right PIN opens exactly what was shared, in this browser alone and for half an hour', async () => {
    const opened = partner()
    const right = { pin: `${link.pin.slice(0, 3)} ${link.pin.slice(3)}` }
    expect((await opened.post(link.path, right)).to).toBe(`${link.path}?done=open`)
    const page = (await opened.get(link.path)).text
    for (const shown of [secret, named, 'AUE-2026-0417', 'Stadt an Jobcenter', 'Übergabe annehmen'])
      expect(page, shown).toContain(shown)
    expect((await partner().get(link.path)).text).not.toContain(named)
    house.clock.set('2026-11-16T08:31:00Z')
    expect((await opened.get(link.path)).text).not.toContain(named)
    house.clock.set('2026-11-16T08:00:00Z')
  })

  test('asked back, answered, accepted and arrived: the receiver’s own steps, marked as by link', async () => {
    const jobcenter = partner()
    await jobcenter.post(link.path, { pin: link.pin })
    let minute = 1
    const send = (deed: string, values: Record<string, string>) => {
      house.clock.set(`2026-11-16T08:0${minute++}:00Z`)
      return jobcenter.post(
        `${link.path}/${deed}`,
        { label: 'Frau Beispiel, Jobcenter', ...values },
        { from: link.path },
      )
    }
    expect((await send('ask', { version: '1', question: '' })).status).toBe(422)
    expect((await send('ask', { version: '1', question: 'Seit wann?' })).to).toBe(`${link.path}?done=asked`)
    expect(await stateOf(handover)).toBe('askedBack')
    expect((await send('accept', { version: '1' })).status).toBe(409)
    expect((await send('accept', { version: '2' })).to).toBe(`${link.path}?done=accepted`)
    const giver = (await town.get(`/handovers/${handover}`)).text
    expect(giver).toContain('Beantwortet über Link: angenommen am 16.11.2026')
    expect(giver).toContain('Frau Beispiel, Jobcenter')
    // One that lies ahead is booked, and leaves the link open for saying that it was.
    const mistyped = await send('appointment', { version: '3', occurredOn: '20.11.2062' })
    expect(mistyped.status).toBe(422)
    expect(mistyped.text).toContain('mehr als 365 Tage in der Zukunft')
    const booked = await send('appointment', {
      version: '3',
      label: 'Herr Muster, Terminstelle',
      occurredOn: '20.11.2026',
      beginsAt: '9:30',
    })
    expect(booked.to).toContain('done=booked')
    expect(await stateOf(handover)).toBe('accepted')
    const waiting = (await town.get(`/handovers/${handover}`)).text
    expect(waiting).toContain('20.11.2026, 09:30 Uhr')
    expect(waiting).toContain('Herr Muster, Terminstelle')
    // 28 days from the booking, or the working day after the appointment: not from a day that lies ahead.
    expect(waiting).toContain('Link offen bis 14.12.2026')
    expect((await send('appointment', { version: '4', occurredOn: '16.11.2026' })).to).toContain('done=sent')
    const read = await its.as(townActor, (tx) => getHandover(tx, townActor, handover))
    expect(read).toMatchObject({ state: 'firstAppointment' })
    expect(read.steps.map(({ kind, source }) => [kind, source])).toEqual([
      ['offered', 'sender'],
      ['askedBack', 'both'],
      ['accepted', 'both'],
      ['firstAppointment', 'both'],
    ])
    const after = (await jobcenter.get(link.path)).text
    expect(after).toContain('Ihre Antwort ist angekommen')
    expect(after).not.toContain(named)
    house.clock.set('2026-11-16T08:00:00Z')
  })

  test('is sent to the published address: organisation and deadline, never the PIN; sending anew ends the one before', async () => {
    const id = await offer()
    const page = (await town.get(`/handovers/${id}/outside`)).text
    expect(page).toContain('eingang@jobcenter.example')
    const contact = /name="mailTo"[^>]*value="([0-9a-f-]{36})"|value="([0-9a-f-]{36})"[^>]*name="mailTo"/.exec(page)
    const mailTo = contact?.[1] ?? contact?.[2] ?? ''
    const made = await town.post(`/handovers/${id}/outside`, { mailTo })
    const digits = /(\d{3}) (\d{3})</.exec(made.text)
    const pin = `${digits?.[1]}${digits?.[2]}`
    expect(made.text).toContain('02000 4711')
    expect(made.text).toContain('Zum Vorlesen am Telefon')
    // Where it was sent, the address itself is not shown: whoever reads the PIN over a shoulder has no link.
    expect(made.text).not.toContain('handover-answers/')
    const outbox = async () => (await outboxOf(its, its.tenant)).filter(({ to }) => to === 'eingang@jobcenter.example')
    const [mail] = await outbox()
    expect(mail).toMatchObject({ template: 'journeys.outside-link' })
    const said = JSON.stringify(mail)
    expect(said).toContain('handover-answers/')
    expect(said).toContain('Stadt Aulenstedt')
    for (const word of [pin, named, secret, 'AUE-2026-0417']) expect(said).not.toContain(word)
    await town.post(`/handovers/${id}/outside`, { mailTo })
    const states = (await town.get(`/handovers/${id}/outside`)).text
    expect(states).toContain('Durch einen neuen Link ersetzt')
    expect(await outbox()).toHaveLength(2)
    expect((await town.post(`/handovers/${id}/outside`, { mailTo: newId() })).status).toBe(422)
  })

  test('declining needs a reason of the list and ends the link', async () => {
    const other = await offer()
    const its = await makeLink(other)
    const school = partner()
    await school.post(its.path, { pin: its.pin })
    const send = (values: Record<string, string>) =>
      school.post(`${its.path}/decline`, { label: 'Stelle', version: '1', ...values }, { from: its.path })
    expect((await send({ reason: '' })).status).toBe(422)
    expect((await send({ reason: 'noCapacity', note: 'Ab Januar wieder.' })).status).toBe(303)
    expect(await stateOf(other)).toBe('declined')
    expect((await town.get(`/handovers/${other}`)).text).toContain('abgelehnt am 16.11.2026')
  })

  test('five wrong PINs lock it, the right one does not open it any more, and the giver sees it and makes a new one', async () => {
    const other = await offer()
    const first = await makeLink(other)
    const guessing = partner()
    for (let left = 4; left > 0; left -= 1) {
      await guessing.post(first.path, { pin: wrong(first.pin) })
      expect((await guessing.get(first.path)).text).toContain(
        left === 1 ? 'noch einen Versuch' : `noch ${left} Versuche`,
      )
    }
    const token = await guessing.token(first.path)
    await guessing.post(first.path, { pin: wrong(first.pin) })
    expect((await guessing.get(first.path)).text).toContain('Der Link ist gesperrt')
    await guessing.post(first.path, { pin: first.pin }, { csrf: token })
    expect((await guessing.get(first.path)).text).not.toContain(named)
    expect((await town.get(`/handovers/${other}`)).text).toContain('Link gesperrt')
    const second = await makeLink(other)
    expect((await partner().get(first.path)).status).toBe(404)
    await guessing.post(second.path, { pin: second.pin })
    expect((await guessing.get(second.path)).text).toContain(named)
  })

  test('many wrong PINs at once count as many', async () => {
    const other = await makeLink(await offer())
    const guessing = partner()
    const csrf = await guessing.token(other.path)
    await Promise.all(Array.from({ length: 12 }, () => guessing.post(other.path, { pin: wrong(other.pin) }, { csrf })))
    expect((await guessing.get(other.path)).text).toContain('Der Link ist gesperrt')
  })

  test('a PIN opens its own link alone, and a browser with one link open nothing of another', async () => {
    const [one, other] = [
      await makeLink(await offer()),
      await makeLink(
        await offer({
          toOrganisationId: its.organisation('school'),
          interfaceId: its.interface('town-school'),
          note: 'Nur für die Schule',
        }),
      ),
    ]
    const school = partner()
    await school.post(other.path, { pin: other.pin })
    expect((await school.get(other.path)).text).toContain('Nur für die Schule')
    expect((await school.get(one.path)).text).not.toContain(named)
    if (one.pin !== other.pin) await school.post(one.path, { pin: other.pin })
    expect((await school.get(one.path)).text).not.toContain(named)
    const sent = await school.post(`${one.path}/accept`, { label: 'Schule', version: '1' }, { from: other.path })
    expect(sent.to).toBe(one.path)
  })

  test('one that was ended, has run out or never was leads nowhere, all alike; an open visit ends with it', async () => {
    const other = await offer()
    const made = await makeLink(other)
    const open = partner()
    await open.post(made.path, { pin: made.pin })
    await town.post(`/handovers/${other}/outside/end`, {}, { from: `/handovers/${other}/outside` })
    const gone = await open.get(made.path)
    const never = await partner().get(`/de/handover-answers/${newToken()}`)
    expect([gone.status, body(withoutTrace(gone))]).toEqual([404, body(withoutTrace(never))])
    const late = await makeLink(await offer())
    house.clock.set('2026-11-24T08:00:00Z')
    expect((await partner().get(late.path)).status).toBe(404)
    house.clock.set('2026-11-16T08:00:00Z')
    expect((await partner().get(late.path)).status).toBe(200)
  })

  test('what the giver took back is not there for an open visit', async () => {
    const other = await offer()
    const made = await makeLink(other)
    const open = partner()
    await open.post(made.path, { pin: made.pin })
    const version = /name="version" value="(\d+)"/.exec((await town.get(`/handovers/${other}`)).text)?.[1] ?? ''
    await town.post(`/handovers/${other}/withdraw`, { version }, { from: `/handovers/${other}` })
    expect(await stateOf(other)).toBe('withdrawn')
    const page = (await open.get(made.path)).text
    expect(page).not.toContain(named)
    expect(page).not.toContain(secret)
  })

  test('only the giving side makes links, and the log knows neither token nor PIN', async () => {
    const other = await offer()
    const jobcenter = await house.member(['intake'], { organisationId: its.organisation('jobcenter') })
    expect((await jobcenter.get(`/handovers/${other}/outside`)).status).toBe(403)
    const manager = await house.member(['caseManager'], { organisationId: its.organisation('jobcenter') })
    expect((await manager.get(`/handovers/${other}/outside`)).status).toBe(404)
    expect(house.log.join('\n')).not.toContain(link.path.split('/').at(-1))
  })

  test('the database itself shows a link nothing of a hand-over before its PIN', async () => {
    const made = await makeLink(await offer())
    const token = made.path.split('/').at(-1) ?? ''
    const { hashOf } = await import('../../../platform/identity/tokens.ts')
    const { enterWith } = await import('./access.ts')
    const seen = await its.as('system', async (tx) => {
      await enterWith(tx, hashOf(token), day('2026-11-16'))
      const count = async (table: string) =>
        (await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}`.execute(tx)).rows[0]?.n
      return {
        links: await count('outside_link'),
        handovers: await count('handover'),
        contents: await count('handover_content'),
        steps: await count('journey_step'),
        codes: await count('journey_code'),
      }
    })
    expect(seen).toEqual({ links: 1, handovers: 0, contents: 0, steps: 0, codes: 0 })
  })
})

describe('the code of the person served', () => {
  async function makeCode(handover: string, locale = 'de') {
    const slip = (await town.post(`/handovers/${handover}/code`, { locale })).text
    const code = /dir="ltr">((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})</.exec(slip)?.[1] ?? ''
    return { slip, code }
  }

  test('the slip bears code and picture in the language of the person; the code is behind the fragment', async () => {
    const { slip, code } = await makeCode(await offer(), 'ar')
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$/)
    expect(slip).toContain('dir="rtl"')
    expect(slip).toContain('أين وصلت معاملتي')
    expect(slip).toContain('<svg')
    expect(slip).toContain('/auental/ar/my-handovers')
    expect(slip).not.toContain(`/ar/my-handovers/${code}`)
  })

  test('it shows which kind of office and how far, in every public language, and nothing else', async () => {
    const handover = await offer({ person: '11111111-1111-4111-8111-111111111111' as Id<'journey'> })
    await offer({
      person: '11111111-1111-4111-8111-111111111111' as Id<'journey'>,
      toOrganisationId: its.organisation('school'),
      interfaceId: its.interface('town-school'),
    })
    const { code } = await makeCode(handover)
    for (const [locale, office] of [
      ['de', 'Amt des Kreises oder Jobcenter'],
      ['ku', 'Dezgeha navçeyê (Kreis) an Jobcenter'],
      ['fa', 'مدرسه'],
    ] as const) {
      const page = await house
        .browser()
        .post(`/${locale}/my-handovers`, { code: code.toLowerCase().replaceAll('-', ' ') })
      expect([page.status, page.text.includes(office)]).toEqual([200, true])
      for (const hidden of [secret, named, 'AUE-2026-0417', 'Stadt Aulenstedt', code])
        expect(page.text.replace(/<header[\s\S]*?<\/header>/, ''), hidden).not.toContain(hidden)
    }
  })

  test('a sign that is wrong is told at the field; a code that never was, was revoked or ran out is not there, all alike', async () => {
    const handover = await offer()
    const { code } = await makeCode(handover)
    const visitor = house.browser()
    const changed = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`
    const mistyped = await visitor.post('/de/my-handovers', { code: changed })
    expect([mistyped.status, mistyped.text.includes('stimmt ein Zeichen nicht')]).toEqual([422, true])
    const never = await visitor.post('/de/my-handovers', { code: '0000-0000-0000-0000-0000' })
    await town.post(`/handovers/${handover}/code/revoke`, {}, { from: `/handovers/${handover}/code` })
    const revoked = await visitor.post('/de/my-handovers', { code })
    expect([revoked.status, body(withoutTrace(revoked))]).toEqual([404, body(withoutTrace(never))])
    const { code: second } = await makeCode(handover)
    house.clock.set('2027-11-18T08:00:00Z')
    expect((await house.browser().post('/de/my-handovers', { code: second })).status).toBe(404)
    house.clock.set('2026-11-16T08:00:00Z')
    expect((await house.browser().post('/de/my-handovers', { code: second })).status).toBe(200)
  })

  test('a network that tries codes must wait', async () => {
    const guessing = house.browser()
    const csrf = await guessing.token('/de/my-handovers')
    const statuses: number[] = []
    for (let guess = 0; guess < 22; guess += 1)
      statuses.push((await guessing.post('/de/my-handovers', { code: '0000-0000-0000-0000-0000' }, { csrf })).status)
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404))
    expect(statuses).toContain(429)
  })
})

describe('where it got stuck', () => {
  test('is asked in every public language, kept without sender and time of day, and waits for a second person', async () => {
    for (const locale of ['de', 'en', 'uk', 'ru', 'ar', 'fa', 'tr', 'ku', 'ro', 'bg', 'pl', 'fr']) {
      const page = await house.browser().get(`/${locale}/stuck`)
      expect([locale, page.status]).toEqual([locale, 200])
      expect(page.text).toContain('value="waitingTime"')
    }
    const visitor = house.browser()
    expect((await visitor.post('/de/stuck', {})).status).toBe(422)
    expect((await visitor.post('/de/stuck', { hurdle: 'madeUp' })).status).toBe(422)
    const sent = await visitor.post('/de/stuck', {
      hurdle: 'waitingTime',
      interface: its.interface('town-jobcenter'),
      municipality: its.municipality,
      body: 'Drei Monate auf einen Termin gewartet.',
    })
    expect(sent.to).toBe('/de/stuck?done=sent')
    const manager = await its.member('caseManager', 'town')
    const waiting = await its.as(manager, (tx) => listReported(tx, manager, 10))
    expect(waiting).toEqual([
      expect.objectContaining({
        interfaceId: its.interface('town-jobcenter'),
        hurdle: 'waitingTime',
        body: 'Drei Monate auf einen Termin gewartet.',
        locale: 'de',
        reportedOn: '2026-11-16',
      }),
    ])
    const [first] = waiting
    const clock = setting.clock
    const taken = await its.as(manager, (tx) => takeReported(tx, manager, first?.id ?? '', { as: 'taken', clock }))
    expect(taken.body).toContain('Drei Monate')
    await expect(
      its.as(manager, (tx) => takeReported(tx, manager, first?.id ?? '', { as: 'taken', clock })),
    ).rejects.toThrow()
    const { rows } = await its.as('system', (tx) =>
      sql<{ body: string | null }>`SELECT body FROM reported_hurdle`.execute(tx),
    )
    expect(rows).toEqual([{ body: null }])
  })

  test('nobody else reads it, and the public nothing at all', async () => {
    const municipality = await its.member('municipality', 'town')
    await expect(its.as(municipality, (tx) => listReported(tx, municipality, 10))).rejects.toThrow()
    for (const who of [municipality, await its.member('immigrationOffice', 'school')]) {
      const { rows } = await its.as(who, (tx) => sql`SELECT * FROM reported_hurdle`.execute(tx))
      expect(rows).toEqual([])
    }
  })

  test('one network may send a few', async () => {
    const sender = house.browser()
    const csrf = await sender.token('/en/stuck')
    const statuses: number[] = []
    for (let number = 0; number < 12; number += 1)
      statuses.push((await sender.post('/en/stuck', { hurdle: 'other', body: `${number}` }, { csrf })).status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(10)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('a referral of the immigration office', () => {
  let office: Browser
  let officeActor: Actor
  beforeAll(async () => {
    office = await house.member(['immigrationOffice'], { organisationId: its.organisation('town') })
    officeActor = await its.member('immigrationOffice', 'town')
    await its.member('caseManager', 'jobcenter')
  })

  const referral = (more: Record<string, string> = {}) => ({
    to: its.organisation('jobcenter'),
    contact: 'über die Beratungsstelle, vormittags',
    language: 'Dari',
    occasion: 'Umzug aus der Unterkunft',
    reference: 'ABH 33-17',
    consent: 'on',
    consentOn: '13.11.2026',
    ...more,
  })

  test('needs the consent of the person and a way to reach them', async () => {
    const { consent: _, ...without } = referral()
    const refused = await office.post('/referrals/new', without)
    expect([refused.status, refused.text.includes('Ohne Einwilligung der Person')]).toEqual([422, true])
    expect((await office.post('/referrals/new', referral({ contact: '' }))).status).toBe(422)
    expect((await office.post('/referrals/new', referral({ consentOn: '17.11.2026' }))).status).toBe(422)
    expect((await office.post('/referrals/new', referral({ to: its.organisation('school') }))).status).toBe(422)
  })

  test('reaches the team as an inquiry with what was agreed; the office sees acceptance and outcome, never notes', async () => {
    const sent = await office.post('/referrals/new', referral())
    expect(sent.to).toMatch(/^\/referrals\/[0-9a-f-]{36}\?done=sent$/)
    const path = (sent.to ?? '').replace('?done=sent', '')
    const id = path.split('/').at(-1) ?? ''
    const manager = await house.member(['caseManager'], { organisationId: its.organisation('jobcenter') })
    expect((await manager.get('/handovers')).text).toContain(`/handovers/${id}`)
    const received = (await manager.get(`/handovers/${id}`)).text
    for (const shown of ['über die Beratungsstelle', 'Dari', 'Umzug aus der Unterkunft', '13.11.2026'])
      expect(received, shown).toContain(shown)
    await manager.post(`/handovers/${id}/message`, { message: 'Interner Vermerk' }, { from: `/handovers/${id}` })
    await manager.post(
      `/handovers/${id}/decline`,
      { version: '1', reason: 'noCapacity', note: 'Nur für die Runde' },
      { from: `/handovers/${id}` },
    )
    for (const address of ['/referrals', path]) {
      const page = (await office.get(address)).text
      expect(page).toContain('nicht angenommen')
      expect(page).toContain('ABH 33-17')
      for (const hidden of ['Vermerk</', 'Interner Vermerk', 'Nur für die Runde', 'Kein Platz frei', 'Dari', 'Umzug'])
        expect(page, hidden).not.toContain(hidden)
    }
  })

  test('another office does not see it, and hand-overs stay closed to the office', async () => {
    const [first] = /\/referrals\/[0-9a-f-]{36}/.exec((await office.get('/referrals')).text) ?? ['']
    const other = await house.member(['immigrationOffice'], { organisationId: its.organisation('school') })
    expect((await other.get(first)).status).toBe(404)
    for (const path of ['/handovers', first.replace('referrals', 'handovers')])
      expect([path, (await office.get(path)).status]).toEqual([path, 403])
  })

  test('the database gives the office its own referrals, and no content, message or document of them', async () => {
    const read = (table: string) =>
      its.as(officeActor, async (tx) => (await sql`SELECT * FROM ${sql.table(table)}`.execute(tx)).rows.length)
    expect(await read('handover')).toBeGreaterThan(0)
    for (const table of [
      'handover_content',
      'handover_document',
      'handover_message',
      'handover_assignment',
      'person',
      'outside_link',
      'journey_code',
    ])
      expect([table, await read(table)]).toEqual([table, 0])
  })

  test('can be taken back as long as nobody has arrived', async () => {
    const path = ((await office.post('/referrals/new', referral())).to ?? '').replace('?done=sent', '')
    const taken = await office.post(`${path}/withdraw`, { version: '1' }, { from: path })
    expect(taken.to).toBe(`${path}?done=withdrawn`)
    expect((await office.get(path)).text).toContain('zurückgezogen')
  })
})
