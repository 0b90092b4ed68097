import { describe, expect, test } from 'vitest'
import { type Day, day } from '../../kernel/day.ts'
import { createFormat } from './format.ts'

const de = createFormat('de')
const en = createFormat('en')

describe('numbers as German offices write them', () => {
  test.each([
    [de.number(11463), '11.463'],
    [de.number(4000), '4.000'],
    [de.number(-5200), '−5.200'],
    [de.number(-0.2), '0'],
    [de.number(0.45, 1), '0,5'],
    [de.percent(0.553), '55\u202f%'],
    [de.percent(0.998, 1), '99,8\u202f%'],
    [de.percent(-0.001), '0\u202f%'],
    [de.change(-0.42), '−42\u202f%'],
    [de.change(0.65), '+65\u202f%'],
    [de.change(0.004), '±0\u202f%'],
    [de.factor(2.36), '2,4-fach'],
    [de.list(['Hasselbeck', 'Aulenstedt', 'Karbeck']), 'Hasselbeck, Aulenstedt und Karbeck'],
  ])('%s', (shown, expected) => expect(shown).toBe(expected))
})

describe('the same in English', () => {
  test.each([
    [en.number(11463), '11,463'],
    [en.percent(0.553), '55%'],
    [en.change(-0.42), '−42%'],
    [en.factor(2.36), '2.4 times'],
    [en.day(day('2026-11-17')), '17 Nov 2026'],
    [en.dayShort(day('2026-11-17')), '17 Nov'],
    [en.period(day('2025-11-01'), day('2026-10-31')), 'November 2025 to October 2026'],
  ])('%s', (shown, expected) => expect(shown).toBe(expected))
})

describe('dates', () => {
  test.each([
    [de.day(day('2026-11-07')), '07.11.2026'],
    [de.dayShort(day('2026-11-07')), '07.11.'],
    [de.month('2026-11'), 'November 2026'],
    [de.monthName(day('2026-07-01')), 'Juli'],
    [de.monthShort('2026-05'), 'Mai'],
    [de.monthShort('2026-10'), 'Okt'],
    [de.period(day('2025-11-01'), day('2026-10-31')), 'November 2025 bis Oktober 2026'],
    [de.period(day('2026-01-01'), day('2026-03-31')), 'Januar bis März 2026'],
    [de.period(day('2024-02-01'), day('2024-02-29')), 'Februar 2024'],
    [de.period(day('2023-02-01'), day('2023-02-27')), '01.02.2023 bis 27.02.2023'],
  ])('%s', (shown, expected) => expect(shown).toBe(expected))

  test('an instant is told in German time, on both sides of the change of clocks', () => {
    expect(de.instant(Date.UTC(2026, 6, 1, 12))).toBe('01.07.2026, 14:00 Uhr')
    expect(de.instant(Date.UTC(2026, 11, 31, 23, 30))).toBe('01.01.2027, 00:30 Uhr')
    expect(en.time(Date.UTC(2026, 11, 1, 8))).toBe('09:00')
  })

  test('Western digits and the Gregorian year also in Arabic and Farsi', () => {
    for (const locale of ['ar', 'fa'] as const) {
      const format = createFormat(locale)
      expect(format.number(11463)).toMatch(/^11[.,٬]463$/u)
      expect(format.day('2026-11-17' as Day)).toMatch(/2026/)
    }
  })
})
