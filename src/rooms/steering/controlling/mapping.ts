import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'
import { defineSetting } from '../../../platform/settings/index.ts'
import { mappable } from './indicators.ts'

const longestCode = 40

/** The Land's code of each indicator, as the district typed it; those without one are missing. */
export const mapping = defineSetting<Readonly<Record<string, string>>>({
  key: 'steering.controlling-mapping',
  schema: z.record(z.string(), z.string().min(1).max(longestCode)),
  fallback: {},
})

/** `caseload.open` as the name of a field. */
export const fieldOf = (key: string) => `code-${key.replace('.', '-')}`

export const MappingForm = z.object({
  // 0 while nobody has typed a code.
  version: z.coerce.number('invalid').int('invalid').min(0, 'invalid'),
  ...Object.fromEntries(mappable.map((key) => [fieldOf(key), field.optionalText(longestCode)])),
})

/** What was typed as a mapping table. */
export function mappingOf(input: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    mappable.flatMap((key) => {
      const code = input[fieldOf(key)]
      return typeof code === 'string' && code !== '' ? [[key, code]] : []
    }),
  )
}
