import { z } from 'zod'
import { isId } from '../../kernel/ids.ts'
import { field } from '../http/index.ts'
import type { RowChoice } from './actions/choose.ts'
import type { ImportColumn, Mapping } from './domain/columns.ts'

/** The file itself is looked at by the action. */
export const Upload = z.object({})

/** `c0`, `c1` …: what each column of the file means; empty: it is not read. */
export const columnsForm = (columns: readonly ImportColumn[]) => {
  const meanings = new Set(columns.map(({ key }) => key))
  return z
    .object({
      do: field.oneOf(['look', 'check']),
      sheet: field.optionalText(200),
      headerRow: field.wholeNumber(1, 100_000),
    })
    .catchall(z.union([z.string(), z.array(z.string())]))
    .transform(({ do: what, sheet, headerRow, ...rest }, context) => {
      const mapping: Record<string, number> = {}
      for (const [name, value] of Object.entries(rest)) {
        const place = /^c(\d{1,3})$/.exec(name)?.[1]
        if (place === undefined || value === '') continue
        if (typeof value !== 'string' || !meanings.has(value)) {
          context.addIssue({ code: 'custom', message: 'not-an-option', path: [name] })
          continue
        }
        if (mapping[value] !== undefined)
          context.addIssue({ code: 'custom', message: 'importing-column-twice', path: [name] })
        mapping[value] = Number(place)
      }
      return { look: what === 'look', sheet, headerRow, mapping: mapping as Mapping }
    })
}

const plain = ['create', 'update', 'skip', 'open'] as const

/** `r17`: what becomes of row 17; the id of a record says that it is that one. */
export const Choices = z
  .object({})
  .catchall(z.string())
  .transform((sent, context) =>
    Object.entries(sent).flatMap(([name, choice]): RowChoice[] => {
      const number = /^r(\d{1,7})$/.exec(name)?.[1]
      if (number === undefined) return []
      const known = plain.find((one) => one === choice)
      if (known) return [{ number: Number(number), choice: known }]
      if (isId(choice)) return [{ number: Number(number), choice: 'update', target: choice }]
      context.addIssue({ code: 'custom', message: 'not-an-option', path: [''] })
      return []
    }),
  )

export const LeaveOut = z.object({ which: field.oneOf(['errors', 'open']) })

export const Nothing = z.object({})

/** The version of the report that the person saw. */
export const Run = z.object({ version: field.version() })
