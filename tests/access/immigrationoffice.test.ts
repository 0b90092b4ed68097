/** What the immigration and naturalisation office can reach: its own referrals, and never a file, a note, a person or a search of persons. */
import { expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { rolesWith } from '../../src/platform/access/index.ts'
import { touchesPeople } from '../../src/platform/access/rights.ts'
import { listRoutes } from '../../src/platform/http/gate/routelist.ts'

const routes = listRoutes(rooms)
const opens = (right: string | null) => right !== null && rolesWith(right).has('immigrationOffice')

test('of all routes that open data of people it reaches those of its own referrals and no other', () => {
  const reached = routes.filter(({ right }) => opens(right) && right !== null && touchesPeople(right))
  expect([...new Set(reached.map(({ path }) => path))].sort()).toEqual([
    '/referrals',
    '/referrals/:id',
    '/referrals/:id/withdraw',
    '/referrals/new',
  ])
})

test('no route to files, notes, persons, hand-overs or their search is open to it, whatever its right says of people', () => {
  const closed = /^\/(cases|people|persons|families|handovers|follow-ups|findings|plans|conferences|notes)(\/|$)/
  const asked = routes.filter(({ path }) => closed.test(path))
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter(({ right }) => opens(right)).map(({ path }) => path)).toEqual([])
})

test('nobody else refers, so that nobody else passes for the office', () => {
  expect([...rolesWith('journeys.refer')]).toEqual(['immigrationOffice'])
})
