import { type Locale, tagOf } from './locales.ts'

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.NumberFormat(tagOf(locale), options)
    formatters.set(key, found)
  }
  return found
}

const narrowSpace = '\u202f'
const minus = '\u2212'

/** What Intl leaves to typography: a real minus, and the narrow no-break space before a percent sign where the language has a space. */
export function typeset(text: string): string {
  return text.replace(/-(?=\d)/g, minus).replace(/[ \u00a0\u202f]%/g, `${narrowSpace}%`)
}

/** `11463` → `11.463`. Whole numbers unless `decimals` says otherwise. */
export function formatNumber(locale: Locale, value: number, decimals = 0): string {
  return typeset(
    formatter(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
      withoutNegativeZero(value, decimals),
    ),
  )
}

/** A share between 0 and 1 as whole percent: `0.553` → `55 %`. */
export function formatPercent(locale: Locale, share: number, decimals = 0): string {
  const options = { style: 'percent', minimumFractionDigits: decimals, maximumFractionDigits: decimals } as const
  return typeset(formatter(locale, options).format(withoutNegativeZero(share, decimals + 2)))
}

/** A change as whole percent with its sign: `-0.42` → `−42 %`, `0.65` → `+65 %`, none → `±0 %`. */
export function formatChange(locale: Locale, share: number): string {
  if (Math.abs(share) < 0.005) return `±${formatPercent(locale, 0)}`
  return typeset(formatter(locale, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'always' }).format(share))
}

/** How many times the target: `2.36` → `2,4-fach`, in English `2.4 times`. */
export function formatFactor(locale: Locale, factor: number): string {
  const number = formatNumber(locale, factor, 1)
  if (locale === 'de') return `${number}-fach`
  return locale === 'en' ? `${number} times` : `×${number}`
}

function withoutNegativeZero(value: number, decimals: number): number {
  return Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value
}
