import { describe, expect, test } from 'vitest'
import { readLog } from '../index.ts'
import { inPieces, issuesOf, plainEvents, readText } from '../testing.ts'

const small = `<?xml version="1.0" encoding="UTF-8"?>
<!-- two cases -->
<log xes.version="1.0">
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <classifier name="Activity" keys="concept:name lifecycle:transition"/>
  <classifier name="Quoted" keys="'key with blank' concept:name"/>
  <string key="creator" value="by hand"/>
  <trace>
    <string key="concept:name" value="NA"/>
    <string key="channel" value="Post"/>
    <event>
      <string key="concept:name" value="Antrag"/>
      <string key="lifecycle:transition" value="start"/>
      <string key="org:group" value="Amt 1"/>
      <date key="time:timestamp" value="2011-10-30T02:30:00.000+02:00"/>
      <int key="cost" value="12"/>
      <boolean key="urgent" value="true"/>
    </event>
    <event>
      <date key="time:timestamp" value="2011-10-30T02:30:00.000+01:00"/>
      <string key="concept:name" value="Bescheid"/>
      <string key="lifecycle:transition" value="complete"/>
      <float key="cost" value="3.5"/>
    </event>
  </trace>
  <trace>
    <string key="concept:name" value="007"/>
    <event><string key='concept:name' value='Antrag "eilig"'/><date key='time:timestamp' value='2011-11-01'/></event>
  </trace>
</log>
`

/** A log with one trace around some XML. */
const logOf = (inside: string, head = '') =>
  `<?xml version="1.0"?>\n<log>${head}<trace><string key="concept:name" value="1"/>${inside}</trace></log>`
const eventOf = (attributes: string) =>
  `<event><date key="time:timestamp" value="2011-10-11T00:00:00Z"/>${attributes}</event>`

test('reads traces and events, honours offsets, keeps trace attributes as case:…', async () => {
  const { log, report } = await readText(small, { attributes: ['channel', 'cost'], optional: ['urgent', 'nowhere'] })
  expect(plainEvents(log)).toEqual([
    {
      case: 'NA',
      activity: 'Antrag',
      time: '2011-10-30T00:30:00.000Z',
      attributes: { 'case:channel': 'Post', cost: '12', urgent: 'true', 'org:group': 'Amt 1' },
    },
    {
      case: 'NA',
      activity: 'Bescheid',
      time: '2011-10-30T01:30:00.000Z',
      attributes: { 'case:channel': 'Post', cost: '3.5', urgent: undefined, 'org:group': undefined },
    },
    {
      case: '007',
      activity: 'Antrag "eilig"',
      time: '2011-11-01',
      attributes: { 'case:channel': undefined, cost: undefined, urgent: undefined, 'org:group': undefined },
    },
  ])
  expect([...report.attributes]).toEqual([
    ['channel', 'case:channel'],
    ['cost', 'cost'],
    ['urgent', 'urgent'],
  ])
  expect(report.columns.group).toEqual({ names: ['org:group'], by: 'standard' })
  expect(report.lines).toBe(31)
})

test('everything on request', async () => {
  const { log } = await readText(small, { attributes: 'all' })
  expect([...log.attributes.keys()].sort()).toEqual([
    'case:channel',
    'cost',
    'lifecycle:transition',
    'org:group',
    'urgent',
  ])
})

test('activities by classifier, by joined attributes, cases by an attribute', async () => {
  const byClassifier = await readText(small, { map: { activity: 'Activity' } })
  expect(byClassifier.log.activities.labels).toEqual(['Antrag+start', 'Bescheid+complete', 'Antrag "eilig"'])
  expect(byClassifier.report.classifiers?.[1]).toEqual({ name: 'Quoted', keys: ['key with blank', 'concept:name'] })
  const joined = await readText(small, { map: { activity: 'concept:name+org:group', case: 'channel' } })
  expect(joined.log.activities.labels).toEqual(['Antrag+Amt 1', 'Bescheid', 'Antrag "eilig"'])
  expect(joined.log.cases.labels).toEqual(['Post'])
})

describe('XML', () => {
  test('entities and character references of XML are decoded, white space is normalised', async () => {
    const value = 'A &amp; B &lt;C&gt; &quot;D&quot; &apos;E&apos; &#228;&#xE4;&#x1F600;\tF\r\nG\nH'
    const { log } = await readText(logOf(eventOf(`<string key="concept:name" value="${value}"/>`)))
    expect(log.activities.labels).toEqual(['A & B <C> "D" \'E\' ää😀 F G H'])
  })

  test('nested attributes, lists, containers, comments, CDATA and instructions are passed over', async () => {
    const nested = `<string key="concept:name" value="a"><string key="concept:name" value="wrong"><int key="x" value="1"/></string></string>`
    const list = `<list key="l"><values><string key="concept:name" value="wrong"/></values></list>`
    const container = `<container key="c"><event><string key="concept:name" value="wrong"/></event></container>`
    const noise = `<!-- <event> > --> text <![CDATA[ <event> ]]> <?php <event> ?>`
    const { log } = await readText(logOf(eventOf(nested + list + container + noise)))
    expect(plainEvents(log).map((event) => event.activity)).toEqual(['a'])
  })

  test('tags over several lines, blanks around signs, a namespace prefix, value before key', async () => {
    const text = `<x:log xmlns:x="http://www.xes-standard.org/">\n<x:trace ><x:string\n  value = "1"\n  key = 'concept:name'\n/><x:event><x:string key="concept:name" value="a > b"></x:string\n><x:date key="time:timestamp" value="gestern"/></x:event></x:trace></x:log >`
    const issues = await issuesOf(readText(text))
    expect(issues[0]?.values).toEqual({ column: 'time:timestamp', line: 6, sample: 'gestern' })
    const { log } = await readText(text.replace('gestern', '2011-10-11'))
    expect(plainEvents(log)).toEqual([{ case: '1', activity: 'a > b', time: '2011-10-11', attributes: {} }])
  })

  test.each([
    [
      'log.xes.doctype',
      '<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<log/>',
      { line: 2 },
    ],
    ['log.xes.doctype', '<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>', { line: 1 }],
    ['log.xes.entity', logOf(eventOf('\n<string key="concept:name" value="&b;"/>')), { line: 3, entity: 'b' }],
    ['log.xes.entity', logOf(eventOf('<string key="concept:name" value="R & D"/>')), { line: 2, entity: ' D' }],
    ['log.xes.entity', logOf(eventOf('<string key="concept:name" value="&#0;"/>')), { line: 2, entity: '#0' }],
    ['log.xes.mismatch', logOf('<event>\n</trace>'), { line: 3 }],
    ['log.xes.malformed', logOf('<event a=b/>'), { line: 2 }],
    ['log.xes.malformed', logOf('<event a="<"/>'), { line: 2 }],
    ['log.xes.not-a-log', '\n<html><body/></html>', { line: 2, root: 'html' }],
    ['log.xes.second-root', '<log/>\n<log/>', { line: 2, root: 'log' }],
  ])('%s is refused', async (code, text, values) => {
    expect(await issuesOf(readText(text))).toEqual([{ field: 'log', code, values }])
  })

  test('a hundred thousand nested elements are refused', async () => {
    const issues = await issuesOf(readText(logOf('<list key="x">'.repeat(100_000))))
    expect(issues.map((issue) => issue.code)).toEqual(['log.xes.too-deep'])
  })
})

describe('a file that is cut off', () => {
  test.each([
    ['inside a tag', small.indexOf('"12"') + 2, 16],
    ['between tags', small.indexOf('<int'), 16],
    ['before the last tag', small.indexOf('</log>'), 30],
    ['inside a comment', small.indexOf('two cases'), 2],
  ])('%s', async (_, at, line) => {
    const [issue] = await issuesOf(readText(small.slice(0, at)))
    expect(issue?.code).toBe('log.xes.cut-off')
    expect(issue?.values?.['line']).toBe(line)
    expect(issue?.values?.['byte']).toBe(at)
  })
})

test('a large file that is cut off is told where', async () => {
  const events = `${eventOf('<string key="concept:name" value="a"/>')}\n`.repeat(5000)
  const text = `<log><trace>${events}<event`
  const [issue] = await issuesOf(readText(text))
  expect(issue?.values).toEqual({ line: 5001, byte: text.length, events: 5000 })
})

describe('what is missing', () => {
  test('global declarations give the value of an absent attribute, but never a name or a date', async () => {
    const head = `<global scope="trace"><string key="concept:name" value="UNKNOWN"/><string key="channel" value="none"/></global>
      <global scope="event"><string key="concept:name" value="UNKNOWN"/><date key="time:timestamp" value="1970-01-01T00:00:00Z"/>
      <string key="org:group" value="EMPTY"/></global>`
    const trace = `<trace>${eventOf('<string key="org:group" value="Amt"/>')}<event/></trace>`
    const { log, report } = await readText(`<log>${head}${trace}</log>`, { attributes: ['channel'] })
    expect(plainEvents(log)).toEqual([
      {
        case: '#1',
        activity: 'UNKNOWN',
        time: '2011-10-11T00:00:00.000Z',
        attributes: { 'case:channel': 'none', 'org:group': 'Amt' },
      },
      {
        case: '#1',
        activity: 'UNKNOWN',
        time: undefined,
        attributes: { 'case:channel': 'none', 'org:group': 'EMPTY' },
      },
    ])
    expect(report.oddities.map(({ code, count, sample }) => [code, count, sample])).toEqual([
      ['default-filled', 5, 'concept:name, case:channel, org:group'],
      ['time-missing', 1, undefined],
      ['trace-without-name', 1, '#1'],
    ])
  })

  test('traces of one name are one case, events outside traces are left out, both are reported', async () => {
    const event = eventOf('<string key="concept:name" value="a"/>')
    const trace = `<trace><string key="concept:name" value="1"/>${event}</trace>`
    const { log, report } = await readText(`<log>\n${trace}\n${event}\n${trace}\n</log>`)
    expect(plainEvents(log).map((one) => one.case)).toEqual(['1', '1'])
    expect(report.oddities.map(({ code, line }) => [code, line])).toEqual([
      ['event-outside-trace', 3],
      ['trace-name-repeated', 4],
    ])
  })

  test('an attribute that nothing has is refused with what there is', async () => {
    const issues = await issuesOf(readText(small, { attributes: ['org:role'], map: { activity: 'nothing' } }))
    const available = 'channel, concept:name, lifecycle:transition, org:group, cost, urgent'
    expect(issues).toEqual([
      { field: 'activity', code: 'log.xes.attribute-unknown', values: { attribute: 'nothing', available } },
      { field: 'attribute', code: 'log.xes.attribute-unknown', values: { attribute: 'org:role', available } },
    ])
  })

  test.each(['<log/>', '<log><trace><string key="concept:name" value="1"/></trace></log>'])(
    '%s has no events',
    async (text) => {
      expect((await issuesOf(readText(text))).map((issue) => issue.code)).toEqual(['log.no-events'])
    },
  )
})

test.each(['ISO-8859-1', 'windows-1252', 'UTF-8', 'UTF-16'])('%s as declared', async (encoding) => {
  const text = logOf(eventOf('<string key="concept:name" value="Prüfung"/>')).replace('?>', ` encoding="${encoding}"?>`)
  const mark = encoding === 'UTF-16' ? '\ufeff' : ''
  const kind = encoding === 'UTF-8' ? 'utf8' : encoding === 'UTF-16' ? 'utf16le' : 'latin1'
  const { log } = await readLog(inPieces(new Uint8Array(Buffer.from(mark + text, kind))))
  expect(log.activities.labels).toEqual(['Prüfung'])
})

test('a declaration of UTF-8 that is not true is noticed', async () => {
  const text = small.replace('Bescheid', 'Prüfung').replace('Antrag', 'Rückfrage')
  const { log, report } = await readLog(inPieces(new Uint8Array(Buffer.from(text, 'latin1'))))
  expect(log.activities.labels.slice(0, 2)).toEqual(['Rückfrage', 'Prüfung'])
  expect(report.encoding).toBe('windows-1252')
})
