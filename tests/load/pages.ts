import { linksIn, type Visitor } from './visitor.ts'
import { tenant } from './writing.ts'

/** What people do in a working day, by how often; addresses come from the demo as it is. */
interface Page {
  readonly name: string
  /** Out of all that are done. */
  readonly weight: number
  readonly visit: (visitor: Visitor, known: Known) => Promise<{ readonly status: number; readonly ms: number }>
}

/** Addresses of records, read once before the load. */
interface Known {
  readonly measures: readonly string[]
  readonly interfaces: readonly string[]
  readonly organisations: readonly string[]
  readonly publicMeasures: readonly string[]
}

export async function knownTo(visitor: Visitor): Promise<Known> {
  const links = async (path: string, pattern: RegExp) => linksIn((await visitor.get(`/${tenant}${path}`)).text, pattern)
  return {
    measures: await links('/measures', /\/measures\/[0-9a-f-]{36}$/),
    interfaces: await links('/interfaces', /\/interfaces\/[a-z0-9-]+$/),
    organisations: await links('/network/organisations', /\/network\/organisations\/[a-z0-9-]+$/),
    publicMeasures: await links('/de/measures', /\/de\/measures\/[^/?]+$/),
  }
}

const some = (addresses: readonly string[]): string => {
  const chosen = addresses[Math.floor(Math.random() * addresses.length)]
  if (chosen === undefined) throw new Error('the demo has no such record: is it loaded?')
  return chosen
}
const at =
  (path: string): Page['visit'] =>
  (visitor) =>
    visitor.get(`/${tenant}${path}`)
const words = ['Sprachkurs', 'Jobcenter', 'Bildung', 'Beratung', 'Integration', 'Schule', 'Aulenstedt']

const pages: readonly Page[] = [
  { name: 'Lagebild', weight: 12, visit: at('/situation') },
  { name: 'one interface', weight: 8, visit: (visitor, { interfaces }) => visitor.get(some(interfaces)) },
  { name: 'register of measures', weight: 14, visit: at('/measures') },
  { name: 'register, next page', weight: 4, visit: at('/measures?page=2') },
  { name: 'one measure', weight: 16, visit: (visitor, { measures }) => visitor.get(some(measures)) },
  { name: 'inbox', weight: 12, visit: at('/inbox') },
  { name: 'register of organisations', weight: 6, visit: at('/network/organisations') },
  { name: 'one organisation', weight: 6, visit: (visitor, { organisations }) => visitor.get(some(organisations)) },
  { name: 'public start', weight: 6, visit: at('/de') },
  { name: 'public measures', weight: 6, visit: at('/de/measures') },
  {
    name: 'public page of a measure',
    weight: 4,
    visit: (visitor, { publicMeasures }) => visitor.get(some(publicMeasures)),
  },
]

export const word = (): string => words[Math.floor(Math.random() * words.length)]!

const weights = pages.reduce((sum, { weight }) => sum + weight, 0)

/** A page by chance, as often as people open it. */
export function somePage(): Page {
  let left = Math.random() * weights
  for (const page of pages) {
    left -= page.weight
    if (left < 0) return page
  }
  return pages[0]!
}
