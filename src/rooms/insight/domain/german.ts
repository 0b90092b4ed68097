/**
 * Names of offices inside a German sentence: "vom Sozialamt der Gemeinde", "zur Psychosozialen Beratung", "zwischen
 * Jugendamt und Erwachsenendiensten". The catalogue holds names as they stand on the door, without gender; the head
 * noun gives it. A name whose head noun is not listed gets no article and no ending, and the sentence is built so
 * that it needs neither.
 */

type Gender = 'masculine' | 'feminine' | 'neuter' | 'plural'

/** Endings of head nouns, the longest that fits decides. */
const genders: Readonly<Record<string, Gender>> = {
  amt: 'neuter',
  center: 'neuter',
  zentrum: 'neuter',
  management: 'neuter',
  büro: 'neuter',
  kolleg: 'neuter',
  gymnasium: 'neuter',
  programm: 'neuter',
  gericht: 'neuter',
  haus: 'neuter',
  netzwerk: 'neuter',
  behörde: 'feminine',
  stelle: 'feminine',
  beratung: 'feminine',
  betreuung: 'feminine',
  regierung: 'feminine',
  verwaltung: 'feminine',
  versorgung: 'feminine',
  förderung: 'feminine',
  hilfe: 'feminine',
  schule: 'feminine',
  kita: 'feminine',
  agentur: 'feminine',
  kasse: 'feminine',
  kammer: 'feminine',
  aufsicht: 'feminine',
  einrichtung: 'feminine',
  unterkunft: 'feminine',
  gemeinde: 'feminine',
  stadt: 'feminine',
  bildung: 'feminine',
  praxis: 'feminine',
  klinik: 'feminine',
  vermittlung: 'feminine',
  begleitung: 'feminine',
  kurs: 'masculine',
  dienst: 'masculine',
  träger: 'masculine',
  kreis: 'masculine',
  verband: 'masculine',
  betrieb: 'masculine',
  pool: 'masculine',
  kindergarten: 'masculine',
  dienste: 'plural',
  kurse: 'plural',
  schulen: 'plural',
  stellen: 'plural',
  behörden: 'plural',
  ämter: 'plural',
  verbände: 'plural',
  vereine: 'plural',
  betriebe: 'plural',
}

const from: Readonly<Record<Gender, string>> = {
  masculine: 'vom',
  neuter: 'vom',
  feminine: 'von der',
  plural: 'von den',
}
const to: Readonly<Record<Gender, string>> = { masculine: 'zum', neuter: 'zum', feminine: 'zur', plural: 'zu den' }
/** Endings of adjectives in the dative, without and with an article before them. */
const strong: Readonly<Record<Gender, string>> = { masculine: 'm', neuter: 'm', feminine: 'r', plural: 'n' }

/** "vom Sozialamt", "von der Ausländerbehörde"; undefined when the gender is not known. */
export function fromOffice(name: string): string | undefined {
  const parts = partsOf(name)
  return parts && `${from[parts.gender]} ${dative(parts, () => 'n')}`
}

/** "zum Jobcenter", "zur Psychosozialen Beratung"; undefined when the gender is not known. */
export function toOffice(name: string): string | undefined {
  const parts = partsOf(name)
  return parts && `${to[parts.gender]} ${dative(parts, () => 'n')}`
}

/** The name after a preposition and without an article: "zwischen Schulischer Erstberatung und …". */
export function officeInDative(name: string): string {
  const parts = partsOf(name)
  return parts ? dative(parts, (gender) => strong[gender]) : name
}

interface Parts {
  readonly before: readonly string[]
  readonly head: string
  readonly after: readonly string[]
  readonly gender: Gender
}

/** The name around its head noun: the first word that is one, so that "der Gemeinde" behind it does not count. */
function partsOf(name: string): Parts | undefined {
  const words = name.replaceAll('\u00ad', '').split(' ')
  const at = words.findIndex((word) => genderOf(word) !== undefined)
  const head = words[at]
  const gender = head === undefined ? undefined : genderOf(head)
  const before = words.slice(0, Math.max(0, at))
  if (head === undefined || gender === undefined || before.some((word) => /^(für|der|des|und|von)$/.test(word)))
    return undefined
  return { before, head, after: words.slice(at + 1), gender }
}

function dative({ before, head, after, gender }: Parts, ending: (gender: Gender) => string): string {
  // Before the head noun stand its adjectives ("Psychosoziale"), and names that do not change ("KIM Case").
  const inflected = before.map((word) => (isAdjective(word) ? word.replace(/s$/, '') + ending(gender) : word))
  const noun = gender === 'plural' && !head.endsWith('n') ? `${head}n` : head
  return [...inflected, noun, ...after].join(' ')
}

/** As it stands on a door: "Psychosoziale", "Kommunales". Names of towns in -er ("Auentaler") never change. */
function isAdjective(word: string): boolean {
  return /^\p{Lu}\p{Ll}+es?$/u.test(word) && word !== 'Case'
}

function genderOf(word: string): Gender | undefined {
  const lower = word.toLocaleLowerCase('de').replace(/[^\p{L}]/gu, '')
  let best = ''
  for (const ending of Object.keys(genders)) {
    if (lower.endsWith(ending) && ending.length > best.length) best = ending
  }
  return best === '' ? undefined : genders[best]
}
