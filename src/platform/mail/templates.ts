import type { Catalogues, Messages } from '../i18n/index.ts'

/**
 * What a mail may name. Mails leave the house unencrypted and lie in mailboxes that others read, so no template can name a
 * person, a case, or anything that somebody typed about one; a test holds every template against this list. What needs more
 * stands behind the link.
 */
export const allowedValues: Readonly<
  Record<string, { readonly kind: ValueKind; readonly de: string; readonly en: string }>
> = {
  district: { kind: 'district', de: 'Kreis Auental', en: 'Kreis Auental' },
  title: { kind: 'public-title', de: 'Stand der Maßnahmen 2026', en: 'State of the measures 2026' },
  list: {
    kind: 'public-titles',
    de: 'Sprachkurse am Abend\nhttps://nahtlos.example/auental/de/measures/1',
    en: 'Evening language courses\nhttps://nahtlos.example/auental/en/measures/1',
  },
  count: { kind: 'number', de: '3', en: '3' },
  dueOn: { kind: 'day', de: '30.11.2026', en: '30.11.2026' },
  referenceDay: { kind: 'day', de: '31.10.2026', en: '31.10.2026' },
  until: { kind: 'instant', de: '23.11.2026, 09:00 Uhr', en: '23.11.2026, 09:00' },
  at: { kind: 'instant', de: '16.11.2026, 09:00 Uhr', en: '16.11.2026, 09:00' },
  askedBy: { kind: 'office', de: 'Kommunales Integrationszentrum', en: 'Kommunales Integrationszentrum' },
  contact: { kind: 'office', de: 'Geschäftsstelle, Telefon 02000 10', en: 'Office, telephone 02000 10' },
  link: { kind: 'link', de: 'https://nahtlos.example/auental/…', en: 'https://nahtlos.example/auental/…' },
  record: { kind: 'link', de: 'https://nahtlos.example/auental/de/…', en: 'https://nahtlos.example/auental/en/…' },
  account: {
    kind: 'link',
    de: 'https://nahtlos.example/auental/account',
    en: 'https://nahtlos.example/auental/account',
  },
  set: {
    kind: 'link',
    de: 'https://nahtlos.example/auental/welcome/…',
    en: 'https://nahtlos.example/auental/welcome/…',
  },
  feedback: {
    kind: 'link',
    de: 'https://nahtlos.example/auental/admin/feedback/…',
    en: 'https://nahtlos.example/auental/admin/feedback/…',
  },
}

/** Harmless by kind: names of districts and of public records, numbers, days, functions of offices, links. */
type ValueKind = 'district' | 'public-title' | 'public-titles' | 'number' | 'day' | 'instant' | 'office' | 'link'

/** A template by the part or room it belongs to and its name. */
export interface Template {
  readonly part: string
  readonly name: string
}

/** Every template there is: `<part>.mail.<name>` with `subject` and `body` in German, in the order of their names. */
export function templatesIn({ de }: Catalogues): Template[] {
  return Object.entries(de ?? {})
    .flatMap(([part, texts]) => {
      const mails = isTree(texts) ? texts['mail'] : undefined
      if (!isTree(mails)) return []
      return Object.entries(mails)
        .filter(([, text]) => isTree(text) && 'subject' in text && 'body' in text)
        .map(([name]) => ({ part, name }))
    })
    .sort((one, other) => `${one.part}.${one.name}`.localeCompare(`${other.part}.${other.name}`))
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** The text of a template in one of the languages as it is written, with its places for values. */
export function sourceOf(messages: Messages, { part, name }: Template, which: 'subject' | 'body'): string | undefined {
  let at: unknown = messages
  for (const key of [part, 'mail', name, which]) at = isTree(at) ? at[key] : undefined
  return typeof at === 'string' ? at : undefined
}

/** Names of the values that a text uses; the words of its plural forms are none. */
export const valuesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\s*([a-zA-Z][a-zA-Z0-9]*)\s*(?=[},])/g)].map(([, name]) => name ?? '')),
]
