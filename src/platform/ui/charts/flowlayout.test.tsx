import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderFragment } from '../render.tsx'
import { testContext } from '../testing.ts'
import { type Flow, type FlowLayout, flowLine, keepApart, layFlows, wrapName } from './flowlayout.ts'
import { FlowMap, type MapFlow } from './flowmap.tsx'
import { textWidth } from './textwidth.ts'

const space = { width: 760, names: 196, bands: 460 }

/** Nineteen offices as they are really called. */
const offices = [
  'Bezirksregierung',
  'Sozialamt der Gemeinde',
  'Jobcenter',
  'Sprachkurs bis A2',
  'Sprachkurs B1',
  'Schulische Erstberatung',
  'Schule',
  'Jugendamt',
  'KIM Case Management',
  'Ausländerbehörde',
  'Einbürgerungsbehörde',
  'Anerkennungsberatung',
  'Berufsberatung der Agentur für Arbeit',
  'Kindertagesbetreuung',
  'Erwachsenendienste',
  'Psychosoziale Beratung und Behandlung für Geflüchtete',
  'Migrationsberatung für erwachsene Zugewanderte der Wohlfahrtsverbände',
  'Sozialamt (Fortzug)',
  'Gesundheitsfachberufeanerkennungsstelle der Bezirksregierung',
]

const anyFlows = fc
  .uniqueArray(
    fc.record({
      from: fc.constantFrom(...offices),
      to: fc.constantFrom(...offices),
      amount: fc.option(fc.integer({ min: 0, max: 600 })),
      labelled: fc.boolean(),
    }),
    { maxLength: 40, selector: ({ from, to }) => `${from} ${to}` },
  )
  .map((flows) =>
    flows.map(({ labelled, ...flow }): Flow => {
      const key = `${flow.from}-${flow.to}`
      return labelled ? { ...flow, key, label: '33 / 14' } : { ...flow, key }
    }),
  )

/** Names of one side, as stretches from top to bottom. */
function nameStretches({ nodes }: FlowLayout, side: 'from' | 'to') {
  return nodes
    .filter((node) => node.side === side)
    .map(({ middle, lines }) => ({
      top: middle - (lines.length * flowLine) / 2,
      bottom: middle + (lines.length * flowLine) / 2,
    }))
    .sort((a, b) => a.top - b.top)
}

describe('the layout of the map', () => {
  test('gives every name and every label room of its own', () => {
    fc.assert(
      fc.property(anyFlows, (flows) => {
        const layout = layFlows(flows, space)
        for (const side of ['from', 'to'] as const) {
          const stretches = nameStretches(layout, side)
          stretches.slice(1).forEach(({ top }, index) => {
            expect(top).toBeGreaterThanOrEqual(stretches[index]!.bottom - 1e-6)
          })
        }
        const labels = layout.bands
          .flatMap(({ labelAt }) => (labelAt === undefined ? [] : [labelAt]))
          .sort((a, b) => a - b)
        labels.slice(1).forEach((at, index) => {
          expect(at - labels[index]!).toBeGreaterThanOrEqual(flowLine - 1e-6)
        })
        for (const { lines } of layout.nodes)
          for (const line of lines) expect(textWidth(line), line).toBeLessThanOrEqual(space.names)
      }),
      { numRuns: 60 },
    )
  })

  test('lets bands of one office lie side by side and fill it', () => {
    fc.assert(
      fc.property(anyFlows, (flows) => {
        const layout = layFlows(flows, space)
        for (const node of layout.nodes) {
          const own = flows.filter((flow) => flow[node.side] === node.name).map(({ key }) => key)
          const edges = layout.bands
            .filter(({ key }) => own.includes(key))
            .map((band) => band[node.side])
            .sort((a, b) => a.top - b.top)
          expect(edges[0]!.top).toBeCloseTo(node.top, 6)
          expect(edges.at(-1)!.bottom).toBeCloseTo(node.top + node.height, 6)
          edges.slice(1).forEach(({ top }, index) => {
            expect(top).toBeCloseTo(edges[index]!.bottom, 6)
          })
        }
      }),
      { numRuns: 40 },
    )
  })

  test('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(anyFlows, fc.infiniteStream(fc.nat()), (flows, random) => {
        const mixed = flows
          .map((flow) => ({ flow, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ flow }) => flow)
        expect(layFlows(mixed, space)).toEqual(layFlows(flows, space))
      }),
      { numRuns: 40 },
    )
  })

  test('crosses nothing where nothing has to cross', () => {
    const pairs = offices.slice(0, 10).map((from, index): Flow => {
      const to = offices[18 - index]!
      return { key: from, from, to, amount: 10 + index }
    })
    const { bands } = layFlows(pairs, space)
    const down = [...bands].sort((a, b) => a.from.top - b.from.top).map(({ key }) => key)
    expect([...bands].sort((a, b) => a.to.top - b.to.top).map(({ key }) => key)).toEqual(down)
  })

  test('mirrors without moving anything up or down', () => {
    const flows: Flow[] = [{ key: 'a', from: 'Schule', to: 'Jugendamt', amount: 7 }]
    const plain = layFlows(flows, space)
    expect(layFlows(flows, { ...space, mirrored: true })).toEqual({
      ...plain,
      giverX: plain.takerX,
      takerX: plain.giverX,
    })
  })

  test('keeps points apart and moves them as little as can be', () => {
    expect(keepApart([10, 10, 50], 4, { from: 0, to: 60 })).toEqual([8, 12, 50])
    expect(keepApart([1, 1], 4, { from: 1, to: 60 })).toEqual([1, 5])
    expect(keepApart([60, 59], 4, { from: 0, to: 60 })).toEqual([60, 56])
  })

  test('breaks names at blanks, and a word only where it fits no line', () => {
    expect(wrapName('Sozialamt der Gemeinde', 90)).toEqual(['Sozialamt der', 'Gemeinde'])
    const [first] = wrapName('Gesundheitsfachberufeanerkennungsstelle', 160)
    expect(first).toMatch(/-$/)
    expect(wrapName('eins zwei drei vier fünf sechs sieben acht', 40)).toHaveLength(3)
  })
})

describe('the map', () => {
  const flows: MapFlow[] = [
    {
      key: 'a',
      from: 'Sozialamt',
      to: 'Jobcenter',
      amount: 412,
      delay: 3,
      label: '33 / 14',
      says: 'Satz A',
      leadsTo: '/interfaces/a',
    },
    {
      key: 'b',
      from: 'Schule',
      to: 'Jobcenter',
      amount: null,
      delay: null,
      label: 'unter 5',
      says: 'Satz B',
      leadsTo: '/interfaces/b',
    },
  ]
  const words = { title: 'Karte', description: 'Das Ergebnis', gives: 'gibt ab', takes: 'nimmt an' }
  const draw = (locale: 'de' | 'ar') => renderFragment(testContext({ locale }), <FlowMap {...words} flows={flows} />)

  test('draws bands as links with a sentence each, dashed where too few pass', () => {
    const html = draw('de')
    expect(html).toContain('role="group"')
    expect(html).toContain('<a href="/auental/interfaces/a" aria-label="Satz A">')
    expect(html.match(/flow--few/g)).toHaveLength(1)
    expect(html).toMatch(/class="flow d3 edge"/)
    expect(html).toContain('unter 5')
  })

  test('puts the giver on the right where the script runs from there', () => {
    const at = (html: string, word: string) => Number(new RegExp(`x="([\\d.]+)"[^>]*>${word}<`).exec(html)?.[1])
    expect(at(draw('de'), 'gibt ab')).toBeLessThan(at(draw('de'), 'nimmt an'))
    expect(at(draw('ar'), 'gibt ab')).toBeGreaterThan(at(draw('ar'), 'nimmt an'))
  })
})
