import { Section, Stack, Text, useRender } from '../../../../platform/ui/index.ts'
import type { PowerReading } from '../figures.ts'
import { PowerTable } from './powertable.tsx'

/** The drops that the engine's power speaks of. */
const drops = [10, 20, 30, 50] as const
type Drop = (typeof drops)[number]

/** What a measure can show, said before it starts: after how many months a drop will be found. */
export function PowerSection({ power, expected }: { power: PowerReading | undefined; expected: number | null }) {
  const { t, format } = useRender()
  if (!power)
    return (
      <Section title={t('steering.effect.power.title')}>
        <Text>{t('steering.effect.power.too-short')}</Text>
      </Section>
    )
  const { row, byMonth } = power
  const monthsOf = (drop: Drop) => row[`months${drop}`]
  // The drop that was expected, rounded up to one that was computed: a larger one is found sooner.
  const asked = [...drops].reverse().find((drop) => drop <= (expected ?? 30)) ?? 10
  const months = monthsOf(asked)
  const perMonth = row.perMonth === undefined ? undefined : format.number(row.perMonth, row.perMonth < 10 ? 1 : 0)
  return (
    <Section title={t('steering.effect.power.title')}>
      <Stack gap="s">
        <Text>
          {perMonth === undefined
            ? t('steering.effect.power.withheld')
            : months === undefined
              ? t('steering.effect.power.never', { perMonth, drop: asked })
              : t('steering.effect.power.sentence', { perMonth, drop: asked, months })}
        </Text>
        <PowerTable
          caption={t('steering.effect.power.table')}
          header={t('steering.effect.power.drop')}
          name={(drop) => t('steering.effect.power.shorter', { drop })}
          sizes={drops}
          monthsOf={monthsOf}
          shareOf={(drop, after) => byMonth.find(({ months: at }) => at === after)?.[`power${drop}`]}
        />
        <Text>
          {t('steering.effect.power.how', {
            handOvers: row.handOvers === undefined ? '–' : format.number(row.handOvers),
            months: row.months === undefined ? 0 : row.months,
          })}
        </Text>
      </Stack>
    </Section>
  )
}
