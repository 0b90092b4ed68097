import { type EventLog, type LabelColumn, plainCodes } from '../log.ts'

/** Extensions of the standard by their prefix (IEEE 1849-2023, annex A); only those that a log uses are declared. */
const extensions: Readonly<Record<string, { readonly name: string; readonly uri: string }>> = {
  concept: { name: 'Concept', uri: 'http://www.xes-standard.org/concept.xesext' },
  time: { name: 'Time', uri: 'http://www.xes-standard.org/time.xesext' },
  lifecycle: { name: 'Lifecycle', uri: 'http://www.xes-standard.org/lifecycle.xesext' },
  org: { name: 'Organizational', uri: 'http://www.xes-standard.org/org.xesext' },
  cost: { name: 'Cost', uri: 'http://www.xes-standard.org/cost.xesext' },
  identity: { name: 'ID', uri: 'http://www.xes-standard.org/identity.xesext' },
}

export interface XesOptions {
  /** Name of the log. */
  readonly name?: string
  /** Further attributes of the log itself: where it comes from, what was made coarse. */
  readonly about?: Readonly<Record<string, string>>
}

/**
 * A log as XES (IEEE 1849-2023), in pieces. One trace per case, in the order in which the cases come first; its events in
 * order of arrival. Times are UTC; a record that knows only its day stands at midnight. Attributes called `case:…` become
 * attributes of the trace where all its events agree. Events without a case are left out.
 */
export function* xesOf(log: EventLog, { name, about = {} }: XesOptions = {}): Generator<string> {
  const columns = [...log.attributes].map(([key, column]) => ({ key, column: plain(column) }))
  const traces = tracesOf(log)
  const ofTrace = columns.filter(({ key, column }) => key.startsWith('case:') && isConstant(column, traces))
  const ofEvent = columns.filter((one) => !ofTrace.includes(one))
  const activities = plain(log.activities)
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849-2023" xes.features="" xmlns="http://www.xes-standard.org/">\n'
  const prefixes = new Set(['concept', 'time', ...columns.map(({ key }) => prefixOf(key))])
  for (const [prefix, extension] of Object.entries(extensions))
    if (prefixes.has(prefix)) yield `<extension name="${extension.name}" prefix="${prefix}" uri="${extension.uri}"/>\n`
  if (activities.codes.every((code) => code >= 0)) yield '<classifier name="Activity" keys="concept:name"/>\n'
  if (name !== undefined) yield attribute('concept:name', name)
  for (const [key, value] of Object.entries(about)) yield attribute(key, value)
  for (const { label, rows } of traces) {
    yield `<trace>\n${attribute('concept:name', label)}`
    for (const { key, column } of ofTrace) yield valueAt(key.slice('case:'.length), column, rows[0]!)
    for (const row of rows) {
      const time = log.time[row]!
      yield `<event>\n${valueAt('concept:name', activities, row)}`
      if (!Number.isNaN(time))
        yield `<date key="time:timestamp" value="${new Date(time).toISOString().replace('Z', '+00:00')}"/>\n`
      for (const { key, column } of ofEvent) yield valueAt(key, column, row)
      yield '</event>\n'
    }
    yield '</trace>\n'
  }
  yield '</log>\n'
}

interface PlainColumn {
  readonly codes: Int32Array
  readonly labels: readonly string[]
}

const plain = ({ codes, labels }: LabelColumn): PlainColumn => ({ codes: plainCodes(codes), labels })

const prefixOf = (key: string) => key.replace(/^case:/, '').split(':')[0] as string

function tracesOf(log: EventLog): readonly { label: string; rows: number[] }[] {
  const { codes, labels } = plain(log.cases)
  const byCase = new Map<number, number[]>()
  codes.forEach((code, row) => {
    if (code < 0) return
    const rows = byCase.get(code)
    if (rows) rows.push(row)
    else byCase.set(code, [row])
  })
  return [...byCase].map(([code, rows]) => ({ label: labels[code] as string, rows }))
}

function isConstant({ codes }: PlainColumn, traces: readonly { rows: readonly number[] }[]): boolean {
  return traces.every(({ rows }) => rows.every((row) => codes[row] === codes[rows[0]!]))
}

function valueAt(key: string, { codes, labels }: PlainColumn, row: number): string {
  const code = codes[row]!
  return code < 0 ? '' : attribute(key, labels[code] as string)
}

const attribute = (key: string, value: string) => `<string key="${escaped(key)}" value="${escaped(value)}"/>\n`

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text inside an attribute. Signs that XML cannot hold at all become U+FFFD. */
function escaped(text: string): string {
  return text.toWellFormed().replace(/[&<>"\p{Cc}\uFFFE\uFFFF]/gu, (sign) => {
    const point = sign.codePointAt(0)!
    if (named[sign]) return named[sign]
    return point === 9 || point === 10 || point === 13 || (point >= 0x7f && point <= 0x9f) ? `&#${point};` : '\uFFFD'
  })
}
