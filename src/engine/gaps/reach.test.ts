import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balancedCatchment } from '../statistics/catchment.ts'
import { centreDistances, reachByTown } from './reach.ts'

/**
 * The steps of Páez, Higgins and Vivona (PLOS ONE 14, 2019, e0218773), equations 4 to 7, by hand: weights are standardised over
 * the places that people reach (rows) before demand is summed, and over the people whom a place reaches (columns) before its
 * level of service is divided.
 */
describe('balanced catchment areas by hand', () => {
  // Two towns of 100 and 50 people, two offers of 15 and 20 places. Town 1 reaches both, town 2 the second alone.
  const people = [100, 50]
  const supply = [15, 20]
  const pairs = [
    { from: 0, to: 0, weight: 1 },
    { from: 0, to: 1, weight: 1 },
    { from: 1, to: 1, weight: 1 },
  ]
  const { demand, ratio, access } = balancedCatchment(people, supply, pairs)

  test('step 1: people divide themselves over what they reach', () => {
    // Town 1: 1/2 to each offer, 50 and 50. Town 2: all 50 to the second.
    expect([...demand]).toEqual([50, 100])
    expect(demand[0]! + demand[1]!).toBe(100 + 50)
  })

  test('step 2: places for each who comes', () => {
    // 15 / 50 and 20 / 100
    expect([...ratio]).toEqual([0.3, 0.2])
  })

  test('step 3: what a place has is divided over where its people come from', () => {
    // The second offer is reached by two towns: half of 0.2 to each. Town 1: 0.3 + 0.1, town 2: 0.1.
    expect(access[0]).toBeCloseTo(0.4, 12)
    expect(access[1]).toBeCloseTo(0.1, 12)
    // The level of service of all places is what all towns have.
    expect(access[0]! + access[1]!).toBeCloseTo(0.3 + 0.2, 12)
  })

  test('with unequal weights', () => {
    // Town 1 at weights 1 and 0.25: 100 · 1/1.25 = 80 and 20. Town 2: 50 to the second. Ratios 15/80 and 20/70.
    const far = balancedCatchment(people, supply, [
      { from: 0, to: 0, weight: 1 },
      { from: 0, to: 1, weight: 0.25 },
      { from: 1, to: 1, weight: 1 },
    ])
    expect(far.demand[0]).toBeCloseTo(80, 12)
    expect(far.demand[1]).toBeCloseTo(70, 12)
    // Of the second offer town 1 has 0.25/1.25 = 1/5, town 2 4/5.
    expect(far.access[0]).toBeCloseTo(15 / 80 + (20 / 70) * 0.2, 12)
    expect(far.access[1]).toBeCloseTo((20 / 70) * 0.8, 12)
  })
})

const towns = [
  { key: 'a', residents: 10_000, centre: [7.8, 51.9] as const },
  { key: 'b', residents: 5_000, centre: [7.86, 51.9] as const },
  { key: 'c', residents: 8_000, centre: [8.4, 51.9] as const },
  { key: 'd', residents: 3_000, centre: null },
]
const by = centreDistances(towns)

describe('reach by town', () => {
  test('beyond the last band there is nothing in reach, and a town without a centre has its own', () => {
    const reach = reachByTown(towns, [{ town: 'a', places: 100, takes: [] }], by)
    expect(reach.map(({ perThousand }) => perThousand > 0)).toEqual([true, true, false, false])
    expect(reachByTown(towns, [{ town: 'd', places: 10, takes: [] }], by)[3]?.perThousand).toBeCloseTo(10 / 3, 9)
  })

  test('an offer takes only from the towns it is for; one that is nowhere is reached by all', () => {
    const reach = (takes: string[], town: string | null) =>
      reachByTown(towns, [{ town, places: 100, takes }], by).map(({ perThousand }) => perThousand > 0)
    expect(reach(['b'], 'a')).toEqual([false, true, false, false])
    expect(reach([], null)).toEqual([true, true, true, true])
  })

  test('an imported matrix decides instead of the centres', () => {
    const minutes = {
      unit: 'minutes' as const,
      between: (from: string, to: string) => (from === to ? 0 : from === 'c' ? 35 : 90),
    }
    const reach = reachByTown(towns, [{ town: 'a', places: 100, takes: [] }], minutes)
    expect(reach.map(({ perThousand }) => perThousand > 0)).toEqual([true, false, true, false])
  })

  test('a pair that the matrix does not know is measured between the centres, and one that neither knows is said', () => {
    // b was added after the matrix was imported; d has no centre either.
    const minutes = {
      unit: 'minutes' as const,
      between: (from: string, to: string) => (from === to ? 0 : `${from}${to}`.match(/[bd]/) ? undefined : 90),
      otherwise: by,
    }
    const reach = reachByTown(towns, [{ town: 'a', places: 100, takes: [] }], minutes)
    expect(reach.map(({ perThousand }) => perThousand > 0)).toEqual([true, true, false, false])
    expect(reach.map(({ known }) => known)).toEqual([true, true, true, false])
    const { otherwise: _, ...alone } = minutes
    expect(reachByTown(towns, [{ town: 'a', places: 100, takes: [] }], alone)[1]).toMatchObject({ known: false })
    expect(reachByTown(towns, [{ town: 'a', places: 100, takes: ['a'] }], alone)[1]).toMatchObject({ known: true })
  })

  test('sums are conserved: the demand is the people who reach something, the access the service of all places', () => {
    const world = fc.record({
      people: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 8 }),
      supply: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 8 }),
      weights: fc.array(fc.constantFrom(0, 0.22, 0.68, 1), { minLength: 64, maxLength: 64 }),
    })
    fc.assert(
      fc.property(world, ({ people, supply, weights }) => {
        const pairs = people.flatMap((_, from) =>
          supply.map((__, to) => ({ from, to, weight: weights[from * 8 + to]! })),
        )
        const { demand, ratio, access } = balancedCatchment(people, supply, pairs)
        const sum = (list: Iterable<number>) => [...list].reduce((all, one) => all + one, 0)
        const reaching = people.filter((_, from) => pairs.some((pair) => pair.from === from && pair.weight > 0))
        expect(sum(demand)).toBeCloseTo(sum(reaching), 6)
        expect(sum(access)).toBeCloseTo(sum(ratio), 9)
      }),
      { numRuns: 200 },
    )
  })
})
