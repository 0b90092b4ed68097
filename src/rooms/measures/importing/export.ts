import { type Book, type BookCell, csvType, writeCsv, writeXlsx, xlsxType } from '../../../platform/documents/index.ts'
import type { Download, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import type { NamesByKey } from '../../../platform/importing/index.ts'
import { type Reader, seesInternal } from '../access.ts'
import { readFilter } from '../pages/listing.ts'
import { measureIds } from '../queries/measures.ts'
import { type ColumnKey, columns } from './domain/columns.ts'
import type { PresentMeasure } from './domain/present.ts'
import type { Lookups } from './domain/row.ts'
import { wordOfPriority, wordOfRole, wordOfState, wordOfYes } from './domain/words.ts'
import { presentMeasures, readTableNames } from './register.ts'

type Names = Record<keyof Lookups, NamesByKey>

/** What is written for offices themselves; nobody else gets it. */
const internal: readonly ColumnKey[] = ['reason', 'stalledSince', 'partners', 'description', 'isPublic']
const days: readonly ColumnKey[] = ['since', 'stalledSince', 'plannedFrom', 'plannedUntil']

const columnsFor = (reader: Reader) =>
  columns.filter((column) => seesInternal(reader) || !internal.includes(column.key))

/** The measures of the list, all pages of it, as the table that an import understands. */
export async function exportXlsx(request: PageRequest): Promise<Download> {
  const { t, locale, clock, tenant, actor, query } = request
  const { measures, names } = await readMeasures(request)
  const shown = columnsFor(actor)
  const book: Book = {
    title: `${t('measures.register')}, ${tenant.name}`,
    issuer: tenant.name,
    marks: tenant.demo ? [t('measures.import.demo')] : [],
    createdOn: clock.today(),
    sheets: [
      {
        name: t('measures.title'),
        columns: shown.map(({ key, header, width }) => ({ header, width, kind: days.includes(key) ? 'day' : 'text' })),
        rows: measures.map((measure) => shown.map(({ key }) => cellOf(measure, key, names))),
      },
    ],
    notes: {
      name: t('measures.import.notes.title'),
      lines: [
        t('measures.import.notes.as-of', { day: createFormat(locale).day(clock.today()), count: measures.length }),
        ...(query.size > 0 ? [t('measures.import.notes.filtered')] : []),
        t('measures.import.notes.again'),
        t('measures.import.notes.lists'),
        t('measures.import.notes.beside'),
      ],
    },
  }
  return { type: xlsxType, filename: fileName(request, 'xlsx'), body: await writeXlsx(book) }
}

/** The same as text. */
export async function exportCsv(request: PageRequest): Promise<Download> {
  const { measures, names } = await readMeasures(request)
  const shown = columnsFor(request.actor)
  const format = createFormat('de')
  const rows = measures.map((measure) =>
    shown.map(({ key }) => {
      const cell = cellOf(measure, key, names)
      return typeof cell === 'string' && days.includes(key) ? format.day(cell as never) : (cell as string | null)
    }),
  )
  const headers = shown.map(({ header }) => header)
  return { type: csvType, filename: fileName(request, 'csv'), body: writeCsv(headers, rows) }
}

async function readMeasures({ tx, actor, query, clock }: PageRequest) {
  const today = clock.today()
  const ids = await measureIds(tx, actor, readFilter(query), today)
  return { measures: await presentMeasures(tx, actor, ids, today), names: await readTableNames(tx, actor, today) }
}

const fileName = ({ tenant, clock, t }: PageRequest, ending: string): string =>
  `${t('measures.import.file')}-${tenant.key}-${clock.today()}${tenant.demo ? '-DEMO' : ''}.${ending}`

/** What stands in a cell; readRow reads the same from it. */
export function cellOf({ values }: Pick<PresentMeasure, 'values'>, key: ColumnKey, names: Names): BookCell {
  const written = (lookup: keyof Lookups, keys: readonly string[]) =>
    keys.map((one) => names[lookup].written.get(one) ?? one).join('; ')
  switch (key) {
    case 'state':
      return wordOfState[values.state] + (values.stalled ? ', stockt' : '')
    case 'fields':
    case 'targetGroups':
      return written(key, values[key])
    case 'responsible':
      return values.responsible && written('organisations', [values.responsible])
    case 'involved':
      return written('organisations', values.involved)
    case 'centreRole':
      return wordOfRole[values.centreRole]
    case 'priority':
      return values.priority && wordOfPriority[values.priority]
    case 'kimLinked':
    case 'isPublic':
      return wordOfYes(values[key])
    case 'places':
      return values.municipalities.length === 0 ? 'kreisweit' : written('municipalities', values.municipalities)
    case 'concepts':
      return values.concepts
        .map((concept) => written('concepts', [concept.key]) + (concept.number ? ` (${concept.number})` : ''))
        .join('; ')
    default:
      return values[key]
  }
}
