import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { type EventLog, labelColumn } from '../../../engine/index.ts'
import { xesOf } from '../../../engine/writers/index.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { RoleKey } from '../../../platform/access/index.ts'
import { inTenant, sql } from '../../../platform/database/index.ts'
import { anActor } from '../../../platform/database/testing.ts'
import { type Browser, testGate } from '../../../platform/http/testing.ts'
import { room as network } from '../../network/index.ts'
import { room } from '../index.ts'
import { testInsight } from '../testing.ts'
import { analyseLog, type LogFigures } from './analysis.ts'
import { mostPairs } from './domain.ts'
import { getLog } from './queries.ts'
import { readUpload } from './reading.ts'
import { retention } from './retention.ts'
import { storedFigures } from './stored.ts'

const its = await testInsight([])
afterAll(its.close)
const gate = await testGate(its, { rooms: [network, room] })

/** Twelve cases from an office of six to one of six and to one of two; three of them come straight back. */
function lines(): string[] {
  const rows: string[] = []
  for (let at = 0; at < 12; at++) {
    const day = (more: number) => `2026-0${1 + (at % 3)}-${String(1 + at + more).padStart(2, '0')} 10:00`
    const to = at < 8 ? `Jobcenter;Berta-${at % 6}` : `Kleine Stelle;Carla-${at % 2}`
    rows.push(`AZ-${at};Antrag;${day(0)};Sozialamt;Anna-${at % 6};2026-12-01`)
    rows.push(`AZ-${at};Prüfung;${day(3)};${to};2026-12-01`)
    if (at < 3) rows.push(`AZ-${at};Antrag;${day(5)};Sozialamt;Anna-${(at + 1) % 6};2026-12-01`)
  }
  return rows
}
const csv = ['Fall;Aktivität;Zeit;Stelle;Bearbeiter;Ende am', ...lines()].join('\n')

async function upload(browser: Browser, content: string | Uint8Array, more: Readonly<Record<string, string>> = {}) {
  const body = new FormData()
  body.set('csrf', await browser.token('/explore/new'))
  body.set('title', 'Anträge 2026')
  for (const [name, value] of Object.entries(more)) body.set(name, value)
  body.set('file', new File([Buffer.from(content)], 'protokoll.csv'))
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const answer = await gate.gate.request(
    `${gate.options.origin}/${its.tenant.key}/explore/new`,
    { method: 'POST', body, headers: { cookie, origin: gate.options.origin, 'sec-fetch-site': 'same-origin' } },
    { incoming: { socket: { remoteAddress: browser.address } } },
  )
  const to = (answer.headers.get('location') ?? '').replace(`/${its.tenant.key}`, '')
  return { status: answer.status, to, text: await answer.text() }
}

const coordinator = await gate.member(['coordinator'])

function plain(html: string): string {
  return html
    .replace(/<svg.*?<\/svg>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
}

const ocel = JSON.stringify({
  objectTypes: [{ name: 'Antrag', attributes: [] }],
  eventTypes: [{ name: 'gestellt', attributes: [] }],
  objects: [{ id: 'AZ-1', type: 'Antrag', attributes: [], relationships: [] }],
  events: ['2026-01-01T08:00:00Z', '2026-01-09T08:00:00Z'].map((time, index) => ({
    id: `e${index}`,
    type: index === 0 ? 'gestellt' : 'geprüft',
    time,
    attributes: [{ name: 'org:group', value: index === 0 ? 'Sozialamt' : 'Jobcenter' }],
    relationships: [{ objectId: 'AZ-1', qualifier: 'betrifft' }],
  })),
})

describe('an uploaded log', () => {
  test('is read, says how, and shows who hands to whom with small offices merged', async () => {
    const sent = await upload(coordinator, csv, { deadline: 'Ende am' })
    expect(sent.status).toBe(303)
    const { status, text } = await coordinator.get(sent.to ?? '')
    expect(status).toBe(200)
    const words = plain(text)
    expect(words).toContain('Das Protokoll ist gelesen.')
    // A log knows only what has happened: its medians leave out who still waits, and say so.
    expect(words).toContain('Hälfte der beendeten Wartezeiten länger als')
    expect(words).toContain('Alle Werte gelten für beendete Wartezeiten.')
    expect(words).toContain('Spalte „Bearbeiter“, am Namen erkannt')
    expect(words).toContain('0 von 12 Fällen mit Frist endeten nach ihr')
    expect(words).not.toContain('Kleine Stelle')
    expect(words).toContain('Übrige (unter 5 Personen)')
    // Neither cases nor people are anywhere, not even in the file to take along.
    const file = (await coordinator.get((sent.to ?? '').replace('?done=read', '/values.csv'))).text
    for (const where of [text, file]) expect(where).not.toMatch(/AZ-\d|Anna|Berta|Carla/)
    expect(words).toMatch(/Lässt sich nicht bestimmen: Dem Protokoll fehlt der Beginn der Schritte/)
  })

  test('leaves figures in the database and no event; cases and people are numbers from the first moment on', async () => {
    const [figures, ...more] = await stored(coordinator.id)
    expect(more).toEqual([])
    const kept = JSON.parse(String(figures)) as LogFigures
    expect(kept.overview).toMatchObject({ cases: 12, events: 27, passages: 11 })
    expect(String(figures)).not.toMatch(/AZ-|Anna|Berta|Carla|Kleine Stelle/)
    const { log } = await readUpload(new TextEncoder().encode(csv), {})
    for (const column of [log.cases, log.attributes.get('resource')!])
      expect(column.labels).toEqual(column.labels.map((_, index) => String(index + 1)))
  })

  test('is analysed once: a look reads what is kept, whatever the target', async () => {
    const member = await gate.member(['coordinator'])
    const { to } = await upload(member, csv)
    const path = to.replace('?done=read', '')
    // What is kept is all that a look needs: with other figures in its place it shows those.
    await inTenant(its.db, its.tenant, asMember(member.id), async (tx) => {
      const { rows } = await sql<{ figures: Buffer; log_id: string }>`SELECT * FROM insight_log_figures`.execute(tx)
      const kept = JSON.parse(String(rows[0]!.figures)) as LogFigures
      const other = { ...kept, overview: { ...kept.overview, cases: 4711 } }
      await sql`DELETE FROM insight_log_figures`.execute(tx)
      await sql`INSERT INTO insight_log_figures VALUES (${rows[0]!.log_id}, ${Buffer.from(JSON.stringify(other))})`.execute(
        tx,
      )
    })
    expect(plain((await member.get(path)).text)).toContain('4.711')
    expect(plain((await member.get(`${path}?target=3`)).text)).toContain('4.711')
  })

  test('keeps the pairs with the longest waits, says how many there are, and stays small', async () => {
    const kept = await analyseLog(manySteps(60))
    expect(kept.overview.pairsOfAll).toBe(60 * 59)
    expect(kept.pairs).toHaveLength(mostPairs)
    expect(kept.pairs.map(({ waiting }) => waiting)).toEqual(
      kept.pairs.map(({ waiting }) => waiting).toSorted((a, b) => b - a),
    )
    expect(kept.overview.waiting).toBeGreaterThan(kept.pairs.reduce((sum, { waiting }) => sum + waiting, 0))
    expect(storedFigures(kept).length).toBeLessThan(1024 * 1024)
  })

  test.each([
    ['XES', () => gzipSync([...xesOf(small())].join(''))],
    ['OCEL', () => Buffer.from(ocel)],
  ])('is read as %s too', async (_, content) => {
    const sent = await upload(coordinator, content())
    expect(sent.status, plain(sent.text)).toBe(303)
    expect((await coordinator.get(sent.to)).status).toBe(200)
  })

  test('says that offices are too small, not that nothing happened, where all of them are merged', async () => {
    const small = csv
      .split('\n')
      .filter((line) => !line.includes('Jobcenter') && !/Anna-[4-9]/.test(line))
      .join('\n')
    const { to } = await upload(coordinator, small)
    const words = plain((await coordinator.get(to)).text)
    expect(words).toContain('Zwischen Stellen, die groß genug sind, um gezeigt zu werden, gibt niemand an andere ab.')
    expect(words).not.toContain('Von → an')
  })

  test('tells why they wait where begin, end and person are known', async () => {
    const at = (hour: number) => `2026-03-02 ${String(8 + Math.floor(hour)).padStart(2, '0')}:00`
    // Six people; the second step of each case waits for a person who first works on the case before.
    const rows = Array.from({ length: 6 }, (_, index) => [
      `AZ-${index};Antrag;${at(0)};${at(1)};Sozialamt;Anna-${index}`,
      `AZ-${index};Prüfung;${at(1 + index)};${at(2 + index)};Jobcenter;Berta`,
    ]).flat()
    const { to } = await upload(coordinator, ['Fall;Aktivität;Beginn;Ende;Stelle;Bearbeiter', ...rows].join('\n'), {
      time: 'Ende',
      started: 'Beginn',
    })
    const words = plain((await coordinator.get(to)).text)
    expect(words).toMatch(/Andere waren vorher da [\d,]+ Std\. 100 %/)
    expect(words).toContain('Nicht da oder mit anderem beschäftigt')
  })

  test.each([
    ['none', 'case;activity;time;Bearbeiter', ''],
    ['an empty one', 'case;activity;time;Bearbeiter;resource', ';'],
  ])('takes over no office where the column of people is %s: it may be a list of staff', async (_, head, more) => {
    const rows = Array.from({ length: 8 }, (_, index) => [
      `AZ-${index};Antrag;2026-01-0${index + 1};Anna${more}`,
      `AZ-${index};Prüfung;2026-02-0${index + 1};Berta${more}`,
    ]).flat()
    const content = [head, ...rows].join('\n')
    const { to, status } = await upload(coordinator, content, { group: 'Bearbeiter' })
    expect(status).toBe(303)
    const { text } = await coordinator.get(to)
    const file = (await coordinator.get(to.replace('?done=read', '/values.csv'))).text
    for (const where of [text, file]) expect(where).not.toMatch(/Anna|Berta/)
    expect(plain(text)).toContain('Die Spalte wurde nicht übernommen; ausgewertet werden nur die Schritte.')
    expect(plain(text)).toContain('Antrag')
    const { log } = await readUpload(new TextEncoder().encode(content), { group: 'Bearbeiter' })
    expect([...log.attributes.keys()]).not.toContain('group')
  })

  test.each(['activity', 'group', 'started', 'deadline'])(
    'never shows a name, though somebody names the column of people as %s',
    async (role) => {
      const { to, status, text } = await upload(coordinator, csv, { [role]: 'Bearbeiter' })
      const shown = status === 303 ? [to, to.replace('?done=read', '/values.csv'), '/explore'] : []
      const pages = [text, ...(await Promise.all(shown.map(async (path) => (await coordinator.get(path)).text)))]
      for (const page of pages) expect(page).not.toMatch(/(Anna|Berta|Carla)-\d/)
      if (status === 303) await coordinator.post(`${to.replace('?done=read', '')}/remove`, {}, { from: '/explore/new' })
    },
  )

  test('shows offices as numbers where the column of people does not say that it is one', async () => {
    const { to } = await upload(coordinator, csv.replace('Bearbeiter', 'Spalte 5'), { resource: 'Spalte 5' })
    const words = plain((await coordinator.get(to)).text)
    expect(words).toContain('Die Stellen erscheinen als Nummern.')
    expect(words).toContain('Stelle 2')
    expect(words).not.toMatch(/Sozialamt|Jobcenter|Anna/)
  })

  test('with a target shows where it is missed', async () => {
    const { to } = await upload(coordinator, csv)
    const { text } = await coordinator.get(to.replace('?done=read', '?target=1'))
    expect(text).toMatch(/class="flow d3 edge"/)
    expect((await coordinator.get(to.replace('?done=read', '?target=30'))).text).not.toMatch(/class="flow d3 edge"/)
  })
})

describe('what cannot be read', () => {
  test.each([
    ['nothing', '', {}, 'Bitte wählen Sie eine Datei'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), {}, 'Das ist kein Ereignisprotokoll'],
    [
      'a table without times',
      'Fall;Aktivität\n1;a\n',
      {},
      'Keine Spalte ist als Zeit zu erkennen. Vorhanden: Fall, Aktivität',
    ],
    ['a column that is not there', csv, { group: 'Amt' }, 'Es gibt keine Spalte „Amt“'],
    ['people as offices', csv, { group: 'Bearbeiter', resource: 'Bearbeiter' }, 'In dieser Spalte stehen Personen'],
    ['people as steps', csv, { activity: 'Bearbeiter' }, 'In dieser Spalte stehen Personen, keine Schritte'],
    [
      'people as offices, with another column in place of the people',
      csv,
      { group: 'Bearbeiter', resource: 'Ende am' },
      'In dieser Spalte stehen Personen, keine Stellen',
    ],
    [
      'another column in place of the people',
      csv,
      { resource: 'Ende am' },
      'Die Personen stehen in der Spalte „Bearbeiter“',
    ],
    ['broken JSON', '{"events": [\n}', {}, 'Zeile 2'],
    ['broken XML', '<log><trace></log>', {}, 'Zeile 1'],
  ])('%s is refused at its field, and nothing is kept', async (_, content, more, sentence) => {
    const before = (await stored(coordinator.id)).length
    const { status, text } = await upload(coordinator, content as string, more)
    expect(status).toBe(422)
    // What the program takes by itself is folded until it could not.
    const isOpen = (html: string) => /<details[^>]*open=""[^>]*><summary>Spalten zuordnen/.test(html)
    expect([isOpen(text), isOpen((await coordinator.get('/explore/new')).text)]).toEqual([true, false])
    expect(isOpen((await coordinator.get('/explore/new?case=Akte')).text)).toBe(true)
    expect(plain(text)).toContain(sentence)
    expect((await stored(coordinator.id)).length).toBe(before)
  })
})

describe('who sees a log', () => {
  test('the one who uploaded it, and nobody else', async () => {
    const { to } = await upload(coordinator, csv)
    const path = to.replace('?done=read', '')
    const other = await gate.member(['lead'])
    expect((await other.get(path)).status).toBe(404)
    expect((await other.get(`${path}/values.csv`)).status).toBe(404)
    expect((await other.post(`${path}/remove`, {}, { from: '/explore/new' })).status).toBe(404)
    expect(plain((await other.get('/explore')).text)).toContain('Noch kein Protokoll')
    // Row-level security knows it as well.
    expect(await stored(other.id)).toEqual([])
    expect((await coordinator.get(path)).status).toBe(200)
  })

  test.each<RoleKey>(['administrator', 'caseManager', 'municipality', 'council', 'dataProtection', 'partner'])(
    '%s has no way in',
    async (role) => {
      const member = await gate.member([role])
      for (const path of ['/explore', '/explore/new']) expect((await member.get(path)).status, path).toBe(403)
    },
  )

  test('looks, files and removing stand in the audit, without values of the log', async () => {
    const member = await gate.member(['coordinator'])
    const { to } = await upload(member, csv)
    const path = to.replace('?done=read', '')
    await member.get(path)
    await member.get(`${path}/values.csv`)
    await member.post(`${path}/remove`, {}, { from: path })
    expect((await member.get(path)).status).toBe(404)
    const entries = await inTenant(its.db, its.tenant, 'system', (tx) =>
      sql<{ event: string; payload: string }>`
        SELECT event, payload::text FROM audit_entry WHERE user_id = ${member.id} AND starts_with(event, 'insight.') ORDER BY at_ms, id
      `.execute(tx),
    )
    expect(entries.rows.map(({ event }) => event)).toEqual([
      'insight.log-uploaded',
      'insight.log-seen',
      'insight.log-exported',
      'insight.log-seen',
      'insight.log-removed',
    ])
    for (const { payload } of entries.rows) expect(payload).not.toMatch(/AZ-|Anna|Sozialamt|Anträge/)
  })

  test('nobody sees it after thirty days, and the deletion takes it with its content', async () => {
    const member = await gate.member(['coordinator'])
    const { to } = await upload(member, csv)
    const now = gate.clock.now()
    const id = to.slice('/explore/'.length).replace('?done=read', '')
    const seenAfter = (days: number) =>
      inTenant(its.db, its.tenant, asMember(member.id), (tx) =>
        getLog(tx, asMember(member.id), id, now + days * 86_400_000),
      )
    expect((await seenAfter(29)).id).toBe(id)
    await expect(seenAfter(31)).rejects.toThrow(NotFound)
    const [kind] = retention
    const due = { before: new Date(now + 1), controllerId: null, limit: 100 }
    const erased = await inTenant(its.db, its.tenant, 'system', async (tx) => {
      const records = await kind!.due!(tx, due)
      expect(records.length).toBeGreaterThan(0)
      return await kind!.erase!(
        tx,
        records.map(({ id }) => id),
        now,
      )
    })
    expect(erased['insight_log']).toBeGreaterThan(0)
    expect(await stored(member.id)).toEqual([])
  })
})

const asMember = (userId: Id<'user'>) => anActor(['coordinator'], { userId, organisationId: null, controllerId: null })

/** What the database holds for one member, as this member. */
async function stored(memberId: Id<'user'>): Promise<Buffer[]> {
  const actor = asMember(memberId)
  const { rows } = await inTenant(its.db, its.tenant, actor, (tx) =>
    sql<{ figures: Buffer }>`SELECT figures FROM insight_log_figures`.execute(tx),
  )
  return rows.map(({ figures }) => figures)
}

/** Every step once after every other. */
function manySteps(count: number): EventLog {
  const pairs = Array.from({ length: count * count }, (_, index) => [index % count, Math.floor(index / count)] as const)
  const rows = pairs
    .filter(([from, to]) => from !== to)
    .flatMap(([from, to], index) => [
      { name: `AZ-${index}`, step: `Schritt ${from}`, time: 1_760_000_000_000 },
      { name: `AZ-${index}`, step: `Schritt ${to}`, time: 1_760_000_000_000 + index * 3_600_000 },
    ])
  return {
    size: rows.length,
    cases: labelColumn(rows.map(({ name }) => name)),
    activities: labelColumn(rows.map(({ step }) => step)),
    time: Float64Array.from(rows, ({ time }) => time),
    attributes: new Map(),
  }
}

function small(): EventLog {
  return {
    size: 2,
    cases: labelColumn(['AZ-1', 'AZ-1']),
    activities: labelColumn(['Antrag', 'Prüfung']),
    time: Float64Array.of(1_760_000_000_000, 1_760_600_000_000),
    attributes: new Map([['org:group', labelColumn(['Sozialamt', 'Jobcenter'])]]),
  }
}
