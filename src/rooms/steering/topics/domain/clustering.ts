/**
 * Which findings could be one topic: a suggestion that a person follows or not, so the rule is one that can be said in a
 * sentence. Two cells are near when
 *
 * - they name the same hurdle, and their interfaces lead to the same side (or neither names one); or
 * - one of the two holds, and their texts share at least two words that mean something, or a third of all.
 *
 * What is near belongs together, also through a third (connected parts). Same findings in whatever order: same suggestions.
 */
import { fold } from '../../../../platform/search/index.ts'

export interface Told {
  readonly key: string
  readonly hurdle: string
  /** The side to which the interface leads; null: no interface was named. */
  readonly family: string | null
  readonly texts: readonly string[]
  readonly findings: number
}

/** Something that exists already and could take them. */
export interface Existing {
  readonly id: string
  readonly kinds: readonly Pick<Told, 'hurdle' | 'family'>[]
}

export interface Suggestion {
  /** Keys of the cells, in the order of the keys. */
  readonly keys: readonly string[]
  /** What all of them have in common; null where they differ. */
  readonly hurdle: string | null
  /** Undefined where they differ; null where none names an interface. */
  readonly family: string | null | undefined
  /** Words that stand in texts of more than one cell, the most frequent first. */
  readonly words: readonly string[]
  readonly findings: number
  /** Topics that have findings of the same hurdle and family, as they were given. */
  readonly near: readonly string[]
}

/** Words of German and English that say nothing about a hurdle. */
const emptyWords = new Set(
  `aber alle allein auch beide beim bereits damit dann dass deren dies diese diesem dieser dieses doch dort durch ein eine einem
  einen einer eines erst erste etwa fast ganz geht gibt haben hatte hier ihre ihrer immer ihnen jede jeder kann kein keine keinem
  keinen können lange mehr muss müssen nach nicht noch oder ohne schon sehr sein seit selbst sich sind soll sollen über unter viel
  viele vom während wegen weil wenn werden wird wurde wurden zum zur zwei zwischen about after also because been before from have
  more must only other over some than that their them then there they this what when which will with without`
    .split(/\s+/)
    .map(fold),
)

/** Endings are cut off here: "Nachweis" and "Nachweise" are one word. */
const stemLength = 7
const mostWordsShown = 5

/** The words of a text that mean something, as stems, each once. */
export function meaningfulWords(text: string): ReadonlySet<string> {
  const words = fold(text)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= 4 && !emptyWords.has(word))
  return new Set(words.map((word) => word.slice(0, stemLength)))
}

/** Groups of cells that could be one topic: the largest first. */
export function suggestTopics(told: readonly Told[], existing: readonly Existing[] = []): readonly Suggestion[] {
  const ordered = [...told].sort((one, other) => compare(one.key, other.key))
  const words = ordered.map(({ texts }) => new Set(texts.flatMap((text) => [...meaningfulWords(text)])))
  const part = ordered.map((_, index) => index)
  const rootOf = (index: number): number => {
    let root = index
    while (part[root] !== root) root = part[root] as number
    return root
  }
  for (let one = 0; one < ordered.length; one++)
    for (let other = one + 1; other < ordered.length; other++)
      if (areNear(ordered[one] as Told, ordered[other] as Told, words[one] as Words, words[other] as Words))
        part[Math.max(rootOf(one), rootOf(other))] = Math.min(rootOf(one), rootOf(other))
  const groups = Map.groupBy(ordered.keys(), rootOf)
  return [...groups.values()]
    .map((indices) =>
      describe(
        indices.map((index) => [ordered[index] as Told, words[index] as Words]),
        existing,
      ),
    )
    .sort((one, other) => other.findings - one.findings || compare(one.keys[0] as string, other.keys[0] as string))
}

type Words = ReadonlySet<string>

function areNear(one: Told, other: Told, words: Words, otherWords: Words): boolean {
  const hurdle = one.hurdle === other.hurdle
  const family = one.family === other.family
  if (hurdle && family) return true
  if (!hurdle && !family) return false
  const shared = [...words].filter((word) => otherWords.has(word)).length
  return shared >= 2 || (shared > 0 && shared * 3 >= words.size + otherWords.size - shared)
}

function describe(cells: readonly (readonly [Told, Words])[], existing: readonly Existing[]): Suggestion {
  const told = cells.map(([cell]) => cell)
  const [first] = told as [Told]
  const counts = new Map<string, number>()
  for (const [, words] of cells) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return {
    keys: told.map(({ key }) => key),
    hurdle: told.every(({ hurdle }) => hurdle === first.hurdle) ? first.hurdle : null,
    family: told.every(({ family }) => family === first.family) ? first.family : undefined,
    words: [...counts]
      .filter(([, count]) => count > 1)
      .sort(([one, count], [other, more]) => more - count || compare(one, other))
      .slice(0, mostWordsShown)
      .map(([word]) => wholeWord(word, told)),
    findings: told.reduce((sum, { findings }) => sum + findings, 0),
    near: existing
      .filter(({ kinds }) =>
        kinds.some((kind) => told.some(({ hurdle, family }) => hurdle === kind.hurdle && family === kind.family)),
      )
      .map(({ id }) => id),
  }
}

/** The shortest word of the texts that has this stem, as it was written. */
function wholeWord(stem: string, told: readonly Told[]): string {
  const written = told
    .flatMap(({ texts }) => texts.flatMap((text) => text.split(/[^\p{L}]+/u)))
    .filter((word) => fold(word).startsWith(stem))
    .sort((one, other) => one.length - other.length || compare(one, other))
  return written[0] ?? stem
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
