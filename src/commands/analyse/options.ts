import { InvalidArgumentError } from 'commander'
import { type DateReading, type Delimiter, delimiters, parsePattern, type Role } from '../../engine/readers/index.ts'
import { type Day, parseDay } from '../../kernel/day.ts'
import { isLand, type Land, laender } from '../../kernel/holidays.ts'
import type { Translate } from '../../platform/i18n/index.ts'
import { parseDuration } from './durations.ts'
import type { Language } from './language.ts'

export const sortKeys = [
  'rank',
  'n',
  'open',
  'mean',
  'median',
  'p75',
  'p90',
  'p95',
  'max',
  'beyond',
  'lost',
  'waiting',
  'ping-pong',
  'from',
  'to',
] as const
export type SortKey = (typeof sortKeys)[number]

/** The options of the command as they are given, already read one by one. */
export interface AnalyseOptions {
  readonly by?: string
  readonly handover?: string
  readonly missing?: string
  readonly formal: 'with' | 'without' | 'only'
  /** As given, such as `14d`. */
  readonly target?: string
  readonly targets?: string
  readonly workingDays?: Land
  readonly from?: Day
  readonly to?: Day
  readonly openMarker?: { readonly attribute: string; readonly values: readonly string[] }
  readonly declare?: readonly { readonly from: string; readonly to: string }[]
  readonly asOf?: Day
  /** 0 for all. */
  readonly top?: number
  readonly sort: SortKey
  readonly json?: true
  readonly csv?: true
  readonly html?: string
  readonly output?: string
  readonly wide?: true
  readonly quiet?: true
  readonly lang?: Language
  readonly map?: Partial<Record<Role, string>>
  readonly delimiter?: Delimiter
  readonly header: boolean
  readonly encoding?: string
  readonly dateFormat?: DateReading
  readonly timeZone: string
  readonly maxExpansion?: number
}

/** The readers of single option values, with messages in the language of the help. */
export function optionReaders(t: Translate) {
  const refuse = (key: string, values: Record<string, string> = {}): never => {
    throw new InvalidArgumentError(t(`wrong.${key}`, values))
  }
  return {
    duration: (text: string) => (parseDuration(text) === undefined ? refuse('duration') : text),
    land: (text: string): Land => {
      const land = text.toUpperCase().replace(/^DE-/, '')
      return isLand(land) ? land : refuse('land', { laender: laender.join(', ') })
    },
    day: (text: string): Day => {
      const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
      const iso = german ? [german[3], german[2]?.padStart(2, '0'), german[1]?.padStart(2, '0')].join('-') : text
      return parseDay(iso) ?? refuse('day')
    },
    count: (text: string) =>
      text === 'all' || text === 'alle' ? 0 : /^\d{1,9}$/.test(text) ? Number(text) : refuse('count'),
    expansion: (text: string) => (/^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : refuse('expansion')),
    map: (text: string, before: Partial<Record<Role, string>> | undefined) => {
      const map = { ...before }
      for (const part of text.split(/,(?=\s*(?:case|activity|time|group|resource)=)/)) {
        const match = /^\s*(case|activity|time|group|resource)=(.+)$/s.exec(part)
        if (!match) return refuse('map')
        map[match[1] as Role] = match[2]?.trim()
      }
      return map
    },
    delimiter: (text: string): Delimiter => {
      const names: Readonly<Record<string, Delimiter>> = {
        comma: ',',
        semicolon: ';',
        tab: '\t',
        '\\t': '\t',
        pipe: '|',
      }
      const delimiter = names[text] ?? text
      return delimiters.find((known) => known === delimiter) ?? refuse('delimiter')
    },
    dates: (text: string): DateReading => {
      if (text === 'day-first' || text === 'month-first') return text
      return parsePattern(letters(text)) ?? refuse('dates')
    },
    zone: (text: string) => {
      try {
        new Intl.DateTimeFormat('en', { timeZone: text })
        return text
      } catch {
        return refuse('zone')
      }
    },
    marker: (text: string) => {
      const match = /^([^=]+)=(.+)$/s.exec(text)
      const values = match?.[2]?.split(',').map((value) => value.trim())
      return match && values ? { attribute: (match[1] as string).trim(), values } : refuse('marker')
    },
    declared: (text: string, before: readonly { from: string; to: string }[] = []) => {
      const [from, to, more] = text.split('=>').map((label) => label.trim())
      return from && to && more === undefined ? [...before, { from, to }] : refuse('declared')
    },
  }
}

/** German letters (TT.MM.JJJJ) and small ones for the month (dd.mm.yyyy) are understood as what they mean. */
function letters(format: string): string {
  const latin = format.includes('J') ? format.replaceAll('J', 'y').replaceAll('T', 'd') : format
  return latin.includes('M') ? latin : latin.replace(/mm/i, 'MM')
}
