import type { ReactNode } from 'react'
import { Table, useRender } from '../../../../platform/ui/index.ts'

const shownMonths = [6, 12, 24]

interface Props<Size extends number> {
  readonly caption: string
  /** What the sizes are, and how one is called. */
  readonly header: string
  readonly name: (size: Size) => ReactNode
  /** In percent, of those that the engine's power speaks of. */
  readonly sizes: readonly Size[]
  /** Months until an effect of this size is found; undefined: not within ten years. */
  readonly monthsOf: (size: Size) => number | undefined
  /** How often it is found after so many months. */
  readonly shareOf: (size: Size, months: number) => number | null | undefined
}

/** After how many months an effect of each size is found, and how often, for those who may see months, after some. */
export function PowerTable<Size extends number>({ caption, header, name, sizes, monthsOf, shareOf }: Props<Size>) {
  const { t, format, may } = useRender()
  return (
    <Table<Size>
      caption={caption}
      rows={sizes}
      keyOf={String}
      dense
      columns={[
        { key: 'size', header, names: true, cell: name },
        {
          key: 'months',
          header: t('steering.effect.power.found'),
          kind: 'number',
          cell: (size) => {
            const found = monthsOf(size)
            return found === undefined
              ? t('steering.effect.power.not-in-ten-years')
              : t('steering.effect.power.months', { count: found })
          },
        },
        ...(may('insight.read')
          ? shownMonths.map((after) => ({
              key: `after-${after}`,
              header: t('steering.effect.power.after', { months: after }),
              kind: 'number' as const,
              cell: (size: Size) => {
                const share = shareOf(size, after)
                return share === undefined || share === null ? '–' : format.percent(share)
              },
            }))
          : []),
      ]}
    />
  )
}
