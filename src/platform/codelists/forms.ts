import { z } from 'zod'
import { field } from '../http/index.ts'
import { lengths } from './model.ts'

const version = field.wholeNumber(0, 1_000_000)
const reason = field.optionalText(lengths.reason)
const orNull = <T>(schema: z.ZodType<T | undefined>) => schema.transform((value) => value ?? null)

const words = {
  version,
  de: field.text(lengths.label),
  en: orNull(field.optionalText(lengths.label)),
  description: orNull(field.optionalLongText(lengths.description)),
  from: orNull(field.optionalDay()),
  until: orNull(field.optionalDay()),
  /** Key of the entry it stands behind; empty: at the top. */
  after: orNull(field.optionalText(lengths.key)),
  reason,
}

export const EntryForm = z.object(words)
export const NewEntryForm = z.object({ ...words, key: field.optionalText(lengths.key) })
export const MergeForm = z.object({ version, into: field.text(lengths.key), reason })
export const DecisionForm = z.object({ version, reason })
export const UploadForm = z.object({})

const storedText = (max: number) => z.string().min(1).max(max)
const storedDay = z.iso.date().nullable()

/** The entries of a previewed table, as they travel through the page and back; the action takes from them only words. */
const CarriedEntries = z.array(
  z.object({
    key: storedText(lengths.key),
    de: storedText(lengths.label),
    en: storedText(lengths.label).nullable(),
    description: storedText(lengths.description).nullable(),
    from: storedDay,
    until: storedDay,
    into: storedText(lengths.key).nullable(),
    origin: z.enum(['program', 'district']),
    removed: z.literal(true).optional(),
  }),
)

export const ImportForm = z.object({
  version,
  reason,
  entries: z.string().transform((text, context) => {
    const parsed = CarriedEntries.safeParse(jsonOf(text))
    if (parsed.success) return parsed.data
    context.addIssue({ code: 'custom', message: 'codelists-import-stale' })
    return z.NEVER
  }),
})

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
