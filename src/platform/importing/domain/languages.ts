import { languageName, languageTags } from '../../i18n/index.ts'
import type { Lookup } from './reader.ts'
import { wordForm } from './words.ts'

/** What lists call languages besides their names: dialects, endonyms, one word for several. */
const otherNames: readonly (readonly [tag: string, ...names: string[]])[] = [
  ['kmr', 'kurdisch', 'kurmandschi', 'kurmanci', 'kurmanji'],
  ['ckb', 'sorani'],
  ['fa', 'farsi', 'persisch', 'iranisch'],
  ['prs', 'dari', 'afghanisch'],
  ['ps', 'paschtu', 'pashto', 'paschto'],
  ['ti', 'tigrinya', 'tigrinisch'],
  ['am', 'amharisch'],
  ['sq', 'albanisch'],
  ['rom', 'romanes', 'romani'],
  ['so', 'somali', 'somalisch'],
  ['zh', 'chinesisch', 'mandarin'],
]

/** Languages by their German names, other names in use, and tags. */
export const languagesByName: Lookup = new Map([
  ...languageTags.flatMap((tag) => [
    [wordForm(languageName(tag, 'de')), tag] as const,
    [wordForm(languageName(tag, 'en')), tag] as const,
    [tag, tag] as const,
  ]),
  ...otherNames.flatMap(([tag, ...names]) => names.map((name) => [wordForm(name), tag] as const)),
])
