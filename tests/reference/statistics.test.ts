import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { wilson } from '../../src/engine/index.ts'
import { winsorisedDispersion, zOfCount } from '../../src/engine/statistics/funnel.ts'
import { Z998 } from '../../src/engine/statistics/proportions.ts'
import { dataPath, describeWithData, referenceJson } from './data.ts'

interface Expected {
  readonly wilson: Readonly<Record<string, readonly [number, number]>>
  readonly lip_funnel_overdispersion: {
    readonly z_first5: readonly number[]
    readonly phi_winsor10: number
    readonly n_outside_998_naive: number
    readonly n_outside_998_mult_phi: number
  }
}

describeWithData('statistics against published examples', () => {
  const expected = referenceJson<Expected>('stats/expected.json')

  test.each(Object.entries(expected.wilson))('Wilson interval of %s (Newcombe 1998)', (fraction, [lower, upper]) => {
    const [hits, of] = fraction.split('/').map(Number) as [number, number]
    const share = wilson(hits, of)
    expect(share.lower).toBeCloseTo(lower, 10)
    expect(share.upper).toBeCloseTo(upper, 10)
  })

  test('overdispersion of the Scottish lip cancer counts', () => {
    const wanted = expected.lip_funnel_overdispersion
    const rows = readFileSync(dataPath('stats/lip-cancer.tsv'), 'utf8').trim().split('\n')
    const columns = rows[0]!.split('\t')
    const z = rows.slice(1).map((row) => {
      const cells = row.split('\t').map(Number)
      return zOfCount(cells[columns.indexOf('Obs')]!, cells[columns.indexOf('Exp')]!)
    })
    wanted.z_first5.forEach((value, i) => {
      expect(z[i]).toBeCloseTo(value, 10)
    })
    const phi = winsorisedDispersion(z)
    expect(phi).toBeCloseTo(wanted.phi_winsor10, 10)
    const outside = (factor: number) => z.filter((value) => Math.abs(value) > Z998 * factor).length
    expect([outside(1), outside(Math.sqrt(phi))]).toEqual([wanted.n_outside_998_naive, wanted.n_outside_998_mult_phi])
  })
})
