import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { day } from '../../../kernel/day.ts'
import { Conflict, Forbidden, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql } from '../../../platform/database/index.ts'
import { type TestFile, type TestSharing, testSharing } from '../sharing/testing.ts'
import { joinTopic, keepNews } from './actions/joining.ts'
import { decideFinding } from './actions/releasing.ts'
import { type NewFinding, reportFinding, sendAgain, withdrawFinding } from './actions/reporting.ts'
import { dropTold, takeTold } from './actions/taking.ts'
import { countToRelease, listAnswered, listOwn, listToRelease, newsOf, ownOfCase } from './queries.ts'
import { readReportingCase } from './source.ts'

let its: TestSharing
let author: Actor
let colleague: Actor
let coordinator: Actor
let elsewhere: Actor
let file: TestFile
const clock = fixedClock('2026-11-23T08:00:00Z')
const today = day('2026-11-23')

beforeAll(async () => {
  its = await testSharing()
  author = await its.member(['caseManager'], 'team')
  colleague = await its.member(['caseManager'], 'team')
  coordinator = await its.member(['coordinator'], 'district')
  elsewhere = await its.member(['caseManager'], 'town')
  file = await its.file()
})
afterAll(() => its.close())

const report = (text: string | null, over: Partial<NewFinding> = {}, from = file, who = author) =>
  its.as(who, async (tx) => {
    const source = await readReportingCase(tx, who, from.id, today)
    const finding = { interfaceId: its.interfaceId, hurdle: 'waitingTime', text, ...over }
    return await reportFinding(tx, who, source, finding, { clock, tenant: its.tenant })
  })
const own = (who: Actor = author) => its.as(who, (tx) => listOwn(tx, who, 50))
const stateOf = async (id: Id<'finding'>) => (await own()).find((one) => one.id === id)?.state
const decide = (who: Actor, id: Id<'finding'>, move: 'release' | 'return' | 'drop', version = 1) =>
  its.as(who, (tx) =>
    decideFinding(tx, who, id, version, move === 'release' ? { move } : { move, reason: 'personal' }, today),
  )
const published = () =>
  its.as('system', (tx) => sql<Record<string, unknown>>`SELECT * FROM published_finding`.execute(tx), 'insight')

describe('a finding', () => {
  test('without a text counts at once, with one it waits for a second person', async () => {
    expect(await stateOf(await report(null))).toBe('released')
    expect(await stateOf(await report('Erst nach Wochen ein Termin'))).toBe('reported')
    expect((await own())[0]).toMatchObject({ caseId: file.id, quarter: '2026-10-01', regionKey: 'north' })
  })

  test('that has an outcome is found however many wait after it', async () => {
    await report(null)
    for (let nth = 0; nth < 4; nth++) await report(`Erst nach Wochen ein Termin, zum ${nth + 2}. Mal`)
    const listed = await its.as(author, (tx) => listAnswered(tx, author, 2))
    expect(listed.map(({ state }) => state)).toEqual(['released', 'released'])
  })

  test.each(['Layla wartet', 'Haddad hat keinen Termin', 'seit 17.11.', 'geboren 1988', 'AUE-2026-0001', 'P-7K3M9Q'])(
    'refuses a text that tells who it is: %s',
    async (text) => {
      await expect(report(text)).rejects.toThrow('cases-finding-')
      expect((await own()).some((one) => one.text === text)).toBe(false)
    },
  )

  test('is reported only from a file that the author sees, and seen by nobody else as theirs', async () => {
    await expect(report(null, {}, file, elsewhere)).rejects.toThrow(NotFound)
    expect(await own(colleague)).toEqual([])
    expect(await its.as(colleague, (tx) => ownOfCase(tx, colleague, file.id, 5))).toEqual([])
    const origins = await its.as(colleague, (tx) => sql`SELECT * FROM finding_origin`.execute(tx))
    expect(origins.rows).toEqual([])
  })
})

describe('the second person', () => {
  test('is somebody else of the controller, or coordination; never the author, never another controller', async () => {
    const id = await report('Der Nachweis wird zweimal verlangt')
    const sees = async (who: Actor) =>
      (await its.as(who, (tx) => listToRelease(tx, who, 50))).some((one) => one.id === id)
    expect([await sees(author), await sees(colleague), await sees(coordinator), await sees(elsewhere)]).toEqual([
      false,
      true,
      true,
      false,
    ])
    await expect(decide(author, id, 'release')).rejects.toThrow(NotFound)
    await expect(decide(elsewhere, id, 'release')).rejects.toThrow(NotFound)
    await decide(coordinator, id, 'release')
    expect(await stateOf(id)).toBe('released')
  })

  test('sees neither case nor author nor municipality nor day', async () => {
    await report('Niemand weiß, wer zuständig ist')
    const [waiting] = await its.as(colleague, (tx) => listToRelease(tx, colleague, 1))
    expect(Object.keys(waiting!).sort()).toEqual(
      ['hurdle', 'id', 'interfaceId', 'quarter', 'reason', 'regionKey', 'state', 'text', 'toldBy', 'version'].sort(),
    )
  })

  test('decides once, about what they saw', async () => {
    const id = await report('Kein Platz frei im Kurs')
    await expect(decide(colleague, id, 'release', 2)).rejects.toThrow(Conflict)
    await decide(colleague, id, 'return')
    await expect(decide(colleague, id, 'release', 2)).rejects.toThrow(NotFound)
    await its.as(author, (tx) => sendAgain(tx, author, id, 'Kein Platz frei', []))
    await decide(colleague, id, 'drop', 3)
    expect(await stateOf(id)).toBe('dropped')
    await expect(its.as(author, (tx) => withdrawFinding(tx, author, id))).rejects.toThrow(Conflict)
  })

  test('the author may let a returned one count without a text, and cannot release one', async () => {
    const id = await report('Unterlagen gingen verloren')
    const forced = its.as(author, (tx) => sql`UPDATE finding SET state = 'released' WHERE id = ${id}`.execute(tx))
    await expect(forced).rejects.toThrow(/row-level security/)
    await decide(colleague, id, 'return')
    await its.as(author, (tx) => sendAgain(tx, author, id, null, []))
    expect(await stateOf(id)).toBe('released')
  })

  test('is nobody without the right', async () => {
    const intake = await its.member(['intake'], 'jobcenter')
    await expect(its.as(intake, (tx) => countToRelease(tx, intake))).rejects.toThrow(Forbidden)
    expect((await its.as(intake, (tx) => sql`SELECT * FROM finding`.execute(tx))).rows).toEqual([])
    expect((await its.as(intake, (tx) => sql`SELECT * FROM finding_key`.execute(tx))).rows).toEqual([])
  })
})

describe('what was told without a name', () => {
  const tell = async () => {
    const { rows } = await its.as('system', (tx) =>
      sql<{ id: string }>`
        INSERT INTO reported_hurdle (id, interface_id, hurdle, municipality_id, body, locale, reported_on, state, simulated)
        VALUES (gen_random_uuid(), ${its.interfaceId}, NULL, NULL, 'Ніхто не відповідає', 'uk', '2026-11-20', 'waiting', false)
        RETURNING id
      `.execute(tx),
    )
    return rows[0]!.id
  }
  const take = (id: string, text: string | null) =>
    its.as(coordinator, (tx) =>
      takeTold(
        tx,
        coordinator,
        id,
        { interfaceId: its.interfaceId, hurdle: 'noFeedback', text },
        { clock, tenant: its.tenant },
      ),
    )

  test('counts once a second person has read it, and as no case', async () => {
    const id = await tell()
    await expect(take(id, 'Frau Kaya, 0171 2345678')).rejects.toThrow('cases-finding-contact')
    await take(id, 'Niemand antwortet')
    const told = (await published()).rows.filter((row) => row['hurdle'] === 'noFeedback')
    expect(told).toMatchObject([{ text: 'Niemand antwortet', quarter: '2026-10-01', case_number: null }])
    await expect(take(id, null)).rejects.toThrow(NotFound)
  })

  test('is dropped for good where it says too much', async () => {
    const id = await tell()
    await its.as(colleague, (tx) => dropTold(tx, colleague, id, clock))
    await expect(take(id, null)).rejects.toThrow(NotFound)
  })
})

test('its author sees when it became part of a topic, by a job that knows no single finding', async () => {
  const id = await report(null, { hurdle: 'distance' })
  const cell = { interfaceId: its.interfaceId, hurdle: 'distance', quarter: day('2026-10-01'), regionKey: 'north' }
  const topic = { title: 'Wege zum Kurs', decisionOn: day('2026-12-10') }
  expect(await its.as('system', (tx) => joinTopic(tx, [cell, { ...cell, quarter: day('2026-07-01') }], topic))).toBe(1)
  expect((await own()).find((one) => one.id === id)).toMatchObject({ state: 'inTopic', topicTitle: 'Wege zum Kurs' })
  // Told twice it is kept once; what was decided before anybody reported did not come of it; a colleague reads none of it.
  const news = { kind: 'measure', on: today, title: 'Abendbus', before: null, after: null } as const
  const tell = (on = today) => its.as('system', (tx) => keepNews(tx, [cell], { ...news, on }))
  await tell()
  await tell()
  await tell(day('2026-10-02'))
  expect(await its.as(author, (tx) => newsOf(tx, id))).toEqual([news])
  expect(await its.as(colleague, (tx) => newsOf(tx, id))).toEqual([])
  expect((await own()).find((one) => one.id === id)?.latest).toEqual(news)
})

describe('what leaves', () => {
  test('a finding cannot carry a person, a case, an author, a name, a day of birth or an exact day', async () => {
    const { rows } = await published()
    expect(rows.length).toBeGreaterThan(0)
    const columns = ['interface_id', 'hurdle', 'quarter', 'region_key', 'text', 'case_number', 'simulated']
    const everybody = [author, colleague, coordinator].map(({ userId }) => userId as string)
    const secrets = [
      file.id,
      file.reference,
      ...its.people.persons.values(),
      ...its.people.codes.values(),
      ...everybody,
    ]
    for (const row of rows) {
      expect(Object.keys(row).sort()).toEqual(columns.toSorted())
      expect(row['quarter']).toMatch(/^\d{4}-(01|04|07|10)-01$/)
      const said = JSON.stringify(row)
      for (const secret of [...secrets, 'Layla', 'Haddad', 'Omar', '1988', 'Falkenwede'])
        expect(said).not.toContain(secret)
    }
  })

  test('only what was released leaves: a text that waits, was returned or dropped does not', async () => {
    await report('Dieser Text wartet noch')
    const texts = (await published()).rows.map((row) => row['text'])
    expect(texts).toContain('Der Nachweis wird zweimal verlangt')
    for (const kept of ['Dieser Text wartet noch', 'Kein Platz frei', 'Unterlagen gingen verloren'])
      expect(texts).not.toContain(kept)
  })

  test('findings of one case count as one', async () => {
    const second = await its.file()
    for (const from of [file, file, second]) await report(null, { hurdle: 'childcare' }, from)
    const numbers = (await published()).rows
      .filter((row) => row['hurdle'] === 'childcare')
      .map((row) => row['case_number'])
    expect(numbers).toHaveLength(3)
    expect(new Set(numbers).size).toBe(2)
  })

  test('insight reads the view and no table', async () => {
    for (const table of ['finding', 'finding_origin', 'finding_key', 'case_file'])
      await expect(
        its.as('system', (tx) => sql`SELECT * FROM ${sql.table(table)}`.execute(tx), 'insight'),
      ).rejects.toThrow(/permission denied|does not exist/)
  })

  test('not even a program that forgets the rule stores a day, an id or a reference', async () => {
    const planted = fc.constantFrom('am 3.12. nichts', '2026-11-17', 'AUE-2026-0417', file.id, 'a@b.de')
    await fc.assert(
      fc.asyncProperty(planted, async (text) => {
        const forced = its.as('system', (tx) =>
          sql`
            INSERT INTO finding (id, controller_id, hurdle, quarter, text, state, told_by, simulated, version)
            VALUES (gen_random_uuid(), ${its.organisation('district')}, 'cost', '2026-10-01', ${text}, 'reported', 'person', false, 1)
          `.execute(tx),
        )
        await expect(forced).rejects.toThrow(/finding_text_tells_nobody/)
      }),
      { numRuns: 5 },
    )
    const day = its.as('system', (tx) => sql`UPDATE finding SET quarter = '2026-11-23'`.execute(tx))
    await expect(day).rejects.toThrow(/finding_quarter_begins|permission/)
  })
})
