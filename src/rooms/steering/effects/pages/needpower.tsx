import { Section, Stack, Table, Text, useRender } from '../../../../platform/ui/index.ts'
import type { NeedPowerReading } from '../figures.ts'

/** The gains that the engine's power speaks of. */
const gains = [10, 25, 50, 100] as const
type Gain = (typeof gains)[number]
/** The one that the sentence names: half as many needs more. */
const named: Gain = 50
const shownMonths = [6, 12, 24]

/** What a measure on a gap can show, said before it starts: after how many months more needs met will be found. */
export function NeedPowerSection({ power }: { power: NeedPowerReading | undefined }) {
  const { t, format, may } = useRender()
  if (!power)
    return (
      <Section title={t('steering.effect.power.title')}>
        <Text>{t('steering.effect.gap.power-too-short')}</Text>
      </Section>
    )
  const { row, byMonth } = power
  const monthsOf = (gain: Gain) => row[`months${gain}`]
  const months = monthsOf(named)
  const rate = row.metPerMonth
  const perMonth = rate === undefined ? undefined : format.number(rate, rate < 10 ? 1 : 0)
  return (
    <Section title={t('steering.effect.power.title')}>
      <Stack gap="s">
        <Text>
          {perMonth === undefined
            ? t('steering.effect.gap.power-withheld')
            : months === undefined
              ? t('steering.effect.gap.power-never', { perMonth, gain: named })
              : t('steering.effect.gap.power-sentence', { perMonth, gain: named, months })}
        </Text>
        {perMonth !== undefined && (
          <Table<Gain>
            caption={t('steering.effect.gap.power-table')}
            rows={gains}
            keyOf={String}
            dense
            columns={[
              {
                key: 'gain',
                header: t('steering.effect.gap.power-gain'),
                names: true,
                cell: (gain) => t('steering.effect.gap.power-more', { gain }),
              },
              {
                key: 'months',
                header: t('steering.effect.power.found'),
                kind: 'number',
                cell: (gain) => {
                  const found = monthsOf(gain)
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
                    cell: (gain: Gain) => {
                      const share = byMonth.find((one) => one.months === after)?.[`power${gain}`]
                      return share === undefined || share === null ? '–' : format.percent(share)
                    },
                  }))
                : []),
            ]}
          />
        )}
        {row.met !== undefined && row.needs !== undefined && (
          <Text>
            {t('steering.effect.gap.power-how', {
              met: format.number(row.met),
              needs: format.number(row.needs),
              months: row.months ?? 0,
            })}
          </Text>
        )}
      </Stack>
    </Section>
  )
}
