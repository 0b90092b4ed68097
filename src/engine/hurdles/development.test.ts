import { describe, expect, test } from 'vitest'
import { addDays, type Day, day } from '../../kernel/day.ts'
import { type PassageRow, passagesOf } from '../testing.ts'
import { analyse, question } from './asking.ts'
import { analyseInterface } from './detail.ts'
import { analysePassages } from './situation.ts'

describe('development', () => {
  /** Ten offers a month over three years; from June 2026 on people wait 50 instead of 20 days. */
  const rows = Array.from({ length: 360 }, (_, i): PassageRow => {
    const offered = addDays(day('2023-11-01'), Math.floor((i * 1096) / 360))
    const wait = (offered >= '2026-06-01' ? 50 : 20) + ((i * 37) % 17) - 8
    const first = addDays(offered, wait)
    const lag = (i * 13) % 20
    const isKnown = addDays(first, lag) <= '2026-10-31'
    return {
      offered,
      answered: offered,
      ...(isKnown && { first }),
      lag,
      place: i % 3 === 0 ? 'Karbeck' : 'Lohwinkel',
      case: i,
    }
  })
  const year = { period: { from: day('2025-11-01'), to: day('2026-10-31') }, asOf: day('2026-10-31') }
  const situation = analyse({ a: 14 }, rows, year)
  const figures = situation.interfaces[0]!

  test('the delay of entry is measured, and the newest months are called incomplete', () => {
    expect(situation.entry).toMatchObject({ days: 18, knownUntil: '2026-10-13', incompleteMonths: ['2026-10'] })
    expect(figures.months.filter(({ complete }) => !complete).map(({ month }) => month)).toEqual(['2026-10'])
  })

  test('months of the offer, with quartiles', () => {
    expect(figures.months).toHaveLength(36)
    expect(figures.months.map(({ month }) => month).slice(-1)).toEqual(['2026-10'])
    const may = figures.months.find(({ month }) => month === '2026-05')!
    expect(may.median! >= 15 && may.median! <= 25).toBe(true)
    expect(may.lowerQuartile! <= may.median! && may.median! <= may.upperQuartile!).toBe(true)
    const total = figures.months.reduce((sum, { offered }) => sum + offered, 0)
    expect(total).toBe(rows.filter(({ offered }) => offered! <= '2026-10-13').length)
  })

  test('the change is found and warned of', () => {
    expect(figures.changes).toMatchObject([{ month: '2026-06', direction: 'longer' }])
    expect(figures.changes[0]!.before).toBeCloseTo(20, -0.5)
    expect(figures.changes[0]!.after).toBeGreaterThan(44)
    expect(situation.warnings).toMatchObject([{ kind: 'jump', key: 'a', change: { month: '2026-06' } }])
  })

  test('a change long ago is history, no warning', () => {
    const later = analyse({ a: 14 }, rows, { period: year.period, asOf: addDays(year.asOf, 0), seriesMonths: 36 })
    expect(later.interfaces[0]!.changes).toEqual(figures.changes)
    const shifted = rows.map((row) => ({
      ...row,
      offered: addDays(row.offered as Day, -400),
      first: row.first && addDays(row.first as Day, -400),
    }))
    const old = analyse(
      { a: 14 },
      shifted.map((row) => ({ ...row, answered: row.offered, lastEvent: row.offered }) as PassageRow),
      year,
    )
    expect(old.warnings.filter(({ kind }) => kind === 'jump')).toEqual([])
  })

  test('six months in a row above the year before', () => {
    const rising = rows.map((row, i): PassageRow => {
      const offered = row.offered as Day
      const wait = 20 + Math.floor(i / 30) + ((i * 37) % 5)
      return { offered, answered: offered, first: addDays(offered, wait), lag: 0, case: i }
    })
    const [warning] = analyse({ a: 14 }, rising, year).warnings.filter(({ kind }) => kind === 'rise')
    expect(warning).toMatchObject({ kind: 'rise', key: 'a' })
  })

  test('a place that falls silent', () => {
    const silent = rows.filter(({ place, offered }) => place !== 'Karbeck' || offered! < '2026-05-01')
    const [warning] = analyse({ a: 14 }, silent, year).warnings.filter(({ kind }) => kind === 'silence')
    expect(warning).toMatchObject({ kind: 'silence', place: 'Karbeck' })
    expect(situation.warnings.filter(({ kind }) => kind === 'silence')).toEqual([])
  })

  test('a place that its senders alone report on is silent', () => {
    const oneSided = rows.map((row): PassageRow => {
      return row.place === 'Karbeck' && row.offered! >= '2026-05-01' ? { ...row, sides: 'sender' } : row
    })
    const places = analyse({ a: 14 }, oneSided, year).warnings.flatMap((one) =>
      one.kind === 'silence' ? one.place : [],
    )
    expect(places).toEqual(['Karbeck'])
  })

  test('the page of one interface shows the same figures', () => {
    const passages = passagesOf({ a: 14, b: 30 }, [
      ...rows,
      { interface: 'b', offered: '2026-01-01', first: '2026-01-10' },
    ])
    const detail = analyseInterface(passages, 'a', { ...question, ...year, filter: { interfaces: ['b'] } })!
    const whole = analysePassages(passages, { ...question, ...year })
    expect(detail.figures).toEqual(whole.interfaces.find(({ key }) => key === 'a'))
    expect(detail.ranked).toBe(2)
    expect(analyseInterface(passages, 'c', { ...question, ...year })).toBeUndefined()
    const { classes, widthDays } = detail.histogram
    expect(classes.reduce((sum, one) => sum + one.arrived, 0)).toBe(detail.figures.counts.arrived)
    expect(classes.reduce((sum, one) => sum + one.open, 0)).toBe(detail.figures.counts.open)
    expect(14 % widthDays).toBe(0)
    expect(classes.filter(({ inTarget }) => inTarget).at(-1)!.toDay).toBe(14)
    const { points } = detail.funnel!
    expect(points.map(({ place }) => place)).toEqual(['Lohwinkel', 'Karbeck'])
    expect(points.reduce((sum, one) => sum + one.passages, 0)).toBe(detail.figures.inTarget!.of)
    expect(points.reduce((sum, one) => sum + one.beyond, 0)).toBe(
      detail.figures.inTarget!.of - detail.figures.inTarget!.hits,
    )
  })
})
