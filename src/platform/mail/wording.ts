import { z } from 'zod'
import { defineSetting } from '../settings/index.ts'

/** What a district adds to its mails, in the languages of its staff. */
export const wordingLocales = ['de', 'en'] as const
export type WordingLocale = (typeof wordingLocales)[number]

export interface Wording {
  /** Name that mails come from; the district's unless told. */
  readonly sender: string | null
  /** Lines below every text: an office, a telephone, a closing. */
  readonly closing: string | null
}

const wording = z.object({
  sender: z.string().min(1).max(80).nullable(),
  closing: z.string().min(1).max(600).nullable(),
})

export const wordingSetting = defineSetting<Readonly<Record<WordingLocale, Wording>>>({
  key: 'mail.wording',
  schema: z.object({ de: wording, en: wording }),
  fallback: { de: { sender: null, closing: null }, en: { sender: null, closing: null } },
})

/** The wording for a mail in a language; German where the district has said nothing in it. */
export function wordingFor(words: Readonly<Record<WordingLocale, Wording>>, locale: string): Wording {
  const own = locale === 'en' ? words.en : words.de
  return { sender: own.sender ?? words.de.sender, closing: own.closing ?? words.de.closing }
}
