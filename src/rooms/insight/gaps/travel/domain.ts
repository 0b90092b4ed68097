/** A matrix of minutes from town to town, as somebody sends it: `from,to,minutes`, one pair a line, by key or name of the town. */

export interface TravelTime {
  readonly from: string
  readonly to: string
  readonly minutes: number
}

/** What is wrong with a file; lines are counted from 1, the header is the first. */
export type TravelIssue =
  | { readonly code: 'insight-travel-header' }
  | { readonly code: 'insight-travel-too-many'; readonly towns: number; readonly most: number }
  | { readonly code: 'insight-travel-line'; readonly line: number }
  | { readonly code: 'insight-travel-town'; readonly line: number; readonly town: string }
  | { readonly code: 'insight-travel-minutes'; readonly line: number }
  | { readonly code: 'insight-travel-twice'; readonly line: number }
  | { readonly code: 'insight-travel-missing'; readonly count: number; readonly from: string; readonly to: string }

const longest = 600

/** Towns of a district with a matrix. The largest district in Germany has 235 municipalities. */
const mostTowns = 300

/** Pairs that are kept and read, so that reading never cuts a matrix that was imported. */
export const mostPairs = mostTowns * mostTowns

/**
 * The matrix of a file, or the first thing that is wrong with it. It must be whole: half a matrix
 * would mix minutes and distances between centres. From a town to itself need not be told.
 * @param towns Names by key.
 */
export function readMatrix(
  text: string,
  towns: ReadonlyMap<string, string>,
): { readonly times: readonly TravelTime[] } | { readonly issue: TravelIssue } {
  if (towns.size > mostTowns) return { issue: { code: 'insight-travel-too-many', towns: towns.size, most: mostTowns } }
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const separator = lines[0]?.includes(';') ? ';' : ','
  const cells = (line: string) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  if (cells(lines[0] ?? '').join() !== 'from,to,minutes') return { issue: { code: 'insight-travel-header' } }
  const keys = new Map([...towns].flatMap(([key, name]) => [[key, key] as const, [name.toLowerCase(), key] as const]))
  const found = new Map<string, TravelTime>()
  for (const [index, content] of lines.entries()) {
    const line = index + 1
    if (index === 0 || content.trim() === '') continue
    const [from = '', to = '', minutes = '', ...more] = cells(content)
    if (more.length > 0 || minutes === '') return { issue: { code: 'insight-travel-line', line } }
    for (const town of [from, to])
      if (!keys.has(town.toLowerCase()))
        return { issue: { code: 'insight-travel-town', line, town: town.slice(0, 40) } }
    const value = Number(minutes.replace(',', '.'))
    if (!/^\d+([.,]\d+)?$/.test(minutes) || value > longest) return { issue: { code: 'insight-travel-minutes', line } }
    const time = {
      from: keys.get(from.toLowerCase()) as string,
      to: keys.get(to.toLowerCase()) as string,
      minutes: Math.round(value),
    }
    const pair = `${time.from} ${time.to}`
    if (found.has(pair)) return { issue: { code: 'insight-travel-twice', line } }
    found.set(pair, time)
  }
  const missing = [...towns.keys()].flatMap((from) =>
    [...towns.keys()].filter((to) => from !== to && !found.has(`${from} ${to}`)).map((to) => ({ from, to })),
  )
  if (missing[0]) {
    const { from, to } = missing[0]
    const name = (key: string) => towns.get(key) as string
    return { issue: { code: 'insight-travel-missing', count: missing.length, from: name(from), to: name(to) } }
  }
  return { times: [...found.values()] }
}
