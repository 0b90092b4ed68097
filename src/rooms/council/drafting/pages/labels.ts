import type { Translate } from '../../../../platform/i18n/index.ts'

/** Labels of the fields of drafts, by name. */
export const labelsOf = <Name extends string>(t: Translate, names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, t(`council.drafting.field.${name}`)])) as Record<Name, string>
