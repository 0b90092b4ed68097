import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTenant, sql } from '../../../../platform/database/index.ts'
import type { Browser } from '../../../../platform/http/testing.ts'
import { locales } from '../../../../platform/i18n/index.ts'
import { type TestGroup, testGroup } from '../../proposals/testing.ts'
import { presentDay } from '../recording.ts'
import { loadConference } from './load.ts'

/** Whoever is in the room and has the code, as their browser sees it. */
let its: TestGroup
let code: string
let id: string
let coordinator: Browser

beforeAll(async () => {
  its = await testGroup()
  coordinator = await its.house.member(['coordinator'])
  const given = { title: 'Konferenz Aulenstedt', municipalityId: null, simulated: false }
  await inTenant(its.db, its.tenant, 'system', async (tx) =>
    loadConference(tx, { ...given, heldOn: await presentDay(tx) }, []),
  )
  const [held] = await rows<{ id: string; code: string }>('SELECT id, code FROM conference')
  id = held?.id ?? ''
  code = held?.code ?? ''
}, 60_000)
afterAll(() => its.close())

const rows = async <Row>(query: string): Promise<readonly Row[]> =>
  await inTenant(its.db, its.tenant, 'system', async (tx) => (await sql.raw<Row>(query).execute(tx)).rows)
const cards = () => rows<{ body: string }>('SELECT body FROM conference_card ORDER BY body')

test('a card that is tapped twice is one card, and the same words from another page are another', async () => {
  const path = `/de/conference/${code}`
  const phone = its.house.browser()
  const csrf = await phone.token(path)
  const sent = await Promise.all([1, 2].map(() => phone.post(path, { body: 'Kein Bus am Abend' }, { csrf })))
  expect(sent.map(({ to }) => to)).toEqual([`${path}?done=card`, `${path}?done=card`])
  expect(await cards()).toHaveLength(1)
  await phone.post(path, { body: 'Kein Bus am Abend' })
  expect(await cards()).toHaveLength(2)
})

test('the form speaks every public language, and a card keeps the language that it was written in', async () => {
  const phone = its.house.browser()
  const arabic = (await phone.get(`/ar/conference/${code}`)).text
  expect(arabic).toContain('<html lang="ar" dir="rtl"')
  expect(arabic).toContain('ما الذي يعيق الناس هنا؟')
  expect(arabic).not.toContain('Was hält Menschen')
  const card = 'لا توجد حافلة في المساء'
  expect((await phone.post(`/ar/conference/${code}`, { body: card })).to).toBe(`/ar/conference/${code}?done=card`)
  expect(await rows(`SELECT locale FROM conference_card WHERE body = '${card}'`)).toEqual([{ locale: 'ar' }])
  const board = (await coordinator.get(`/topics/conferences/${id}`)).text
  expect(board).toContain(`<bdi lang="ar" dir="rtl">${card}</bdi>`)
  expect(board).toContain('<bdi lang="de" dir="ltr">Kein Bus am Abend</bdi>')
  for (const locale of locales) {
    const { status, text } = await phone.get(`/${locale}/conference/${code}`)
    expect([locale, status, text.includes('Was hält Menschen')]).toEqual([locale, 200, locale === 'de'])
  }
})

test('whoever types the code comes in, and a wrong one comes back with the form and what is wrong with it', async () => {
  const phone = its.house.browser()
  const typed = `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`
  expect((await phone.post('/de/conference', { code: typed })).to).toBe(`/de/conference/${code}`)
  for (const wrong of ['ZZZZZZ', 'nichts', '0']) {
    const back = await phone.post('/de/conference', { code: wrong })
    expect([wrong, back.status]).toEqual([wrong, 422])
    expect(back.text).toContain(
      'Zu diesem Code läuft keine Planungskonferenz. Bitte vergleichen Sie ihn mit der Leinwand.',
    )
    expect(back.text).toContain(`value="${wrong}"`)
  }
  expect((await phone.post('/de/conference', { code: '' })).status).toBe(422)
  const arabic = await phone.get('/ar/conference/ZZZZZZ')
  expect(arabic.status).toBe(404)
  expect(arabic.text).toContain('لا يوجد مؤتمر جارٍ بهذا الرمز')
  expect(arabic.text).toMatch(/<form[^>]*action="[^"]*\/ar\/conference"/)
  expect(
    (
      await phone.post(
        `/de/conference/${code.split('').reverse().join('')}`,
        { body: 'Kein Bus' },
        { from: '/de/conference' },
      )
    ).status,
  ).toBe(404)
  for (const locale of locales)
    expect([locale, (await phone.get(`/${locale}/conference`)).status]).toEqual([locale, 200])
})

test('the projector asks in every language, and names what stands in the way in those that the list has', async () => {
  const page = `/topics/conferences/${id}`
  const board = (await coordinator.get(page)).text
  for (const question of ['What holds people up here?', 'ما الذي يعيق الناس هنا؟']) expect(board).toContain(question)
  expect(board.match(/Was hält Menschen bei uns auf\?/g)).toHaveLength(1)
  expect(board).toMatch(/<li lang="ar" dir="rtl">/)
  const version = async () => /name="version" value="(\d+)"/.exec((await coordinator.get(page)).text)?.[1] ?? ''
  await coordinator.post(`${page}/step`, { version: await version(), to: 'clustering' }, { from: page })
  expect((await coordinator.get(page)).text).not.toContain('Abstimmung eröffnen')
  const [card] = await rows<{ id: string }>('SELECT id FROM conference_card LIMIT 1')
  const group = { cards: card?.id ?? '', into: 'new', title: 'Wege am Abend', hurdle: 'distance' }
  await coordinator.post(`${page}/cards`, { version: await version(), ...group }, { from: page })
  await coordinator.post(`${page}/step`, { version: await version(), to: 'voting' }, { from: page })
  expect((await coordinator.get(page)).text).toContain('Weg zu weit · <bdi lang="en">Too far away</bdi>')
})

test('no text was missing', () => expect(its.house.log.filter((line) => line.includes('text missing'))).toEqual([]))
