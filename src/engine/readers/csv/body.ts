import { type LabelColumn, MISSING } from '../../log.ts'
import { IntColumn } from '../columns.ts'
import { combine } from '../combine.ts'
import { Dictionary } from '../dictionary.ts'
import type { Unpacked } from '../report.ts'
import { type ReadRequest, refuseMore } from '../request.ts'
import type { Bytes } from '../source.ts'
import type { Tallies } from '../tallies.ts'
import { FieldText } from '../text.ts'
import { type TimeOptions, Times } from '../times.ts'
import { Window, withLine } from '../window.ts'
import { Cells } from './cells.ts'
import type { Columns } from './columns.ts'
import type { Dialect } from './dialect.ts'
import type { Head } from './head.ts'
import { Scanner } from './scan.ts'

/** One field that is read into a column of labels. */
interface Part {
  readonly field: number
  readonly dictionary: Dictionary
  readonly codes: IntColumn
}

/** The records below the header. */
export class Body {
  readonly #scanner: Scanner
  readonly #text: FieldText
  readonly #cells: Cells
  readonly #dialect: Dialect
  readonly #columns: Columns
  readonly #header: readonly string[]
  readonly #request: ReadRequest
  readonly #tallies: Tallies
  readonly #times: Times
  readonly #parts = new Map<number, Part>()
  readonly #caseParts: readonly Part[]
  readonly #otherParts: readonly Part[]
  readonly #activityParts: readonly Part[]
  readonly #timeFields: readonly number[]
  #headerPending: boolean

  constructor(
    head: Head,
    columns: Columns,
    request: ReadRequest,
    times: TimeOptions,
    tallies: Tallies,
    strict: boolean,
  ) {
    const { dialect, header } = head
    this.#dialect = dialect
    this.#columns = columns
    this.#header = header
    this.#request = request
    this.#tallies = tallies
    this.#scanner = new Scanner(dialect.delimiter.charCodeAt(0), dialect.skip > 0 ? 2 : 1)
    this.#text = new FieldText(tallies, strict)
    this.#cells = new Cells(this.#scanner, this.#text)
    this.#times = new Times(times, tallies)
    this.#headerPending = request.header !== false
    this.#timeFields = columns.fields.time ?? []
    this.#caseParts = this.#partsOf(columns.fields.case)
    this.#activityParts = this.#partsOf(columns.fields.activity)
    for (const role of ['group', 'resource'] as const) this.#partsOf(columns.fields[role])
    this.#partsOf([...columns.attributes.values()])
    if (request.attributes === 'all')
      this.#partsOf(header.map((_, field) => field).filter((field) => !this.#timeFields.includes(field)))
    this.#otherParts = [...this.#parts.values()].filter((part) => !this.#caseParts.includes(part))
  }

  async read(source: Bytes): Promise<void> {
    const window = new Window(source)
    try {
      await withLine(
        async () => {
          await window.fill()
          window.start = this.#dialect.skip
          this.#takeRecords(window)
          while (!window.ended) {
            await window.fill()
            this.#takeRecords(window)
          }
        },
        () => this.#scanner.lines + 1,
      )
    } finally {
      await window.close()
    }
  }

  #takeRecords(window: Window): void {
    const { bytes, end, ended } = window
    const scanner = this.#scanner
    const width = this.#header.length
    while (window.start < end) {
      const next = scanner.next(bytes, window.start, end, ended)
      if (next < 0) return
      window.start = next
      if (scanner.isBlank) continue
      if (this.#headerPending) {
        this.#headerPending = false
        continue
      }
      if (scanner.fields !== width) this.#tallies.note(scanner.fields < width ? 'row-short' : 'row-long', scanner.line)
      if (scanner.strays > 0) this.#tallies.note('quote-stray', scanner.line)
      this.#takeRecord(bytes)
    }
  }

  #takeRecord(bytes: Uint8Array): void {
    const cells = this.#cells
    const line = this.#scanner.line
    const row = this.#times.size
    let named = false
    for (const part of this.#caseParts) {
      if (!cells.find(bytes, part.field)) continue
      const code = part.dictionary.code(cells.bytes, cells.start, cells.end)
      part.codes.padTo(row, MISSING)
      part.codes.push(code)
      named = true
    }
    if (!named) {
      this.#tallies.note('row-without-case', line)
      return
    }
    refuseMore(row + 1, this.#request)
    for (const part of this.#caseParts) part.codes.padTo(row + 1, MISSING)
    for (const part of this.#otherParts) {
      const found = cells.find(bytes, part.field)
      part.codes.push(found ? part.dictionary.code(cells.bytes, cells.start, cells.end) : MISSING)
    }
    if (this.#activityParts.every((part) => part.codes.get(row) < 0)) this.#tallies.note('activity-missing', line)
    const timed =
      this.#timeFields.length === 1
        ? cells.find(bytes, this.#timeFields[0] as number)
        : cells.findJoined(bytes, this.#timeFields)
    if (timed) this.#times.push(cells.bytes, cells.start, cells.end, line)
    else this.#times.pushMissing(line)
  }

  finish(): Unpacked {
    const size = this.#times.size
    const { time, dayOnly, report } = this.#times.finish()
    const finished = new Map<number, LabelColumn>()
    for (const [field, { dictionary, codes }] of this.#parts) {
      finished.set(field, { codes: codes.finish(), labels: dictionary.labels() })
    }
    const column = (fields: readonly number[]) => combine(fields.map((field) => finished.get(field) as LabelColumn))
    const { fields, found } = this.#columns
    const attributes = new Map<string, LabelColumn>()
    for (const [field, part] of finished) {
      const isRole = fields.case?.includes(field) || fields.activity?.includes(field)
      const isAsked = [...this.#columns.attributes.values()].includes(field)
      if (!isRole || isAsked) attributes.set(this.#header[field] as string, part)
    }
    for (const role of ['group', 'resource'] as const) {
      const joined = fields[role]
      if (joined && joined.length > 1)
        attributes.set(joined.map((field) => this.#header[field]).join('+'), column(joined))
    }
    return {
      log: {
        size,
        cases: column(fields.case as readonly number[]),
        activities: column(fields.activity as readonly number[]),
        time,
        ...(dayOnly ? { dayOnly } : {}),
        attributes,
      },
      report: {
        format: 'csv',
        encoding: this.#text.finish(),
        delimiter: { value: this.#dialect.delimiter, by: this.#request.delimiter ? 'given' : 'content' },
        available: this.#header,
        columns: found,
        attributes: new Map(
          [...this.#columns.attributes].map(([asked, field]) => [asked, this.#header[field] as string]),
        ),
        times: report,
        lines: this.#scanner.lines,
        oddities: this.#tallies.list(),
      },
    }
  }

  #partsOf(fields: readonly number[] | undefined): readonly Part[] {
    return (fields ?? []).map((field) => {
      const part = this.#parts.get(field) ?? { field, dictionary: new Dictionary(), codes: new IntColumn() }
      this.#parts.set(field, part)
      return part
    })
  }
}
