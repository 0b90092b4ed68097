import { describe, expect, test } from 'vitest'
import { readLog } from '../index.ts'
import { inPieces, issuesOf, plainEvents, readText } from '../testing.ts'

const head = 'case,activity,time'
const bytesOf = (text: string, encoding: 'latin1' | 'utf16le' | 'utf8') => new Uint8Array(Buffer.from(text, encoding))

describe('columns', () => {
  test.each([
    [
      'XES names',
      'case:concept:name,concept:name,time:timestamp,org:group,org:resource\n1,a,2011-10-11,g,r\n',
      ['case:concept:name', 'concept:name', 'time:timestamp', 'org:group', 'org:resource'],
    ],
    [
      'German',
      'Aktenzeichen;Schritt;Zeitpunkt;Stelle;Bearbeiter\n1;a;11.10.2011;g;r\n',
      ['Aktenzeichen', 'Schritt', 'Zeitpunkt', 'Stelle', 'Bearbeiter'],
    ],
    [
      'German, other',
      'Fall-Nr.\tAktivität\tDatum\tZuständige Stelle\tSachbearbeiter/in\n1\ta\t11.10.2011\tg\tr\n',
      ['Fall-Nr.', 'Aktivität', 'Datum', 'Zuständige Stelle', 'Sachbearbeiter/in'],
    ],
    [
      'English',
      'Case ID,Activity Name,Complete Timestamp,Department,User\n1,a,2011-10-11,g,r\n',
      ['Case ID', 'Activity Name', 'Complete Timestamp', 'Department', 'User'],
    ],
    ['case by Vorgang', 'Vorgang|Ereignis|am\n1|a|11.10.2011\n', ['Vorgang', 'Ereignis', 'am', undefined, undefined]],
    [
      'Vorgang beside a case',
      'Fall,Vorgang,Datum\n1,a,11.10.2011\n',
      ['Fall', 'Vorgang', 'Datum', undefined, undefined],
    ],
  ])('are found by name: %s', async (_, text, expected) => {
    const { report } = await readText(text)
    const { columns } = report
    const found = [columns.case, columns.activity, columns.time, columns.group, columns.resource]
    expect(found.map((column) => column?.names.join('+'))).toEqual(expected)
    expect(columns.case?.by).toBe('name')
  })

  test('a time column without a telling name is found by its content', async () => {
    const { log, report } = await readText('Fall,Schritt,Spalte X\n1,a,11.10.2011 08:00\n1,b,12.10.2011 08:00\n')
    expect(report.columns.time).toEqual({ names: ['Spalte X'], by: 'content' })
    expect(log.size).toBe(2)
    const several = await issuesOf(readText('Fall,Schritt,X,Y\n1,a,11.10.2011,12.10.2011\n'))
    expect(several).toEqual([{ field: 'time', code: 'log.column.several-times', values: { columns: 'X, Y', line: 1 } }])
  })

  test('can be given by name, number, or joined', async () => {
    const text = 'A,B,C,D,E\n1,x,11.10.2011,08:00,lang\n1,y,11.10.2011,09:30,kurz\n'
    const { log, report } = await readText(text, { map: { case: 'a', activity: 'B+E', time: '3+4' } })
    expect(plainEvents(log).map(({ activity, time }) => [activity, time])).toEqual([
      ['x+lang', '2011-10-11T06:00:00.000Z'],
      ['y+kurz', '2011-10-11T07:30:00.000Z'],
    ])
    expect(report.columns.time).toEqual({ names: ['C', 'D'], by: 'given' })
  })

  test('a date and its time of day in two columns are read as one', async () => {
    const { log } = await readText('Fall;Schritt;Datum;Uhrzeit\n1;a;11.10.2011;08:15\n1;b;12.10.2011;\n')
    expect(plainEvents(log).map((event) => event.time)).toEqual(['2011-10-11T06:15:00.000Z', '2011-10-12'])
  })

  test('attributes are found by names of the same meaning, and activities may be missing when one stands in', async () => {
    const { log, report } = await readText('Fall;Stelle;Datum\n1;Jobcenter;11.10.2011\n', {
      attributes: ['org:group'],
      activityElse: 'org:group',
    })
    expect(report.attributes.get('org:group')).toBe('Stelle')
    expect(report.columns.activity).toEqual({ names: ['Stelle'], by: 'attribute' })
    expect(plainEvents(log)[0]).toMatchObject({ activity: 'Jobcenter', attributes: { Stelle: 'Jobcenter' } })
  })

  test('only what is asked for is kept; all on request', async () => {
    const text = 'case,activity,time,note,mood\n1,a,2011-10-11,n,m\n'
    expect([...(await readText(text)).log.attributes.keys()]).toEqual([])
    expect([...(await readText(text, { attributes: ['mood'] })).log.attributes.keys()]).toEqual(['mood'])
    expect([...(await readText(text, { attributes: 'all' })).log.attributes.keys()]).toEqual(['note', 'mood'])
  })

  test('missing ones are named together, with what is there', async () => {
    const issues = await issuesOf(readText('foo,bar,time\n1,2,2011-10-11\n', { attributes: ['org:group'] }))
    const values = { columns: 'foo, bar, time', line: 1 }
    expect(issues).toEqual([
      { field: 'attribute', code: 'log.column.unknown', values: { column: 'org:group', ...values } },
      { field: 'case', code: 'log.column.no-case', values },
      { field: 'activity', code: 'log.column.no-activity', values },
    ])
  })

  test('a file without a header is not read as if it had one', async () => {
    const text = '1,a,2011-10-11\n1,b,2011-10-12\n'
    const values = { line: 1, sample: '2011-10-11' }
    expect(await issuesOf(readText(text))).toEqual([{ field: 'log', code: 'log.csv.header-missing', values }])
    const { log } = await readText(text, { header: false, map: { case: '1', activity: '2', time: '3' } })
    expect(log.size).toBe(2)
  })

  test('names that are empty or occur twice are told apart', async () => {
    const { report } = await readText(',case,activity,time,time\n0,1,a,2011-10-11,x\n')
    expect(report.available).toEqual(['#1', 'case', 'activity', 'time', 'time (2)'])
  })
})

describe('delimiters', () => {
  test('commas inside quoted labels do not mislead', async () => {
    const { report, log } = await readText('case;activity;time\n1;"a,b,c";2011-10-11\n2;"d,e,f";2011-10-12\n')
    expect(report.delimiter).toEqual({ value: ';', by: 'content' })
    expect(plainEvents(log)[0]?.activity).toBe('a,b,c')
  })

  test('a line such as sep=; is obeyed and counted', async () => {
    const { log, report } = await readText('sep=;\r\ncase;activity;time\r\n1;a,b;gestern\r\n1;b;2011-10-11\r\n')
    expect(log.size).toBe(2)
    expect(report.oddities).toEqual([{ code: 'time-unreadable', count: 1, line: 3, sample: 'gestern' }])
  })

  test('a wrong one ends in a message about columns', async () => {
    const issues = await issuesOf(readText('case;activity;time\n1;a;2011-10-11\n', { delimiter: ',' }))
    expect(issues.map((issue) => issue.code)).toEqual([
      'log.column.no-case',
      'log.column.no-activity',
      'log.column.no-time',
    ])
    expect(issues[0]?.values?.['columns']).toBe('case;activity;time')
  })
})

describe('encodings', () => {
  const text = 'Fall;Tätigkeit;Datum\n1;Prüfung „neu“ – 5 €;11.10.2011\n2;Straße;12.10.2011\n'
  const windows = Uint8Array.from(
    [...text].map((c) => ({ '„': 0x84, '“': 0x93, '–': 0x96, '€': 0x80 })[c] ?? c.charCodeAt(0)),
  )
  test.each([
    ['utf-8', new TextEncoder().encode(text), 'utf-8'],
    ['utf-8 with a mark', new TextEncoder().encode(`\ufeff${text}`), 'utf-8'],
    ['utf-16le with a mark', bytesOf(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['utf-16be with a mark', bytesOf(`\ufeff${text}`, 'utf16le').map((_, i, all) => all[i ^ 1] as number), 'utf-16be'],
    ['utf-16le without a mark', bytesOf(text, 'utf16le'), 'utf-16le'],
    ['windows-1252', windows, 'windows-1252'],
  ])('%s', async (_, bytes, encoding) => {
    const { log, report } = await readLog(inPieces(bytes))
    expect(plainEvents(log).map((event) => event.activity)).toEqual(['Prüfung „neu“ – 5 €', 'Straße'])
    expect(report.encoding).toBe(encoding)
    expect(report.oddities).toEqual([])
  })

  test('a mixture is read right and reported with the line of the rarer kind', async () => {
    const mixed = Buffer.concat([
      bytesOf(`${head}\n1,Prüfung,2011-10-11\n1,Straße,2011-10-12\n`, 'utf8'),
      bytesOf('1,Rückfrage,2011-10-13\n', 'latin1'),
    ])
    const { log, report } = await readLog(inPieces(mixed))
    expect(plainEvents(log).map((event) => event.activity)).toEqual(['Prüfung', 'Straße', 'Rückfrage'])
    expect(report.encoding).toBe('mixed')
    expect(report.oddities).toEqual([{ code: 'encoding-mixed', count: 1, line: 4, sample: 'Rückfrage' }])
  })

  test('a given one is obeyed', async () => {
    const latin2 = Uint8Array.from([
      ...bytesOf(`${head}\n1,Pr`, 'latin1'),
      0xf9,
      ...bytesOf('fung,2011-10-11\n', 'latin1'),
    ])
    const { log } = await readLog(inPieces(latin2), { encoding: 'iso-8859-2' })
    expect(plainEvents(log)[0]?.activity).toBe('Průfung')
    const strict = await readLog(inPieces(latin2), { encoding: 'utf-8' })
    expect(plainEvents(strict.log)[0]?.activity).toBe('Pr\ufffdfung')
    expect(strict.report.oddities.map(({ code, line }) => [code, line])).toEqual([['encoding-invalid', 2]])
    const unknown = await issuesOf(readLog(inPieces(latin2), { encoding: 'klingon' }))
    expect(unknown).toEqual([{ field: 'encoding', code: 'log.encoding.unknown', values: { encoding: 'klingon' } }])
  })
})

describe('rows', () => {
  test('labels are opaque: NA, 007, quotes, line breaks, right-to-left text', async () => {
    const labels = ['NA', '007', 'null', 'a,b', 'sagt "ja"', 'zwei\nZeilen', 'مكتب الأجانب', ' vorn', 'hinten ']
    const rows = labels.map((label) => `"${label.replaceAll('"', '""')}","${label.replaceAll('"', '""')}",2011-10-11`)
    const { log } = await readText(`${head}\n${rows.join('\n')}\n`)
    expect(log.cases.labels).toEqual(labels)
    expect(log.activities.labels).toEqual(labels)
  })

  test('what is missing is counted, with the first line', async () => {
    const text = `${head}\n1,a,2011-10-11\n,b,2011-10-11\n1,,2011-10-12\n1,c\n1,d,2011-10-13,zuviel\n\n2,"e "x" f",2011-10-14\n`
    const { log, report } = await readText(text)
    expect(log.size).toBe(5)
    expect(report.oddities.map(({ code, count, line }) => [code, count, line])).toEqual([
      ['row-without-case', 1, 3],
      ['activity-missing', 1, 4],
      ['row-short', 1, 5],
      ['time-missing', 1, 5],
      ['row-long', 1, 6],
      ['quote-stray', 1, 8],
    ])
  })

  test('one event is a log', async () => {
    const { log } = await readText(`${head}\n1,a,2011-10-11`)
    expect(plainEvents(log)).toEqual([{ case: '1', activity: 'a', time: '2011-10-11', attributes: {} }])
  })

  test.each([
    ['', 'log.empty'],
    ['\n\n', 'log.empty'],
    [`${head}\n`, 'log.no-events'],
    [`${head}\n,a,2011-10-11\n`, 'log.no-events'],
  ])('%j is no log', async (text, code) => {
    expect((await issuesOf(readText(text))).map((issue) => issue.code)).toEqual([code])
  })

  test('a time column without a single time is refused, with a sample', async () => {
    const values = { column: 'time', line: 2, sample: 'Montag' }
    const issues = await issuesOf(readText(`${head}\n1,a,Montag\n`))
    expect(issues).toEqual([{ field: 'time', code: 'log.time.none-readable', values }])
    const empty = await issuesOf(readText(`${head}\n1,a,\n`))
    expect(empty).toEqual([{ field: 'time', code: 'log.time.all-missing', values: { column: 'time' } }])
  })

  test('an open quote ends the reading with its line, and does not fill the memory', async () => {
    async function* endless() {
      yield new TextEncoder().encode(`${head}\n1,a,2011-10-11\n2,"b,2011-10-12\n`)
      const block = new TextEncoder().encode('3,c,2011-10-13\n'.repeat(10_000))
      for (let i = 0; i < 1000; i++) yield block
    }
    const issues = await issuesOf(readLog(endless()))
    expect(issues).toEqual([{ field: 'log', code: 'log.csv.record-too-long', values: { line: 3 } }])
  })
})

describe('what is no log', () => {
  test.each([
    ['log.is-zip', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]],
    ['log.is-pdf', [...Buffer.from('%PDF-1.7\n')]],
    ['log.is-excel', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0x00]],
    ['log.is-json', [...Buffer.from('{ "ocel:events": [] }')]],
    ['log.is-binary', [...Buffer.from('abc'), 0, 1, 2, 3, ...Buffer.from('def')]],
  ])('%s', async (code, bytes) => {
    expect((await issuesOf(readLog(inPieces(Uint8Array.from(bytes))))).map((issue) => issue.code)).toEqual([code])
  })
})
