import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'
import { type ColumnKey, columnKeys, type Mapping } from './domain/columns.ts'

/** The file itself is looked at by the action. */
export const Upload = z.object({})

const meanings = ['', ...columnKeys] as const

/** `c0`, `c1` …: what each column of the file means; empty: it is not read. */
export const Columns = z
  .object({
    do: field.oneOf(['look', 'check']),
    sheet: field.optionalText(200),
    headerRow: field.wholeNumber(1, 100_000),
  })
  .catchall(z.union([z.string(), z.array(z.string())]))
  .transform(({ do: what, sheet, headerRow, ...rest }, context) => {
    const mapping: Mapping = {}
    for (const [name, value] of Object.entries(rest)) {
      const place = /^c(\d{1,3})$/.exec(name)?.[1]
      if (place === undefined || value === '') continue
      if (!meanings.some((one) => one === value)) {
        context.addIssue({ code: 'custom', message: 'not-an-option', path: [name] })
        continue
      }
      const key = value as ColumnKey
      if (mapping[key] !== undefined)
        context.addIssue({ code: 'custom', message: 'measures-import-twice', path: [name] })
      mapping[key] = Number(place)
    }
    return { look: what === 'look', sheet, headerRow, mapping }
  })

/** `r17`: what becomes of row 17. */
export const Choices = z
  .object({})
  .catchall(z.string())
  .transform((sent, context) =>
    Object.entries(sent).flatMap(([name, choice]) => {
      const number = /^r(\d{1,7})$/.exec(name)?.[1]
      if (number === undefined) return []
      if (choice !== 'create' && choice !== 'update' && choice !== 'skip') {
        context.addIssue({ code: 'custom', message: 'not-an-option', path: [''] })
        return []
      }
      return [{ number: Number(number), choice: choice as 'create' | 'update' | 'skip' }]
    }),
  )

export const Nothing = z.object({})

/** The version of the report that the person saw. */
export const Run = z.object({ version: field.version() })
