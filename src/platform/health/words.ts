import type { Format, Translate } from '../i18n/index.ts'
import type { HealthResult } from './examine.ts'

export interface HealthWords {
  readonly title: string
  readonly found: string
  /** What to do; undefined where nothing is to be done. */
  readonly todo: string | undefined
}

/** Puts a result into words. Values say their unit in their names: `…Ms` is told as a length of time, `…Bytes` as an amount. */
export function wordsOf({ key, code, state, values }: HealthResult, t: Translate, format: Format): HealthWords {
  const told = Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, tell(name, value, t, format)] as const],
    ),
  )
  // Words of the check itself, else those that checks of its part share, else those for all: any may be slow or fail.
  const base =
    [`health.${key}`, `health.${key.split('.')[0]}.any`].find((place) => t.has(`${place}.${code}`)) ?? 'health.any'
  return {
    title: t(`health.${key}.title`),
    found: t(`${base}.${code}`, told),
    todo: state === 'ok' ? undefined : t(`${base}.${code}-todo`, told),
  }
}

function tell(name: string, value: string | number | Date, t: Translate, format: Format): string | number {
  if (value instanceof Date) return format.instant(value)
  if (typeof value === 'string') return value
  if (name.endsWith('Bytes')) return bytes(value, format)
  return name.endsWith('Ms') ? duration(value, t) : value
}

const units = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
] as const

/** The largest unit of which there are two, so that nobody reads "1 hour" for two hours less a minute. */
function duration(ms: number, t: Translate): string {
  if (ms < 1000) return t('health.unit.moment')
  const [unit, size] = units.find(([, size]) => ms >= 2 * size) ?? ['seconds', 1000]
  return t(`health.unit.${unit}`, { n: Math.round(ms / size) })
}

function bytes(value: number, format: Format): string {
  const names = ['kB', 'MB', 'GB', 'TB']
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(value, 1)) / 3), 1), names.length)
  const amount = value / 1000 ** power
  return `${format.number(amount, amount < 10 ? 1 : 0)} ${names[power - 1]}`
}
