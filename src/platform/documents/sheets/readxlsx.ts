import { readParts } from './archive.ts'
import { dayOfSerial, isDateFormat } from './dates.ts'
import { Refused } from './limits.ts'
import type { PlainCell, SheetCell, SheetInfo, SheetLimits, SheetRow } from './model.ts'
import { attribute, type XmlEvents, xmlReader } from './xml.ts'

export interface XlsxContent {
  readonly sheets: readonly SheetInfo[]
  readonly sheet: string
  readonly rows: number
  readonly formulas: number
  readonly externalLinks: boolean
}

interface Workbook {
  readonly sheets: { name: string; hidden: boolean; part: string }[]
  readonly date1904: boolean
  /** Whether the style of a cell shows days. */
  readonly dateStyles: readonly boolean[]
  readonly strings: readonly string[]
  readonly externalLinks: boolean
}

/** One sheet of a workbook, row by row. The archive is gone through twice: first what the sheet refers to, then the sheet. */
export async function readXlsx(
  bytes: Uint8Array,
  limits: SheetLimits,
  sheet: string | undefined,
  onRow: (row: SheetRow) => void | Promise<void>,
): Promise<XlsxContent> {
  const book = await readWorkbook(bytes, limits)
  const chosen =
    sheet === undefined
      ? (book.sheets.find((one) => !one.hidden) ?? book.sheets[0])
      : book.sheets.find((one) => one.name === sheet)
  if (!chosen) throw new Refused(sheet === undefined ? 'no-sheet' : 'no-such-sheet', { sheet: sheet ?? '' })
  const reader = new SheetReader(book, limits)
  const xml = xmlReader(reader)
  let rows = 0
  let found = false
  await readParts(
    bytes,
    limits,
    (name) => name === chosen.part,
    async (_, chunk, last) => {
      found = true
      xml.write(chunk, last)
      for (const row of reader.rows.splice(0)) {
        if (++rows > limits.rows) throw new Refused('too-many-rows', { limit: limits.rows })
        await onRow(row)
      }
    },
  )
  if (!found) throw new Refused('broken')
  const sheets = book.sheets.map(({ name, hidden }) => ({ name, hidden }))
  return { sheets, sheet: chosen.name, rows, formulas: reader.formulas, externalLinks: book.externalLinks }
}

const first = {
  types: '[Content_Types].xml',
  workbook: 'xl/workbook.xml',
  relations: 'xl/_rels/workbook.xml.rels',
  styles: 'xl/styles.xml',
  strings: 'xl/sharedStrings.xml',
} as const

async function readWorkbook(bytes: Uint8Array, limits: SheetLimits): Promise<Workbook> {
  const relations = new Map<string, string>()
  const listed: { name: string; hidden: boolean; relation: string }[] = []
  const formats = new Map<number, string>()
  const dateStyles: boolean[] = []
  const strings = new Strings(limits)
  let date1904 = false
  let inCellFormats = false
  let macros = false
  const readers: Readonly<Record<string, XmlEvents>> = {
    [first.types]: {
      open(_, attributes) {
        if (/macroEnabled|vbaProject/i.test(attribute(attributes, 'ContentType') ?? '')) macros = true
      },
    },
    [first.workbook]: {
      open(name, attributes) {
        if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '')
        if (name === 'sheet')
          listed.push({
            name: attribute(attributes, 'name') ?? '',
            hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
            relation: attribute(attributes, 'id') ?? '',
          })
      },
    },
    [first.relations]: {
      open(name, attributes) {
        const target = attribute(attributes, 'Target') ?? ''
        if (name === 'Relationship' && /\/worksheet$/.test(attribute(attributes, 'Type') ?? ''))
          relations.set(attribute(attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
      },
    },
    [first.styles]: {
      open(name, attributes) {
        if (name === 'numFmt')
          formats.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
        if (name === 'cellXfs') inCellFormats = true
        if (name === 'xf' && inCellFormats) {
          const number = Number(attribute(attributes, 'numFmtId') ?? 0)
          dateStyles.push(isDateFormat(number, formats.get(number)))
        }
      },
      close(name) {
        if (name === 'cellXfs') inCellFormats = false
      },
    },
    [first.strings]: strings,
  }
  const open = new Map<string, ReturnType<typeof xmlReader>>()
  const names = await readParts(
    bytes,
    limits,
    (name) => readers[name] !== undefined,
    (name, chunk, last) => {
      let reader = open.get(name)
      if (!reader) {
        reader = xmlReader(readers[name] ?? {})
        open.set(name, reader)
      }
      reader.write(chunk, last)
    },
  )
  if (macros || names.some((name) => /vbaProject|vbaData|xl\/macrosheets/i.test(name))) throw new Refused('macros')
  if (!names.includes(first.workbook)) throw new Refused('unknown-kind')
  const sheets = listed.flatMap(({ name, hidden, relation }) => {
    const part = relations.get(relation)
    return part ? [{ name, hidden, part }] : []
  })
  const externalLinks = names.some((name) => /^xl\/externalLinks\//i.test(name))
  return { sheets, date1904, dateStyles, strings: strings.all, externalLinks }
}

/** The strings that cells refer to. What only says how a word is pronounced is left out. */
class Strings implements XmlEvents {
  readonly all: string[] = []
  readonly #limits: SheetLimits
  #text = ''
  #inText = false
  #inPhonetic = false

  constructor(limits: SheetLimits) {
    this.#limits = limits
  }

  open(name: string): void {
    if (name === 'si') this.#text = ''
    else if (name === 't') this.#inText = !this.#inPhonetic
    else if (name === 'rPh') this.#inPhonetic = true
  }

  text(text: string): void {
    if (this.#inText) this.#text += text
    if (this.#text.length > this.#limits.cell * 2) throw new Refused('cell-too-long', { limit: this.#limits.cell })
  }

  close(name: string): void {
    if (name === 't') this.#inText = false
    else if (name === 'rPh') this.#inPhonetic = false
    else if (name === 'si') this.all.push(unescaped(this.#text))
  }
}

class SheetReader implements XmlEvents {
  readonly rows: SheetRow[] = []
  formulas = 0
  readonly #book: Workbook
  readonly #limits: SheetLimits
  #number = 0
  #cells: SheetCell[] = []
  #filled = false
  #column = -1
  #type = 'n'
  #style = 0
  #formula = false
  #value = ''
  #takes = false

  constructor(book: Workbook, limits: SheetLimits) {
    this.#book = book
    this.#limits = limits
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.#number = Number(attribute(attributes, 'r') ?? this.#number + 1)
        this.#cells = []
        this.#filled = false
        this.#column = -1
        break
      case 'c': {
        const place = attribute(attributes, 'r')
        this.#column = place === undefined ? this.#column + 1 : columnOf(place)
        this.#type = attribute(attributes, 't') ?? 'n'
        this.#style = Number(attribute(attributes, 's') ?? 0)
        this.#formula = false
        this.#value = ''
        break
      }
      case 'f':
        this.#formula = true
        break
      case 'v':
      case 't':
        this.#takes = true
        break
    }
  }

  text(text: string): void {
    if (!this.#takes) return
    this.#value += text
    if (this.#value.length > this.#limits.cell * 2) throw new Refused('cell-too-long', { limit: this.#limits.cell })
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#takes = false
    else if (name === 'c') this.#endCell()
    else if (name === 'row' && this.#filled)
      this.rows.push({ number: this.#number, cells: Array.from(this.#cells, (cell) => cell ?? null) })
  }

  #endCell(): void {
    const value = this.#plain()
    if (this.#formula) this.formulas++
    if (value === null && !this.#formula) return
    if (!(this.#column >= 0 && this.#column < this.#limits.columns))
      throw new Refused('too-many-columns', { limit: this.#limits.columns })
    this.#filled = true
    this.#cells[this.#column] =
      typeof value === 'object' && value?.kind === 'fault'
        ? value
        : this.#formula
          ? { kind: 'formula', value: value as PlainCell }
          : value
  }

  #plain(): PlainCell | { readonly kind: 'fault'; readonly code: string } {
    const raw = this.#value
    switch (this.#type) {
      case 's':
        return textOrNull(this.#book.strings[Number(raw)] ?? '')
      case 'str':
      case 'inlineStr':
        return textOrNull(unescaped(raw))
      case 'b':
        return raw === '' ? null : raw.trim() === '1'
      case 'e':
        return raw === '' ? null : { kind: 'fault', code: raw }
      case 'd': {
        const day = /^\d{4}-\d{2}-\d{2}/.exec(raw)?.[0]
        return day ? { kind: 'day', day: day as never } : textOrNull(raw)
      }
      default: {
        if (raw.trim() === '') return null
        const number = Number(raw)
        if (!Number.isFinite(number)) return raw
        if (!this.#book.dateStyles[this.#style]) return number
        return dayOfSerial(number, this.#book.date1904) ?? number
      }
    }
  }
}

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text)

/** `AB12` → 27. */
function columnOf(place: string): number {
  let column = 0
  for (const letter of place) {
    const code = letter.charCodeAt(0)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

/** What XML cannot hold stands as `_x000D_` (ECMA-376, 22.9.2.19). */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
