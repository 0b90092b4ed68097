import { type Day, parseDay } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import type {
  ImportKind,
  ImportSetting,
  NamesByKey,
  RowDescription,
  ShownRow,
} from '../../../platform/importing/index.ts'
import { measureIds } from '../queries/measures.ts'
import { type ColumnKey, columns } from './domain/columns.ts'
import { Judge } from './domain/judge.ts'
import type { PresentMeasure } from './domain/present.ts'
import { type Lookups, type RowValues, readRow } from './domain/row.ts'
import { cellOf } from './export.ts'
import { lookupsOf, presentMeasures, readTableNames } from './register.ts'
import { undoMeasure } from './undoing.ts'
import { writeMeasures } from './writing.ts'

const settingOf = ({ today, tenant }: ImportSetting) => ({ today, demo: tenant.demo })

/** Lists of measures: the table that the export writes, and those that offices kept before. */
export const measureImport: ImportKind<RowValues, PresentMeasure> = {
  key: 'measures.register',
  path: '/measures/import',
  right: 'measures.import',
  home: { path: '/measures', label: 'measures.title' },
  words: 'measures.import',
  columns,
  personal: false,
  mostRows: 2000,
  atOnce: { check: 10_000, write: 300 },
  template: { path: '/measures/export.xlsx', label: 'measures.import.template' },
  demand: (mapping) => (mapping['title'] === undefined ? 'measures-import-no-title' : undefined),
  async judging(tx, actor, { today }, mapping) {
    const lookups = lookupsOf(await readTableNames(tx, actor, today))
    const ids = await measureIds(tx, actor, {}, today)
    const judge = new Judge(await presentMeasures(tx, actor, ids, today), today)
    return { judge: (row) => judge.judge(readRow(row.cells, mapping, lookups), row.number) }
  },
  writing: (tx, actor, setting, rows) => writeMeasures(tx, actor, settingOf(setting), rows),
  undo: (tx, actor, setting, row) => undoMeasure(tx, actor, settingOf(setting), row),
  describe,
}

async function describe(
  { tx, actor, clock, locale }: PageRequest,
  rows: readonly ShownRow<RowValues>[],
): Promise<ReadonlyMap<number, RowDescription>> {
  const targets = rows.flatMap(({ targetId }) => targetId ?? []) as Id<'measure'>[]
  const present = await presentMeasures(tx, actor, [...new Set(targets)], clock.today())
  const byId = new Map(present.map((measure) => [measure.id, measure]))
  const names = await readTableNames(tx, actor, clock.today())
  const format = createFormat(locale)
  return new Map(
    rows.map((row) => {
      const target = byId.get(row.targetId ?? '')
      const { number } = row.reading.values
      return [
        row.number,
        {
          ...(number && { meta: number }),
          ...(row.recordId && { path: `/measures/${row.recordId}` }),
          // What was written is history by now: the page of the measure tells it.
          lines:
            target && row.recordId === null
              ? row.reading.changed.map((name) =>
                  changeOf(name as keyof RowValues, row.reading.values, target, names, (day) => format.day(day)),
                )
              : [],
        },
      ]
    }),
  )
}

/** `Stand: läuft → verstetigt`; of long texts only that they change. */
function changeOf(
  name: keyof RowValues,
  values: RowValues,
  target: PresentMeasure,
  names: Record<keyof Lookups, NamesByKey>,
  dayOf: (day: Day) => string,
): string {
  const key = (name === 'municipalities' ? 'places' : name) as ColumnKey
  const header = columns.find((column) => column.key === key)?.header ?? name
  if (key === 'description' || key === 'publicText') return header
  const text = (measure: RowValues) => {
    const cell = String(cellOf({ values: measure as Required<RowValues> }, key, names) ?? '') || '–'
    const day = parseDay(cell)
    return day ? dayOf(day) : cell
  }
  return `${header}: ${text(target.values)} → ${text({ ...target.values, ...values })}`
}
