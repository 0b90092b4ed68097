import { Section, Stack, Text, useRender } from '../../../../platform/ui/index.ts'
import type { NeedPowerReading } from '../figures.ts'
import { PowerTable } from './powertable.tsx'

/** The gains that the engine's power speaks of. */
const gains = [10, 25, 50, 100] as const
type Gain = (typeof gains)[number]
/** The one that the sentence names: half as many needs more. */
const named: Gain = 50

/** What a measure on a gap can show, said before it starts: after how many months more needs met will be found. */
export function NeedPowerSection({ power }: { power: NeedPowerReading | undefined }) {
  const { t, format } = useRender()
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
          <PowerTable
            caption={t('steering.effect.gap.power-table')}
            header={t('steering.effect.gap.power-gain')}
            name={(gain) => t('steering.effect.gap.power-more', { gain })}
            sizes={gains}
            monthsOf={monthsOf}
            shareOf={(gain, after) => byMonth.find(({ months: at }) => at === after)?.[`power${gain}`]}
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
