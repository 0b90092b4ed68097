/**
 * Names of offices inside a German sentence: "vom Sozialamt der Gemeinde", "zur Psychosozialen Beratung". The
 * catalogue holds names as they stand on the door, without gender; the head noun gives it. A name whose head noun is
 * not listed gets no article, and the sentence is built another way ("zwischen … und …").
 */

type Gender = 'masculine' | 'feminine' | 'neuter'

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
}

const from: Readonly<Record<Gender, string>> = { masculine: 'vom', neuter: 'vom', feminine: 'von der' }
const to: Readonly<Record<Gender, string>> = { masculine: 'zum', neuter: 'zum', feminine: 'zur' }

/** "vom Sozialamt", "von der Ausländerbehörde"; undefined when the gender is not known. */
export function fromOffice(name: string): string | undefined {
  return withArticle(name, from)
}

/** "zum Jobcenter", "zur Psychosozialen Beratung"; undefined when the gender is not known. */
export function toOffice(name: string): string | undefined {
  return withArticle(name, to)
}

function withArticle(name: string, articles: Readonly<Record<Gender, string>>): string | undefined {
  const words = name.replaceAll('\u00ad', '').split(' ')
  const head = words.findIndex((word) => genderOf(word) !== undefined)
  if (head < 0) return undefined
  // Before the head noun stand its adjectives, and names such as "KIM Case" that do not change.
  const before = words.slice(0, head)
  if (before.some((word) => word === 'für' || word === 'der' || word === 'des')) return undefined
  const inflected = before.map((word) => (/^\p{Lu}\p{Ll}+e$/u.test(word) && word !== 'Case' ? `${word}n` : word))
  return [articles[genderOf(words[head] as string) as Gender], ...inflected, ...words.slice(head)].join(' ')
}

function genderOf(word: string): Gender | undefined {
  const lower = word.toLocaleLowerCase('de').replace(/[^\p{L}]/gu, '')
  let best = ''
  for (const ending of Object.keys(genders)) {
    if (lower.endsWith(ending) && ending.length > best.length) best = ending
  }
  return best === '' ? undefined : genders[best]
}
