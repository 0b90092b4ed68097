import { IntlMessageFormat } from 'intl-messageformat'
import { type Direction, direction, type Locale, referenceLocale, tagOf } from './locales.ts'
import { typeset } from './numbers.ts'

/** Texts by key, nested: `{ "network": { "title": "Netzwerk" } }` is the key `network.title`. */
export interface Messages {
  readonly [key: string]: string | Messages
}

export type Catalogues = Partial<Readonly<Record<Locale, Messages>>>

export type Value = string | number | boolean | Date | null | undefined
export type Values = Readonly<Record<string, Value>>

/** A text and the language it is really in: German where a translation is missing. */
export interface Text {
  readonly text: string
  readonly locale: Locale
}

export interface Translate {
  /** The text for a key, in German where the language has none. */
  (key: string, values?: Values): string
  readonly locale: Locale
  readonly direction: Direction
  /** Whether any language has this key. */
  has(key: string): boolean
  /** As the call, with the language of the text, so that a page can mark it. */
  text(key: string, values?: Values): Text
  /** For texts with tags (`<b>61 von 84</b> gemeldet`): the pieces, tags replaced by what the functions in `values` return. */
  parts<T>(
    key: string,
    values: Readonly<Record<string, Value | ((pieces: readonly (string | T)[]) => T)>>,
  ): {
    readonly pieces: readonly (string | T)[]
    readonly locale: Locale
  }
}

export interface TranslateOptions {
  /** Called when no language has the key; its result is shown. Throws unless given: a missing text is a mistake of the program. */
  readonly onMissing?: (key: string, locale: Locale) => string
}

/** German inside a right-to-left page keeps its own direction, or its full stop would jump to the front (LRI … PDI, Unicode 6.3). */
function isolated(text: string, page: Locale, spoken: Locale): string {
  return direction(page) === 'rtl' && direction(spoken) === 'ltr' ? `\u2066${text}\u2069` : text
}

type Compiled = Map<string, IntlMessageFormat>

/** Compiled texts live as long as their catalogue: parsing ICU costs far more than formatting. */
const compiledOf = new WeakMap<Messages, Compiled>()

/** Makes the function that pages call with keys. Cheap: compiled texts are kept per catalogue. */
export function createTranslate(locale: Locale, catalogues: Catalogues, options: TranslateOptions = {}): Translate {
  const order = locale === referenceLocale ? [referenceLocale] : [locale, referenceLocale]

  function find(key: string): { message: IntlMessageFormat; locale: Locale } | undefined {
    for (const candidate of order) {
      const messages = catalogues[candidate]
      const message = messages && compile(messages, candidate, key)
      if (message) return { message, locale: candidate }
    }
    return undefined
  }

  function missing(key: string): string {
    if (options.onMissing) return options.onMissing(key, locale)
    throw new Error(`No text for ${key} in ${order.join(' or ')}`)
  }

  function text(key: string, values?: Values): Text {
    const found = find(key)
    if (!found) return { text: missing(key), locale: referenceLocale }
    return { text: isolated(String(found.message.format(values)), locale, found.locale), locale: found.locale }
  }

  return Object.assign((key: string, values?: Values) => text(key, values).text, {
    locale,
    direction: direction(locale),
    has: (key: string) => find(key) !== undefined,
    text,
    parts<T>(key: string, values: Readonly<Record<string, Value | ((pieces: readonly (string | T)[]) => T)>>) {
      const found = find(key)
      if (!found) return { pieces: [missing(key)], locale: referenceLocale }
      const pieces = found.message.format<T>(values as Record<string, never>)
      return { pieces: (Array.isArray(pieces) ? pieces : [pieces]) as (string | T)[], locale: found.locale }
    },
  })
}

function compile(messages: Messages, locale: Locale, key: string): IntlMessageFormat | undefined {
  let compiled = compiledOf.get(messages)
  if (!compiled) {
    compiled = new Map()
    compiledOf.set(messages, compiled)
  }
  let message = compiled.get(key)
  if (!message) {
    const source = lookUp(messages, key)
    if (source === undefined) return undefined
    message = new IntlMessageFormat(source, tagOf(locale), undefined, { formatters: typesettingFormatters })
    compiled.set(key, message)
  }
  return message
}

function lookUp(messages: Messages, key: string): string | undefined {
  let node: string | Messages | undefined = messages
  for (const part of key.split('.')) {
    if (typeof node !== 'object' || !Object.hasOwn(node, part)) return undefined
    node = node[part]
  }
  return typeof node === 'string' ? node : undefined
}

/** Making one takes a hundred times as long as asking it, and a list asks in every row. */
function onceEach<Args extends readonly unknown[], Made>(make: (...args: Args) => Made): (...args: Args) => Made {
  const made = new Map<string, Made>()
  return (...args) => {
    const key = JSON.stringify(args)
    const known = made.get(key) ?? make(...args)
    made.set(key, known)
    return known
  }
}

const numberFormats = new Map<string, Intl.NumberFormat>()

/** Numbers inside texts are set like numbers beside them. */
const typesettingFormatters = {
  getNumberFormat(tag?: string | string[], options?: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = `${tag}${JSON.stringify(options)}`
    let format = numberFormats.get(key)
    if (!format) {
      const plain = new Intl.NumberFormat(tag, options)
      format = Object.create(plain, {
        format: { value: (value: number | bigint) => typeset(plain.format(value)) },
        formatToParts: { value: plain.formatToParts.bind(plain) },
      }) as Intl.NumberFormat
      numberFormats.set(key, format)
    }
    return format
  },
  getDateTimeFormat: onceEach(
    (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  ),
  getPluralRules: onceEach((...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args)),
}
