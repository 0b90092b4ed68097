import type { Translate } from '../../../platform/i18n/index.ts'
import type { Option } from '../../../platform/ui/index.ts'

/** Entries of a choice from records. */
export function recordOptions(records: readonly { readonly key: string; readonly name: string }[]): Option[] {
  return records.map(({ key, name }) => ({ value: key, label: name }))
}

/**
 * As recordOptions, with the record that is chosen already: it may have ended since, and must not vanish from a form
 * that somebody opens for another reason.
 */
export function optionsWith(
  records: readonly { readonly key: string; readonly name: string }[],
  chosen: { readonly key: string | null | undefined; readonly name: string | null | undefined },
): Option[] {
  const options = recordOptions(records)
  if (!chosen.key || options.some(({ value }) => value === chosen.key)) return options
  return [...options, { value: chosen.key, label: chosen.name ?? chosen.key }]
}

/** Entries of a choice from codes whose words stand below a key of the messages. */
export function codeOptions(t: Translate, key: string, codes: readonly string[]): Option[] {
  return codes.map((code) => ({ value: code, label: t(`${key}.${code}`) }))
}
