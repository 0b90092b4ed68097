import { DelayLegend, type Share, ShareBar } from '../../../platform/ui/charts/index.ts'
import { ScrollRegion, useRender } from '../../../platform/ui/index.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { View } from '../view.ts'
import { pathText } from './names.ts'

/** Parts that are named; the rest is one part. Below this share a part could not carry its name anyway. */
const smallestPart = 0.07
const mostParts = 5

/** Where the lost days are, as one bar: the sentence above it, drawn. */
export function LostBar({ view }: { view: View<SituationSheet> }) {
  const { t } = useRender()
  const { district, hurdles } = view.figures.table.tables
  const total = district.rows[0]
  const agreed = hurdles.rows.some((row) => row.agreed && row.handOvers > 0)
  const days = (agreed ? total?.lostDays : total?.waitingDays) ?? 0
  const shares = useShares(view, agreed, days)
  if (!total || total.handOvers === 0) return null
  return (
    <figure className="nl-fig">
      <figcaption>
        {t(agreed ? 'insight.bar.caption' : 'insight.bar.caption-waiting', { days, handOvers: total.handOvers })}{' '}
        {agreed && total.lostOpen > 0 && t('insight.bar.caption-open', { days: total.lostOpen, open: total.open })}{' '}
        {total.senderOnly > 0 && t('insight.bar.caption-one-sided', { count: total.senderOnly })}
      </figcaption>
      {shares.length > 1 && (
        <>
          <ScrollRegion label={t('insight.bar.label')}>
            <ShareBar title={t('insight.bar.label')} description={t('insight.bar.description')} shares={shares} />
          </ScrollRegion>
          {agreed && <DelayLegend />}
        </>
      )}
    </figure>
  )
}

function useShares(view: View<SituationSheet>, agreed: boolean, total: number): readonly Share[] {
  const { t, format } = useRender()
  const losing = view.figures.table.tables.hurdles.rows
    .map((row) => ({ row, days: agreed ? row.lostDays : row.waitingDays }))
    .filter(({ days }) => days > 0)
    .sort((a, b) => b.days - a.days)
  const named = losing.filter(({ days }, index) => index < mostParts && days >= total * smallestPart)
  const rest = losing.slice(named.length)
  const restDays = rest.reduce((sum, { days }) => sum + days, 0)
  return [
    ...named.map(({ row, days }) => ({
      key: row.interface,
      label: pathText(view.directory, row.interface),
      value: days,
      text: format.number(days),
      delay: agreed ? (row.delay as Share['delay']) : null,
    })),
    ...(rest.length > 0
      ? [
          {
            key: '',
            label: t('insight.bar.rest', { count: rest.length }),
            value: restDays,
            text: format.number(restDays),
            delay: null,
          },
        ]
      : []),
  ]
}
