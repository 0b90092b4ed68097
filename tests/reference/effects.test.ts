import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { floatingCatchment } from '../../src/engine/statistics/catchment.ts'
import {
  countRegression,
  durbinWatson,
  type Fit,
  harmonics,
  leastSquares,
  neweyWest,
} from '../../src/engine/statistics/regression.ts'
import { gammaRates, shrinkToMean } from '../../src/engine/statistics/shrinkage.ts'
import { dataPath, describeWithData, referenceJson } from './data.ts'

type Model = Readonly<Record<string, { coef: number; se: number }>> & { readonly _dispersion: number }
interface Expected {
  readonly model1_poisson: Model
  readonly model2_quasi: Model
  readonly model3_quasi_harmonic: Model
  readonly model4_step_and_slope: Model
  readonly ols_rate: Readonly<Record<string, readonly [number, number, number]>>
  readonly durbin_watson: number
  readonly lip_marshall_global_EB: { m: number; A: number; eb_first5: number[]; eb_last3: number[] }
  readonly lip_gamma_poisson_ML: { alpha_rate: number; nu_shape: number; posterior_mean_first5: number[] }
  readonly 'pysal_access_3tract_2sfca_gravity-1': Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** The columns of a table of numbers with a heading. */
function columnsOf(path: string, separator: string): (name: string) => Float64Array {
  const [heading = '', ...rows] = readFileSync(dataPath(path), 'utf8').trim().split('\n')
  const names = heading.trim().split(separator)
  return (name) => Float64Array.from(rows, (row) => Number(row.split(separator)[names.indexOf(name)]))
}

describeWithData('effects against published examples', () => {
  const expected = referenceJson<Expected>('stats/expected.json')

  describe('the smoking ban of Sicily (Lopez Bernal, Cummins and Gasparrini 2017)', () => {
    const column = columnsOf('stats/sicily.csv', ',')
    const counts = column('aces')
    const n = counts.length
    const one = new Float64Array(n).fill(1)
    const [ban, time, exposure] = [column('smokban'), column('time'), column('stdpop')]
    const season = harmonics(n, 12, 2)
    const slope = Float64Array.from(ban, (on, i) => on * (time[i]! - 36))

    const matches = (fit: Fit, model: Model, names: readonly string[]) => {
      names.forEach((name, at) => {
        expect(fit.terms[at]!.coefficient).toBeCloseTo(model[name]!.coef, 7)
        expect(fit.terms[at]!.standardError).toBeCloseTo(model[name]!.se, 7)
      })
      expect(fit.dispersion).toBeCloseTo(model._dispersion, 7)
    }

    test('as counts that vary by chance, and by more than chance', () => {
      const names = ['const', 'smokban', 'time']
      const design = [one, ban, time]
      matches(countRegression(counts, design, { exposure, quasi: false }), expected.model1_poisson, names)
      matches(countRegression(counts, design, { exposure, quasi: true }), expected.model2_quasi, names)
    })

    test('with the seasons', () => {
      const names = ['const', 'smokban', 'time', 'sin1', 'cos1', 'sin2', 'cos2']
      const fit = countRegression(counts, [one, ban, time, ...season], { exposure, quasi: true })
      matches(fit, expected.model3_quasi_harmonic, names)
    })

    test('with a change of slope', () => {
      const names = ['const', 'smokban', 'time', 'sin1', 'cos1', 'sin2', 'cos2', 'slope_change']
      const fit = countRegression(counts, [one, ban, time, ...season, slope], { exposure, quasi: true })
      matches(fit, expected.model4_step_and_slope, names)
    })

    test('as a rate by least squares, with the errors of Newey and West', () => {
      const rate = Float64Array.from(counts, (count, i) => (count / exposure[i]!) * 100_000)
      const design = [one, ban, time]
      const fit = leastSquares(rate, design)
      const errors = neweyWest(rate, design, fit, 3)
      ;['const', 'smokban', 'time'].forEach((name, at) => {
        const [coefficient, se, newey] = expected.ols_rate[name]!
        expect(fit.terms[at]!.coefficient).toBeCloseTo(coefficient, 8)
        expect(fit.terms[at]!.standardError).toBeCloseTo(se, 8)
        expect(errors[at]).toBeCloseTo(newey, 8)
      })
      expect(durbinWatson(rate, fit)).toBeCloseTo(expected.durbin_watson, 8)
    })
  })

  describe('lip cancer in Scotland (Clayton and Kaldor 1987)', () => {
    const column = columnsOf('stats/lip-cancer.tsv', '\t')
    const expectedOf = column('Exp')
    const places = Array.from(column('Obs'), (observed, i) => ({ observed, expected: expectedOf[i]! }))

    test('drawn to the mean by moments', () => {
      const { m, A, eb_first5, eb_last3 } = expected.lip_marshall_global_EB
      const { mean, variance, rates } = shrinkToMean(places)
      expect(mean).toBeCloseTo(m, 10)
      expect(variance).toBeCloseTo(A, 10)
      const some = [...rates.slice(0, 5), ...rates.slice(-3)]
      ;[...eb_first5, ...eb_last3].forEach((rate, at) => {
        expect(some[at]).toBeCloseTo(rate, 10)
      })
    })

    test('by the likeliest gamma distribution', () => {
      const { alpha_rate, nu_shape, posterior_mean_first5 } = expected.lip_gamma_poisson_ML
      const { shape, rate } = gammaRates(places)!
      expect(shape).toBeCloseTo(nu_shape, 4)
      expect(rate).toBeCloseTo(alpha_rate, 4)
      posterior_mean_first5.forEach((mean, at) => {
        expect((places[at]!.observed + shape) / (places[at]!.expected + rate)).toBeCloseTo(mean, 4)
      })
    })
  })

  test.each([
    // Minutes out of and into the middle, and across it; more than 61 is too far.
    [0, 40, 40, 80],
    [1, 40, 20, 80],
    [2, 20, 40, 80],
    [3, 20, 20, 40],
  ])('three tracts with a hospital each, scenario %i', (scenario, outbound, inbound, across) => {
    const minutes = [
      [1, across, inbound],
      [across, 1, inbound],
      [outbound, outbound, 1],
    ]
    const pairs = minutes.flatMap((row, from) =>
      row.map((cost, to) => ({ from, to, weight: cost < 61 ? 1 / cost : 0 })),
    )
    const { access } = floatingCatchment([100, 50, 10], [15, 20, 100], pairs)
    const wanted = expected['pysal_access_3tract_2sfca_gravity-1'][`scenario${scenario}`]!
    ;[1, 2, 3].forEach((tract) => {
      expect(access[tract - 1]).toBeCloseTo(wanted[tract]!, 10)
    })
  })
})
