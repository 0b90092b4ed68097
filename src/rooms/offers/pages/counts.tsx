import { Figure, Parts, Table, useRender } from '../../../platform/ui/index.ts'
import { type Moves, moveReasons } from '../domain/kinds.ts'
import type { CheckedCount } from '../queries/histories.ts'

/** Checks of an offer, newest first: what was counted, who said so, and who entered or left the waiting list. */
export function CountTable({ counts }: { counts: readonly CheckedCount[] }) {
  const { t, format } = useRender()
  const figure = (value: number | null) => (value === null ? '–' : <Figure>{format.number(value)}</Figure>)
  return (
    <Table
      caption={t('offers.counts.title')}
      rows={counts}
      keyOf={(count) => String(count.number)}
      stacks
      columns={[
        { key: 'on', header: t('offers.field.checkedOn'), names: true, cell: (count) => format.day(count.checkedOn) },
        {
          key: 'free',
          header: t('offers.counts.free'),
          kind: 'number',
          cell: (count) =>
            count.capacity === null
              ? figure(count.freePlaces)
              : t('offers.counts.free-of', {
                  free: count.freePlaces === null ? '–' : format.number(count.freePlaces),
                  capacity: format.number(count.capacity),
                }),
        },
        { key: 'waiting', header: t('offers.counts.waiting'), kind: 'number', cell: (count) => figure(count.waiting) },
        {
          key: 'moves',
          header: t('offers.counts.moves'),
          cell: (count) => <MoveWords moves={count.moves} />,
        },
        {
          key: 'told',
          header: t('offers.field.told'),
          cell: (count) => <Parts parts={[t(`offers.told.${count.told}`), count.who]} />,
        },
      ]}
    />
  )
}

function MoveWords({ moves }: { moves: Moves }) {
  const { t } = useRender()
  const words = moveReasons.flatMap((reason) => {
    const count = moves[reason]
    return count ? [t('offers.move-count', { count, reason: t(`offers.move.${reason}`) })] : []
  })
  return words.length > 0 ? words.join(', ') : '–'
}
