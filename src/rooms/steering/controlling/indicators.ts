import type { ControllingSheet, Guarded } from '../../insight/index.ts'

/** Parts of the list, in their order. */
export const sections = [
  'caseload',
  'access',
  'groups',
  'closures',
  'attainments',
  'towns',
  'handOvers',
  'structure',
] as const
export type SectionKey = (typeof sections)[number]

/** One line of what the Land gets. */
export interface Indicator {
  /** Never changes: the mapping table and earlier files name it. `towns.open.hasselbeck`. */
  readonly key: string
  readonly section: SectionKey
  /** What it is by: a code, a town, an interface. Empty where the key says it all; null: not known. */
  readonly of: string | null
  /** Which figure of that: `open`, `median`. */
  readonly figure: string
  /** Null: there is none, such as the median of nothing. */
  readonly value: number | null
}

/** Counts of the structure's side at the reference date. */
export type StructureCounts = Readonly<Record<(typeof structureFigures)[number], number>>
export const structureFigures = [
  'topics-formed',
  'topics-decided',
  'topics-closed',
  'decisions',
  'meetings',
  'measures-linked',
] as const

/** Indicators whose codes of the Land can be typed: one for each figure, not for each town. */
export const mappable = [
  ...['opened', 'open', 'persons', 'closed', 'adviceOnly', 'referredOn', 'declined'].map((one) => `caseload.${one}`),
  ...['access', 'groups', 'closures', 'attainments'].map((one) => `${one}.count`),
  ...['opened', 'open', 'closed'].map((one) => `towns.${one}`),
  ...['offered', 'accepted', 'declined', 'arrived', 'median'].map((one) => `handOvers.${one}`),
  ...structureFigures.map((one) => `structure.${one}`),
] as const

/** The entry of the mapping table that an indicator goes by. */
export const mappingKeyOf = ({ section, figure, of }: Indicator): string =>
  section === 'caseload' ? `caseload.${of}` : `${section}.${figure}`

/** What the Land may ask for and nobody records here, with the key of the sentence that says why. */
export const notRecorded = ['age', 'gender', 'nationality', 'full-time-posts'] as const

const dimensionOf = { towns: 'town', handOvers: 'interface' } as const

/** The list, section by section, in the order in which the figures came. */
export function indicatorsOf(figures: Guarded<ControllingSheet>, structure: StructureCounts): readonly Indicator[] {
  const released = sections.flatMap((section) => {
    if (section === 'structure') return []
    const dimension = section in dimensionOf ? dimensionOf[section as keyof typeof dimensionOf] : 'key'
    return (figures.tables[section]?.rows ?? []).flatMap((row) => {
      const cells = row as Readonly<Record<string, { value?: unknown } | undefined>>
      const of = (cells[dimension]?.value ?? null) as string | null
      return Object.entries(cells)
        .filter(([figure]) => figure !== dimension)
        .map(([figure, cell]): Indicator => {
          const value = cell?.value
          return {
            key: `${section}.${figure}.${of ?? 'unknown'}`,
            section,
            of,
            figure,
            value: typeof value === 'number' ? value : null,
          }
        })
    })
  })
  return [
    ...released,
    ...structureFigures.map(
      (figure): Indicator => ({
        key: `structure.${figure}`,
        section: 'structure',
        of: '',
        figure,
        value: structure[figure],
      }),
    ),
  ]
}
