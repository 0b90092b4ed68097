import { expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { FrozenRelease } from '../../insight/index.ts'
import { composeReportSection } from './compose.ts'
import type { ReportMaterial } from './material.ts'

const release = {
  id: '0f6b2c52-0000-4000-8000-000000000001',
  rule: 'least-3',
  source: { period: { from: day('2025-11-01'), to: day('2026-10-31') }, asOf: day('2026-10-31') },
  checksum: '3d9c471d00000000',
  tables: { district: { rows: [{ handOvers: { value: 2310 } }] } },
} as unknown as FrozenRelease

const nothing: ReportMaterial = {
  audience: 'steering',
  referenceDay: day('2026-11-16'),
  since: day('2025-11-16'),
  hurdles: [],
  situation: undefined,
  topics: new Map(),
  gaps: new Map(),
  openGaps: [],
  decisions: [],
  effects: [],
}
const all: ReportMaterial = {
  ...nothing,
  situation: release,
  hurdles: [
    { name: 'Sozialamt an Jobcenter', handOvers: { value: 412 }, lostDays: { value: 9780 }, median: { value: 33 } },
    { name: 'Beratung', handOvers: { below: 3 }, lostDays: { below: 3 }, median: undefined },
  ],
  topics: new Map([['closed', 2]]),
  gaps: new Map([
    ['suspected', 1],
    ['prioritised', 2],
    ['closed', 1],
  ]),
  openGaps: ['Abendkurs B1 in Osterfleth'],
  decisions: [
    { title: 'Feste Termine', kind: 'accepted', on: day('2026-09-10'), became: ['Maßnahme: Feste Termine'] },
    { title: 'Bus nach der Sprechstunde', kind: 'deferred', on: day('2026-09-10'), became: [] },
  ],
  effects: [
    {
      title: 'Sammeltermin',
      target: 'Jobcenter an Sprachkurs',
      verdict: 'helped',
      startsOn: day('2026-02-01'),
      late: [],
      confirmed: true,
      row: { ratio: 0.56, ratioLow: 0.49, ratioHigh: 0.63, before: 365, after: 112, knownUntil: day('2026-10-18') },
      needs: undefined,
      release,
    },
  ],
}

test('nothing to say leaves no trace', () => {
  expect(composeReportSection(nothing)).toBeNull()
})

test('hurdles, topics, gaps, decisions and effects stand in this order, every figure with its source', () => {
  const section = composeReportSection(all)!
  expect(section.heading).toBe('KIM: Themen, Hürden, Lücken, Entscheidungen, Wirkungen')
  expect(section.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))).toEqual([
    'Hürden',
    'Themen aus der Praxis',
    'Lücken',
    'Entscheidungen der Lenkungsgruppe',
    'Wirkungen',
  ])
  const numbers = section.sources.map(({ number }) => number)
  expect(numbers).toEqual([1, 2, 3, 4, 5])
  const said = JSON.stringify(section.blocks)
  for (const [, source] of said.matchAll(/"source":(\d+)/g)) expect(numbers).toContain(Number(source))
  expect(section.sources[0]?.lines).toEqual([
    'Übergaben, November 2025 bis Oktober 2026',
    '2.310 Übergaben',
    'Stichtag 31.10.2026',
    'Regel: nicht öffentlich, Zahlen unter 3 verborgen',
    'Freigabe mit Prüfwert 3d9c 471d',
  ])
  expect(said).toContain('unter 3 oder verborgen')
  expect(said).toContain('Wartezeiten −44')
  expect(said).toContain('365 Übergaben vorher, 112 seither')
})

test('the public learns how many gaps and decisions there are, not their titles', () => {
  const said = JSON.stringify(composeReportSection({ ...all, audience: 'public', openGaps: [] }))
  expect(said).not.toContain('Abendkurs')
  expect(said).not.toContain('Feste Termine')
  expect(said).not.toContain('Bus nach')
  expect(said).toContain('vertagt: ')
})

test('a verdict that nobody has confirmed says so', () => {
  const [effect] = all.effects
  const said = JSON.stringify(composeReportSection({ ...nothing, effects: [{ ...effect!, confirmed: false }] }))
  expect(said).toContain('noch nicht von einer zweiten Person bestätigt')
})

test('what was changed after the start is said beside the verdict', () => {
  const [effect] = all.effects
  const said = JSON.stringify(composeReportSection({ ...nothing, effects: [{ ...effect!, late: ['Kurs fiel aus.'] }] }))
  expect(said).toContain('nach dem Beginn geändert: „Kurs fiel aus.“')
})

test('a verdict on a gap says what was met before and since', () => {
  const [effect] = all.effects
  const needs = {
    metBefore: 40,
    arisenBefore: 120,
    metAfter: 60,
    arisenAfter: 80,
    metRatio: 1.9,
    metLow: 1.4,
    metHigh: 2.5,
  }
  const said = JSON.stringify(composeReportSection({ ...nothing, effects: [{ ...effect!, row: {}, needs }] }))
  expect(said).toContain('Mit der Maßnahme werden mehr Bedarfe gedeckt.')
  expect(said).toContain('Gedeckt wurden vorher 40 bei 120 neuen Bedarfen, seither 60 bei 80.')
  expect(said).toMatch(/mit der Maßnahme gegen ohne: \+90.% \(95-%-Bereich \+40.% bis \+150.%\)\./)
})
