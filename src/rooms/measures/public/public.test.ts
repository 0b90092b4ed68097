/** The register for everybody: what is shown of it, in which words, and what is not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { newPublicId } from '../../../kernel/ids.ts'
import { type TestGate, testGate } from '../../../platform/http/testing.ts'
import { changeState, room } from '../index.ts'
import { setting, type TestRegister, testRegister } from '../testing.ts'
import { publicCounts, publicMeasuresBrief, publicNews, publicStates, publicTopic } from './queries.ts'

let its: TestRegister
let house: TestGate
beforeAll(async () => {
  its = await testRegister()
  house = await testGate(its, { rooms: [room] })
})
afterAll(() => its.close())

/** What the register says for itself and nobody outside may read. */
const internal = /Raumfrage|Stelle nicht besetzt|Keine Mittel|Vertraulich|Noch nicht beraten|Entwurf der Fortschreibung/

test('counts are those of public measures, and lead to exactly those', async () => {
  const counts = await its.as('public', publicCounts)
  expect(counts.total).toBe(4)
  expect(counts.stalled).toBe(1)
  expect(Object.fromEntries(counts.byState)).toEqual({ established: 1, inProgress: 1, inPlanning: 1, notStarted: 1 })
  for (const [query, count] of [
    ['', 4],
    ['?state=established', 1],
    ['?state=stalled', 1],
    ['?state=proposed', 0],
    ['?field=work', 2],
    // One of its own, and two for the whole district.
    ['?place=dornsiek', 3],
    ['?q=Ehrenamtliche', 1],
    ['?state=unknown&field=unknown', 0],
  ] as const) {
    const { text } = await house.browser().get(`/de/measures${query}`)
    expect([query, text.match(/<h2 class="nl-h3">/g)?.length ?? 0]).toEqual([query, count])
  }
})

test('a measure says in plain words how it stands, who answers for it and what was reported, without internal texts', async () => {
  const { text } = await house.browser().get(`/de/measures/${its.measure('mentors')}`)
  expect(text).toContain('Kommt zurzeit nicht voran')
  expect(text).toContain('seit 01.03.2026')
  expect(text).toContain('Jobcenter Kreis Auental')
  expect(text).toContain('Dazu gibt es noch keinen öffentlichen Bericht.')
  for (const key of ['rucksack', 'mentors', 'courses', 'advice'])
    for (const path of [`/de/measures/${its.measure(key)}`, `/de/measures/${its.measure(key)}/feed.xml`])
      expect([path, internal.exec((await house.browser().get(path)).text)?.[0]]).toEqual([path, undefined])
})

test('the course is what holds after corrections, latest first, and tells of nothing ahead', async () => {
  const lead = await its.member('lead')
  const id = its.measure('courses')
  const at = (state: 'inProgress' | 'suspended', since: string, reason?: string) =>
    its.as(lead, (tx) => changeState(tx, lead, setting, id, { state, since: day(since), ...(reason && { reason }) }))
  await at('inProgress', '2026-02-01')
  await at('suspended', '2026-06-01', 'Raumfrage ungeklärt')
  const states = await its.as('public', (tx) => publicStates(tx, id))
  expect(states.map(({ state, since }) => [state, since])).toEqual([
    ['suspended', '2026-06-01'],
    ['inProgress', '2026-02-01'],
    ['inPlanning', '2025-06-01'],
    ['adopted', '2021-12-10'],
  ])
  expect(JSON.stringify(states)).not.toMatch(internal)
  const news = await its.as('public', (tx) => publicNews(tx, day('2026-05-31'), id))
  expect(news.map(({ state }) => state)).toEqual(['inProgress', 'inPlanning', 'adopted'])
})

test('what is not public is no topic, no line of a list and no news', async () => {
  const secret = its.measure('secret')
  const [topic, never, brief, news] = await its.as('public', async (tx) => [
    await publicTopic(tx, secret),
    await publicTopic(tx, newPublicId()),
    await publicMeasuresBrief(tx, [secret, its.measure('rucksack')]),
    await publicNews(tx, setting.today),
  ])
  expect([topic, never]).toEqual([undefined, undefined])
  expect([...(brief as ReadonlyMap<string, unknown>).keys()]).toEqual([its.measure('rucksack')])
  expect(JSON.stringify(news)).not.toContain(secret)
})

test('pages exist in German and English; in any other language they say that they are German', async () => {
  const { text } = await house.browser().get('/ar/measures')
  expect(text).toMatch(/<html lang="ar" dir="rtl">/)
  expect(text).toMatch(/<main[^>]*lang="de" dir="ltr"/)
  expect((await house.browser().get('/en/measures')).text).not.toMatch(/<main[^>]*lang=/)
})
