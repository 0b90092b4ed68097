import { readdir, readFile } from 'node:fs/promises'
import { isLocale, type Locale } from './locales.ts'
import type { Catalogues, Messages } from './translate.ts'

/**
 * Reads the texts of the platform's parts and of the rooms: `messages/<locale>.json` below each folder, and
 * `messages/<locale>.<part>.json` where a room is large; a folder without messages is passed over. One key may stand in one file only. Throws an Error that names file and key.
 */
export async function readCatalogues(folders: readonly URL[]): Promise<Catalogues> {
  const catalogues: Partial<Record<Locale, Record<string, unknown>>> = {}
  for (const folder of folders) {
    const messages = new URL('messages/', folder)
    for (const name of await namesIn(messages)) {
      const locale = /^([a-z]+)(\.[a-z]+)?\.json$/.exec(name)?.[1]
      if (locale === undefined || !isLocale(locale))
        throw new Error(`${messages.pathname}${name}: not the name of a language`)
      const file = new URL(name, messages)
      const catalogue = catalogues[locale] ?? {}
      merge(catalogue, parse(await readFile(file, 'utf8'), file), file.pathname)
      catalogues[locale] = catalogue
    }
  }
  return catalogues as Catalogues
}

async function namesIn(folder: URL): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function parse(text: string, file: URL): Messages {
  try {
    return JSON.parse(text) as Messages
  } catch (error) {
    throw new Error(`${file.pathname}: ${(error as Error).message}`)
  }
}

function merge(target: Record<string, unknown>, source: Messages, file: string, path = ''): void {
  for (const [name, value] of Object.entries(source)) {
    const key = path + name
    const there = target[name]
    if (typeof value === 'object') {
      if (typeof there === 'string') throw new Error(`${file}: ${key} is a text elsewhere`)
      target[name] ??= {}
      merge(target[name] as Record<string, unknown>, value, file, `${key}.`)
    } else {
      if (typeof value !== 'string') throw new Error(`${file}: ${key} is not a text`)
      if (there !== undefined) throw new Error(`${file}: ${key} is there twice`)
      target[name] = value
    }
  }
}

/** Every key with its text, in the order of the file. */
export function flatten(messages: Messages, path = ''): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value] as [string, string]] : flatten(value, `${path}${name}.`),
  )
}
