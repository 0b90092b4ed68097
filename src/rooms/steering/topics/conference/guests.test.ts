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

test('no text was missing', () => expect(its.house.log.filter((line) => line.includes('text missing'))).toEqual([]))
