/** What an interface needs of a person, as a small table by the field of law of its receiving side. A district may decide otherwise. */
import type { DataCategory } from '../../../people/index.ts'

export interface Needs {
  /** Preselected, as far as a transfer basis covers them. */
  readonly categories: readonly DataCategory[]
  /** Without these the receiver cannot begin. */
  readonly required: readonly DataCategory[]
}

const needs = (required: readonly DataCategory[], ...others: readonly DataCategory[]): Needs => ({
  categories: [...required, ...others],
  required,
})

const byLaw: Readonly<Record<string, Needs>> = {
  asylblg: needs(['contact', 'household'], 'language'),
  'sgb-ii': needs(['contact', 'livelihood'], 'household', 'language'),
  'sgb-xii': needs(['contact', 'livelihood'], 'household', 'language'),
  'sgb-iii': needs(['contact'], 'language', 'education', 'work'),
  bqfg: needs(['contact', 'education'], 'language', 'work'),
  intv: needs(['contact', 'language']),
  schulg: needs(['contact', 'household'], 'language', 'education'),
  kibiz: needs(['contact', 'household'], 'childcare'),
  'sgb-viii': needs(['contact', 'household'], 'language', 'childcare'),
  'sgb-v': needs(['contact'], 'language', 'occasion'),
  aufenthg: needs(['contact'], 'language', 'residence'),
  stag: needs(['contact', 'residence'], 'language', 'livelihood'),
  tintg: needs(['contact'], 'household', 'language', 'occasion'),
}

const anywhere = needs(['contact'], 'language')

/** Overrides of a district: categories by the key of the interface. What is required stays, as far as it is still among them. */
export type DecidedNeeds = Readonly<Record<string, readonly DataCategory[]>>

export function needsOf(
  receiver: { readonly interfaceKey: string; readonly jurisdictionKey: string | null },
  decided: DecidedNeeds = {},
): Needs {
  const usual = (receiver.jurisdictionKey !== null && byLaw[receiver.jurisdictionKey]) || anywhere
  const own = decided[receiver.interfaceKey]
  if (!own) return usual
  return { categories: own, required: usual.required.filter((category) => own.includes(category)) }
}
