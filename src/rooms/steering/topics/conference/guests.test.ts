import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTenant, sql } from '../../../../platform/database/index.ts'
import { type TestGroup, testGroup } from '../../proposals/testing.ts'
import { presentDay } from '../recording.ts'
import { loadConference } from './load.ts'

/** Whoever is in the room and has the code, as their browser sees it. */
let its: TestGroup
let code: string

beforeAll(async () => {
  its = await testGroup()
  const given = { title: 'Konferenz Aulenstedt', municipalityId: null, simulated: false }
  await inTenant(its.db, its.tenant, 'system', async (tx) =>
    loadConference(tx, { ...given, heldOn: await presentDay(tx) }, []),
  )
  const [held] = await rows<{ code: string }>('SELECT code FROM conference')
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
