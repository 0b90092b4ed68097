/** What pages of gaps show instead of keys and ids. */
import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import {
  currentKey,
  type Entry,
  isSelectable,
  labelOf,
  lifeDomains,
  readList,
  targetGroups,
} from '../../../platform/codelists/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { languageName } from '../../../platform/i18n/index.ts'
import { choosableMunicipalities } from '../../network/index.ts'
import type { Gap } from './queries/gaps.ts'

export interface Choice {
  readonly value: string
  readonly label: string
}

export interface GapWords {
  readonly topic: (key: string) => string
  readonly group: (key: string) => string
  readonly language: (tag: string) => string
  readonly town: (id: string) => string
  readonly topics: readonly Choice[]
  readonly groups: readonly Choice[]
  readonly towns: readonly { readonly id: string; readonly key: string; readonly name: string }[]
  /** Place, group and language in one line; what is not narrowed is left out, but the place. */
  readonly where: (gap: Pick<Gap, 'municipalityId' | 'targetGroup' | 'language'>, district: string) => string
}

export async function readGapWords(tx: Tx, actor: Actor, locale: string, today: Day): Promise<GapWords> {
  const topics = (await readList(tx, lifeDomains)).entries
  const groups = (await readList(tx, targetGroups)).entries
  const towns = await choosableMunicipalities(tx, actor, today)
  const label = (entries: readonly Entry[]) => (key: string) => {
    const entry = entries.find((one) => one.key === currentKey(entries, key))
    return entry ? labelOf(entry, locale) : key
  }
  const choices = (entries: readonly Entry[]) =>
    entries
      .filter((entry) => isSelectable(entry, today))
      .map((entry) => ({ value: entry.key, label: labelOf(entry, locale) }))
  const words = {
    topic: label(topics),
    group: label(groups),
    language: (tag: string) => languageName(tag, locale),
    town: (id: string) => towns.find((one) => one.id === id)?.name ?? '',
  }
  return {
    ...words,
    topics: choices(topics),
    groups: choices(groups),
    towns,
    where: ({ municipalityId, targetGroup, language }, district) =>
      [
        municipalityId === null ? district : words.town(municipalityId),
        targetGroup === null ? null : words.group(targetGroup),
        language === null ? null : words.language(language),
      ]
        .filter(Boolean)
        .join(' · '),
  }
}
