import type { Cruised } from './cruise.ts'
import { steps } from './house.ts'

const boxWidth = 128
const boxHeight = 34
const stepRight = 84
const stepDown = 58
const margin = 24

/** The place in the house that a file belongs to: `rooms/network`, `platform`, `engine`, `app.ts` … */
export function placeOf(file: string): string | undefined {
  const inside = file.replace(/^src\//, '')
  return steps.flat().find((place) => inside === place || inside.startsWith(`${place}/`))
}

/**
 * The house as a staircase, drawn from the imports: who imports stands above and to the left, an arrow runs to the
 * right and then down. An arrow against the direction would have to climb, and the check forbids it.
 */
export function drawHouse(house: Cruised): string {
  const isTest = (file: string) => /\.test\.tsx?$|\/testing/.test(file)
  const inhabited = new Set(house.files.filter((file) => !isTest(file)).map(placeOf))
  const stairs = [...steps]
    .reverse()
    .flat()
    .filter((place) => inhabited.has(place))
  const arrows = new Set<string>()
  for (const { from, to } of house.arrows) {
    const [importer, imported] = [placeOf(from), placeOf(to)]
    if (importer && imported && importer !== imported && !isTest(from)) arrows.add(`${importer} ${imported}`)
  }

  const left = (place: string) => margin + stairs.indexOf(place) * stepRight
  const top = (place: string) => margin + stairs.indexOf(place) * stepDown
  const lines = [...arrows].sort().map((arrow) => {
    const [importer = '', imported = ''] = arrow.split(' ')
    const nth = stairs.indexOf(importer)
    const x = left(imported) + boxWidth - 14 - ((nth * 9) % (boxWidth - 28))
    const y = top(importer) + boxHeight / 2
    return `<path d="M${left(importer) + boxWidth} ${y}H${x}V${top(imported) - 5}" marker-end="url(#tip)"/>`
  })
  const boxes = stairs.map((place) => {
    const name = place.replace('rooms/', '')
    return `<g><rect x="${left(place)}" y="${top(place)}" width="${boxWidth}" height="${boxHeight}" rx="3"${place.startsWith('rooms/') ? ' class="room"' : ''}/><text x="${left(place) + boxWidth / 2}" y="${top(place) + 22}">${name}</text></g>`
  })
  const width = margin * 2 + (stairs.length - 1) * stepRight + boxWidth
  const height = margin * 2 + (stairs.length - 1) * stepDown + boxHeight
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d">
<title id="t">The house</title>
<desc id="d">${stairs.length} places from ${stairs[0]} down to ${stairs.at(-1)}; every import runs right and down.</desc>
<style>
svg{background:#fff}rect{fill:#eef1f6;stroke:#171a2b;stroke-width:1.25}rect.room{fill:#fff}
text{font:600 14px "Fira Sans",sans-serif;text-anchor:middle;fill:#171a2b}path{fill:none;stroke:#4669b8;stroke-width:1.1}
#tip path{fill:#4669b8;stroke:none}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
<g>
${lines.join('\n')}
</g>
${boxes.join('\n')}
</svg>
`
}
