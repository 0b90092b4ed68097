/** Long, because it is one list: what the command says to every option, on logs made by hand. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { analyse, testFolder } from './testing.ts'

const folder = testFolder()
afterAll(() => folder.remove())

/** Four families between three offices. Jobcenter to Schulamt takes 10, 20 and 30 days, Schulamt to Jobcenter 2. */
const offices = `Fall;Schritt;Stelle;Bearbeiter;Datum
F1;Antrag;Jobcenter;Ada;01.03.2026
F1;Anmeldung;Schulamt;Bea;11.03.2026
F2;Antrag;Jobcenter;Ada;01.03.2026
F2;Anmeldung;Schulamt;Ada;21.03.2026
F2;Rückfrage;Jobcenter;Ada;23.03.2026
F3;Antrag;Jobcenter;Cem;02.03.2026
F3;Prüfung;Jobcenter;Cem;05.03.2026
F3;Anmeldung;Schulamt;Bea;04.04.2026
NA;Antrag;Jobcenter;Ada;05.03.2026
NA;Vermerk;;Ada;06.03.2026
`
const log = folder.file('stellen.csv', offices)

interface Answer {
  cases: number
  events: number
  activities: number
  first: string
  last: string
  total: Record<string, number | null>
  source: Record<string, unknown>
  question: Record<string, unknown>
  issues: Record<string, unknown>
  oddities: { code: string; count: number; line: number }[]
  edges: (Record<string, number | null> & {
    from: string
    to: string
    beyond: { hits: number; of: number; share: number; lower: number; upper: number } | null
    pingPong: { n: number; share: number } | null
    lost: { total: number; arrived: number; open: number }
    waiting: { total: number }
    rank: { by: string; place: number }
    survival: { median: { value: number } | null } | null
  })[]
}

const schema = z.fromJSONSchema(JSON.parse(readFileSync(new URL('schema.json', import.meta.url), 'utf8')))

/** The JSON answer, which must fit the schema and be all that stands on standard output. */
async function answer(...args: string[]): Promise<Answer> {
  const { code, out, err } = await analyse([log, '--json', ...args])
  expect(err).not.toMatch(/Zeile \d+: /)
  expect(code).toBe(0)
  schema.parse(JSON.parse(out))
  return JSON.parse(out) as Answer
}

const day = 86_400
const pairs = ({ edges }: Answer) => edges.map(({ from, to, n, open, median }) => [from, to, n, open, median])

describe('the answer', () => {
  test('is held to its schema', async () => {
    const { out } = await analyse([log, '--json'])
    const sound = JSON.parse(out)
    expect(schema.safeParse(sound).success).toBe(true)
    expect(schema.safeParse({ ...sound, extra: 1 }).success).toBe(false)
    expect(schema.safeParse({ ...sound, edges: [{ ...sound.edges[0], median: 'long' }] }).success).toBe(false)
    expect(schema.safeParse({ ...sound, cases: undefined }).success).toBe(false)
  })

  test('hand-overs between offices, computed by hand', async () => {
    const found = await answer('--handover', 'Stelle')
    expect([found.cases, found.events, found.activities]).toEqual([4, 10, 5])
    expect(pairs(found)).toEqual([
      ['Jobcenter', 'Schulamt', 3, 0, 20 * day],
      ['Schulamt', 'Jobcenter', 1, 0, 2 * day],
    ])
    const [worst] = found.edges
    expect(worst).toMatchObject({
      mean: 20 * day,
      p75: 25 * day,
      p90: 28 * day,
      p95: 29 * day,
      max: 30 * day,
      formal: 1,
    })
    expect(worst?.pingPong).toEqual({ n: 1, share: 1 / 3 })
    expect(worst?.waiting.total).toBe(60 * day)
    expect(worst?.rank).toMatchObject({ by: 'waiting', place: 1 })
    expect(found.total).toMatchObject({ edges: 2, n: 4, cases: 3, median: 15 * day, pingPong: 1 })
    expect(found.issues['withoutValue']).toBe(1)
  })

  test('steps by activity, or by any attribute', async () => {
    expect(pairs(await answer())).toContainEqual(['Antrag', 'Anmeldung', 2, 0, 15 * day])
    expect(pairs(await answer('--by', 'Stelle'))).toContainEqual(['Jobcenter', 'Jobcenter', 1, 0, 3 * day])
    expect(pairs(await answer('--by', 'org:group', '--missing', 'ohne'))).toContainEqual([
      'Jobcenter',
      'ohne',
      1,
      0,
      day,
    ])
  })

  test('with a target: lost days, share beyond it with its interval', async () => {
    const [worst, other] = (await answer('--handover', 'Stelle', '--target', '14d')).edges
    expect(worst?.lost).toEqual({ total: 22 * day, arrived: 22 * day, open: 0 })
    expect(worst?.beyond).toMatchObject({ hits: 2, of: 3 })
    // Wilson for 2 of 3, by hand: (2 + 1.9208) / (3 + 3.8415) -+ 1.96 / 6.8415 * sqrt(2/9 * 3 + 0.9604)
    expect(worst?.beyond?.lower).toBeCloseTo(0.2077, 4)
    expect(worst?.beyond?.upper).toBeCloseTo(0.9385, 4)
    expect(worst?.rank.by).toBe('lost')
    expect(other?.lost.total).toBe(0)
    expect((await answer('--handover', 'Stelle', '--target', '336h')).edges[0]?.lost.total).toBe(22 * day)
  })

  test('targets from a file, and a misspelt one is told', async () => {
    const csv = folder.file('ziele.csv', 'von;an;ziel\nJobcenter;Schulamt;25d\n*;Jobcenter;1\nJobcentre;Schulamt;3d\n')
    const json = folder.file('ziele.json', JSON.stringify([{ from: 'Jobcenter', to: 'Schulamt', target: '25d' }]))
    const listed = await answer('--handover', 'Stelle', '--targets', csv)
    expect(listed.edges.map((edge) => edge['target'])).toEqual([25 * day, day])
    expect(listed.issues['unusedTargets']).toEqual([{ from: 'Jobcentre', to: 'Schulamt', target: 3 * day }])
    const one = await answer('--handover', 'Stelle', '--targets', json)
    expect(one.edges.map((edge) => [edge['target'], edge.rank.by])).toEqual([
      [25 * day, 'lost'],
      [null, 'waiting'],
    ])
  })

  test('working days with the holidays of a Land', async () => {
    // 1 March 2026 is a Sunday; Good Friday is 3 April. F3: 5 March (Thursday) to 4 April (Saturday) is 20 working days.
    const [worst] = (await answer('--handover', 'Stelle', '--working-days', 'NW')).edges
    expect(worst?.['max']).toBe(20 * day)
    expect((await answer('--handover', 'Stelle', '--working-days', 'de-nw')).question['workingDays']).toBe('NW')
  })

  test('formal hand-overs can be left out, or be all', async () => {
    expect(pairs(await answer('--handover', 'Stelle', '--formal', 'without'))).toEqual([
      ['Jobcenter', 'Schulamt', 2, 0, 20 * day],
    ])
    const only = await answer('--handover', 'Stelle', '--formal', 'only')
    expect(pairs(only).map((pair) => pair.slice(0, 3))).toEqual([
      ['Jobcenter', 'Schulamt', 1],
      ['Schulamt', 'Jobcenter', 1],
    ])
  })

  test('a period takes what began in it, or with a target what was due in it', async () => {
    const began = await answer('--handover', 'Stelle', '--from', '2026-03-02', '--to', '05.03.2026')
    expect(pairs(began)).toEqual([['Jobcenter', 'Schulamt', 1, 0, 30 * day]])
    const due = await answer('--handover', 'Stelle', '--target', '14d', '--from', '2026-03-15', '--to', '2026-03-15')
    expect(pairs(due)).toEqual([['Jobcenter', 'Schulamt', 2, 0, 15 * day]])
    expect(pairs(await answer('--handover', 'Stelle', '--from', '2026-03-20'))).toEqual([
      ['Schulamt', 'Jobcenter', 1, 0, 2 * day],
    ])
  })

  test('open ones: declared or announced, with the median of Kaplan and Meier', async () => {
    const declared = await answer('--handover', 'Stelle', '--declare', 'Jobcenter=>Schulamt', '--as-of', '2026-04-14')
    const [worst] = declared.edges
    // NA waits since 5 March, F2 again since 23 March: both longer than nothing is known about.
    expect([worst?.from, worst?.['open']]).toEqual(['Jobcenter', 2])
    // 10, 20 over; 22+ still waiting (23 March to the end of 14 April); 30 over; 40+: 4/5, 3/5, then 3/5 * 1/2 = 0.3.
    expect(worst?.survival?.median?.value).toBe(30 * day)
    expect(declared.question['asOf']).toBe('2026-04-14T22:00:00.000Z')
    const announced = await answer('--handover', 'Stelle', '--open-marker', 'Schritt=Vermerk', '--missing', 'Schulamt')
    expect(pairs(announced).find((pair) => pair[3] === 1)).toBeDefined()
  })

  test('rows can be ordered and counted', async () => {
    const shortest = await answer('--handover', 'Stelle', '--sort', 'from', '--top', '1')
    expect(pairs(shortest).length).toBe(1)
    expect(shortest.total['edges']).toBe(2)
    const back = await answer('--handover', 'Stelle', '--sort', 'to')
    expect(back.edges.map((edge) => edge.to)).toEqual(['Jobcenter', 'Schulamt'])
  })

  test('as CSV: the same figures, nothing else on standard output', async () => {
    const { out, code } = await analyse([log, '--handover', 'Stelle', '--csv', '--target', '14d'])
    expect(code).toBe(0)
    const [header, first] = out.split('\r\n').map((line) => line.split(','))
    const row = Object.fromEntries(header?.map((name, i) => [name, first?.[i]]) ?? [])
    expect(row).toMatchObject({
      place: '1',
      from: 'Jobcenter',
      to: 'Schulamt',
      n: '3',
      median: `${20 * day}`,
      lost: `${22 * day}`,
    })
  })

  test('labels survive the CSV: commas, quotes, line breaks', async () => {
    const odd = folder.file('labels.csv', 'case,activity,time\n1,"a, ""b""\nc",2026-01-01\n1,"مكتب",2026-01-02\n')
    const { out } = await analyse([odd, '--csv'])
    expect(out).toContain('"a, ""b""\nc",مكتب,1,')
  })
})

describe('the table', () => {
  test('fits 100 columns, cuts labels in the middle, says how it is ranked and what was read', async () => {
    const long = 'Kommunales Integrationsmanagement, Fachdienst für Zuwanderung und Integration '
    const wide = folder.file(
      'lang.csv',
      offices.replaceAll('Jobcenter', `"${long}Nord"`).replaceAll('Schulamt', `"${long}Süd"`),
    )
    const { out, err } = await analyse([
      wide,
      '--handover',
      'Stelle',
      '--target',
      '14d',
      '--declare',
      `${long}Nord=>${long}Süd`,
    ])
    const lines = out.split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
    expect(lines[3]).toMatch(/^ +1 {2}Kommunale….*ion Nord {2}Kommunale….*ation Süd {2}/)
    expect(out).toContain('Geordnet nach verlorenen Tagen')
    expect(out).toContain('10 Ereignisse, 4 Fälle, 5 Aktivitäten, 01.03.2026 bis 04.04.2026, Zeitzone\nEurope/Berlin.')
    expect(err).toContain('Trennzeichen Semikolon')
    expect(err).toContain('Stelle: Stelle (am Namen erkannt)')
    expect(`${out}${err}`).not.toContain('\u001b')
  })

  test('without a target it says that waiting days rank', async () => {
    const { out } = await analyse([log, '--handover', 'Stelle', '--quiet'])
    expect(out).toContain('Ohne Ziel geordnet nach Wartetagen insgesamt')
    expect(out.split('\n')[3]).toMatch(/^ +1 {2}Jobcenter {2}Schulamt {3}3 .* 60$/)
  })

  test('in English by the environment or by option, in German otherwise', async () => {
    expect((await analyse([log], { env: { LANG: 'en_GB.UTF-8' } })).out).toContain('Ranked by total waiting days')
    expect((await analyse([log], { env: { LANG: 'C.UTF-8' } })).out).toContain('Ohne Ziel geordnet')
    expect((await analyse([log, '--lang', 'en'], { env: { LANG: 'de_DE.UTF-8' } })).out).toContain('Ranked by')
  })

  test('every figure on request', async () => {
    const { out } = await analyse([log, '--handover', 'Stelle', '--target', '14d', '--wide'])
    expect(out.split('\n')[1]).toMatch(/Mittel +Median +75\u202f% +90\u202f% +95\u202f% +max\. +Ziel +Ziel/)
    expect(out).toContain('67\u202f% (21\u202f%–94\u202f%)')
  })

  test('a log with one event has nothing to wait for', async () => {
    const one = folder.file('eins.csv', 'case,activity,time\n1,a,2026-01-01\n')
    const { out, code } = await analyse([one])
    expect(code).toBe(0)
    expect(out).toContain('Es gibt nichts, worauf jemand wartet')
    expect(out).toContain('ein Ereignis, ein Fall, eine Aktivität')
  })
})

describe('input and output', () => {
  test('reads standard input, plain and packed, and XES', async () => {
    expect((await analyse(['-', '--json'], { stdin: offices })).code).toBe(0)
    const packed = folder.file('log', gzipSync(offices))
    expect((await analyse([packed, '--handover', 'Stelle'])).out).toContain('Jobcenter')
    const event = (name: string, on: string) =>
      `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${on}"/></event>`
    const trace = `<trace><string key="concept:name" value="1"/>${event('a', '2026-03-29T00:00:00+01:00')}${event('b', '2026-03-30T00:00:00+02:00')}</trace>`
    const xes = folder.file('log.xes', `<log>${trace}</log>`)
    const found = JSON.parse((await analyse([xes, '--json'])).out) as Answer
    expect(pairs(found)).toEqual([['a', 'b', 1, 0, 23 * 3600]])
  })

  test('writes to files, whole or not at all', async () => {
    const target = folder.path('antwort.json')
    const { out, code } = await analyse([log, '--json', '--output', target])
    expect([out, code]).toEqual(['', 0])
    expect(schema.safeParse(JSON.parse(readFileSync(target, 'utf8'))).success).toBe(true)
    const refused = await analyse([log, '--output', folder.path('none/answer')])
    expect(refused).toMatchObject({ code: 73, out: '' })
    expect(refused.err).toContain('nicht zu schreiben')
  })
})

describe('what was guessed and what was odd goes to standard error', () => {
  test.each([
    [
      'order of day and month',
      'case,activity,time\n1,a,03/04/2026\n1,b,04/04/2026\n',
      /lassen offen, ob Tag oder Monat vorn steht.*\(zuerst Zeile 2\)/,
    ],
    [
      'dates in 1948 and 2990',
      'case,activity,time\n1,a,1948-01-26\n1,b,2990-05-05\n',
      /2 Zeitangaben liegen vor 1970.*Zeile 2: 1948-01-26/,
    ],
    [
      'mixed times',
      'case,activity,time\n1,a,2026-01-01 10:00\n1,b,2026-01-01 10:00Z\n',
      /mit und ohne Verschiebung gemischt/,
    ],
    [
      'the night in spring',
      'case,activity,time\n1,a,2026-03-29 02:30\n1,b,2026-04-01 10:00\n',
      /die bei der Umstellung auf Sommerzeit ausfällt \(zuerst Zeile 2/,
    ],
    [
      'rows that are too long',
      'case,activity,time\n1,a,2026-01-01,x\n1,b,2026-01-02\n',
      /mehr Felder als die Kopfzeile.*Zeile 2/,
    ],
    [
      'no case',
      'case,activity,time\n,a,2026-01-01\n1,b,2026-01-02\n',
      /eine Zeile ohne Fall, ausgelassen \(zuerst Zeile 2\)/,
    ],
    ['unsorted', 'case,activity,time\n1,b,2026-01-02\n1,a,2026-01-01\n', /nicht in der Reihenfolge ihrer Zeit/],
    [
      'an unreadable time',
      'case,activity,time\n1,a,2026-01-01\n1,b,gestern\n',
      /nicht lesbar \(zuerst Zeile 3: „gestern“\)/,
    ],
  ])('%s', async (name, text, expected) => {
    const { out, err, code } = await analyse([folder.file(`${name}.csv`, text), '--json'])
    expect(code).toBe(0)
    expect(err.replaceAll('\n', ' ')).toMatch(expected)
    expect((JSON.parse(out) as Answer).events).toBeGreaterThan(0)
    expect((await analyse([folder.file(`${name}.csv`, text), '--json', '--quiet'])).err).toBe('')
  })
})

describe('what cannot be read ends with a message of file, place and remedy', () => {
  const xes = '<?xml version="1.0"?>\n<log>\n<trace><string key="concept:name" value="1"/>\n<event>'
  const bomb = gzipSync(Buffer.concat([Buffer.from('<log>'), Buffer.alloc(80_000_000, ' ')]))
  test.each([
    [65, 'leer.csv', '', /leer\.csv: Die Datei ist leer\. Geben Sie/],
    [65, 'kopf.csv', 'case,activity,time\n', /kopf\.csv, Zeile 1: Die Datei enthält kein Ereignis.*--map/],
    [
      65,
      'spalten.csv',
      'a,b,time\n1,2,2026-01-01\n',
      /spalten\.csv, Zeile 1: Keine Spalte ist als Fall.*Vorhanden: a, b, time.*\n.*Aktivität/,
    ],
    [
      65,
      'offen.csv',
      'case,activity,time\n1,"a,2026-01-01\n',
      /offen\.csv, Zeile 2: Ein Anführungszeichen.*Schließen Sie es/,
    ],
    [
      65,
      'zeit.csv',
      'case,activity,time\n1,a,gestern\n',
      /zeit\.csv, Zeile 2: In der Spalte time.*„gestern“.*--date-format/,
    ],
    [65, 'ohnekopf.csv', '1,a,2026-01-01\n', /ohnekopf\.csv, Zeile 1: Die Kopfzeile fehlt.*--no-header/],
    [65, 'abgebrochen.xes', xes, /abgebrochen\.xes, Zeile 4, Byte \d+: Die Datei bricht ab.*vollständig/],
    [
      65,
      'abgebrochen.xes.gz',
      gzipSync(xes.repeat(9)).subarray(0, 80),
      /abgebrochen\.xes\.gz, Zeile \d+: Die gepackte Datei bricht ab/,
    ],
    [65, 'bombe.gz', bomb, /bombe\.gz, Zeile 1: .*200-Fache.*--max-expansion/],
    [
      65,
      'entitaet.xes',
      '<!DOCTYPE log [<!ENTITY a "a">]><log/>',
      /entitaet\.xes, Zeile 1: .*DOCTYPE.*Entfernen Sie sie/,
    ],
    [65, 'mappe.xlsx', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), /mappe\.xlsx: .*als CSV/],
    [65, 'bytes', Uint8Array.from({ length: 999 }, (_, i) => (i * 7) % 256), /bytes: Das ist kein Text/],
  ] as const)('%i %s', async (expected, name, content, message) => {
    const { code, out, err } = await analyse([folder.file(name, content), '--json'])
    expect(code).toBe(expected)
    expect(out).toBe('')
    expect(err).toMatch(message)
  })

  test('the wrong delimiter, a column or attribute that is not there', async () => {
    const wrong = await analyse([log, '--delimiter', ','])
    expect(wrong.err).toMatch(/stellen\.csv, Zeile 1: .*Vorhanden: Fall;Schritt;Stelle;Bearbeiter;Datum.*--delimiter/)
    const column = await analyse([log, '--map', 'case=Nummer', '--handover', 'Amt'])
    expect(column.code).toBe(65)
    expect(column.err).toMatch(/keine Spalte „Nummer“.*Vorhanden: Fall, Schritt/)
  })

  test('no file, a folder', async () => {
    expect(await analyse([folder.path('nichts.csv')])).toMatchObject({
      code: 66,
      err: expect.stringMatching(/nichts\.csv: Diese Datei gibt es nicht/),
    })
    expect(await analyse([folder.path('.')])).toMatchObject({
      code: 66,
      err: expect.stringMatching(/Das ist ein Ordner/),
    })
  })

  test.each([
    ['ziel,x\n', /schlecht\.csv, Zeile 1: Die Spalten from, to und target.*Vorhanden: ziel, x/],
    ['from,to,target\na,b,bald\n', /schlecht\.csv, Zeile 2: Das Ziel „bald“ für a → b ist keine Dauer/],
    ['from,to,target\na,"b,1\n', /schlecht\.csv, Zeile 2: Ein Anführungszeichen/],
    ['[{"from": 1}]', /schlecht\.csv: Erwartet wird eine Liste/],
    ['[{', /schlecht\.csv: Das ist kein gültiges JSON/],
  ])('targets %j', async (content, message) => {
    const { code, err } = await analyse([log, '--targets', folder.file('schlecht.csv', content)])
    expect(code).toBe(65)
    expect(err).toMatch(message)
  })
})

describe('a wrong call ends with 2', () => {
  test.each([
    [[]],
    [[log, '--json', '--csv']],
    [[log, '--by', 'Stelle', '--handover', 'Stelle']],
    [[log, '--target', 'bald']],
    [[log, '--working-days', 'XX']],
    [[log, '--from', '31.02.2026']],
    [[log, '--from', '2026-02-02', '--to', '2026-02-01']],
    [[log, '--top', 'many']],
    [[log, '--sort', 'size']],
    [[log, '--map', 'fall=Fall']],
    [[log, '--delimiter', 'x']],
    [[log, '--date-format', 'HH:mm']],
    [[log, '--time-zone', 'Mars/Base']],
    [[log, '--encoding', 'klingon']],
    [[log, '--open-marker', 'x']],
    [[log, '--declare', 'x']],
    [[log, '--as-of', '2026-01-01']],
    [[log, '--working-days', 'NW', '--target', '36h']],
    [[log, '--unknown']],
  ])('%j', async (args) => {
    const { code, out, err } = await analyse(args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).not.toBe('')
  })
})
