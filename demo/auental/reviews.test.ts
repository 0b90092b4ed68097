import { expect, test } from 'vitest'
import { day } from '../../src/kernel/day.ts'
import { auentalMeasures } from './measures.ts'
import { auentalCouncil } from './papers.ts'
import { auentalReviews, reviewerRoles, reviewObligation } from './reviews.ts'

const today = day('2026-11-23')
const council = auentalCouncil(today)
const register = auentalMeasures(today)
const [review] = auentalReviews(register, council, today)

test('the review of 2010 is half done: three of five measures, three reviewers, some of them not of one mind', () => {
  const measures = new Set(register.measures.map(({ key }) => key))
  const said = Map.groupBy(review?.opinions ?? [], ({ measure }) => measure)
  expect([...said.keys()].filter((key) => !measures.has(key))).toEqual([])
  expect(said.size / (review?.assignments.length ?? 0)).toBeCloseTo(0.6, 1)
  expect(new Set(review?.opinions.map(({ reviewer }) => reviewer)).size).toBe(reviewerRoles.length)
  const disputed = [...said.values()].filter((opinions) => new Set(opinions.map(({ verdict }) => verdict)).size > 1)
  expect(disputed.length).toBeGreaterThanOrEqual(5)
})

test('nobody says anything that they were not asked, and nothing before the resolution', () => {
  const asked = new Map(review?.assignments.map(({ measure, reviewers }) => [measure, reviewers]))
  for (const { measure, reviewer, on } of review?.opinions ?? []) {
    expect(asked.get(measure), measure).toContain(reviewer)
    expect(on > (review?.startedOn ?? '') && on <= today).toBe(true)
  }
  const resolution = council.resolutions?.find(({ obligations = [] }) =>
    obligations.some(({ key }) => key === reviewObligation),
  )
  expect(review?.obligationLabel).toBe(resolution?.wording)
  expect((review?.startedOn ?? '') > (resolution?.decidedOn ?? '')).toBe(true)
})

test('two people who run it on one day see the same', () =>
  expect(auentalReviews(auentalMeasures(today), auentalCouncil(today), today)).toEqual([review]))
