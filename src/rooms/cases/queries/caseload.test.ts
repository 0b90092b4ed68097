import { afterAll, expect, test } from 'vitest'
import { addDays, type Day } from '../../../kernel/day.ts'
import { testCases, today } from '../testing.ts'
import { type CaseloadFilter, listCaseload } from './caseload.ts'

const its = await testCases()
afterAll(its.close)

test('each page says how many there are in all, also one behind the last; those of other teams do not count', async () => {
  const manager = await its.member(['caseManager'], 'north')
  const colleague = await its.member(['caseManager'], 'north')
  const due = (days: number): { next_due_on: Day } => ({ next_due_on: addDays(today, days) })
  await its.add(
    ...Array.from({ length: 52 }, (_, nth) => its.file('north', due(60 - nth))),
    its.file('north', { next_due_on: null }),
    its.file('north', { ...due(-9), reach: 'own', manager_id: manager.userId }),
    its.file('south', due(-5)),
  )
  const look = (page: number, filter: CaseloadFilter = {}, who = manager) =>
    its.as(who, async (tx) => {
      const { rows, total } = await listCaseload(tx, who, filter, today, page)
      return { days: rows.map(({ nextDueOn }) => nextDueOn), names: new Set(rows.map(({ person }) => person)), total }
    })
  const first = await look(1)
  expect(first).toMatchObject({ total: 54, names: new Set(['Nadia Haddad']) })
  expect(first.days).toHaveLength(50)
  expect(first.days[0]).toBe(addDays(today, -9))
  expect(first.days).toEqual(first.days.toSorted())
  expect(await look(2)).toMatchObject({
    total: 54,
    days: [addDays(today, 58), addDays(today, 59), addDays(today, 60), null],
  })
  expect(await look(3)).toMatchObject({ total: 54, days: [] })
  expect((await look(1, {}, colleague)).total).toBe(53)
  expect((await look(1, { name: 'Hadda' })).total).toBe(54)
  expect((await look(1, { name: 'Fremd' })).total).toBe(0)
  expect((await look(2, { due: 'overdue' })).total).toBe(1)
})
