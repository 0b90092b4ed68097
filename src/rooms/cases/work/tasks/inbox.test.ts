import { afterAll, expect, test } from 'vitest'
import { fixedClock } from '../../../../kernel/clock.ts'
import { addDays } from '../../../../kernel/day.ts'
import { sql } from '../../../../platform/database/index.ts'
import type { JobRun } from '../../../../platform/jobs/index.ts'
import { testCases, today } from '../../testing.ts'
import { loadWork } from '../load.ts'
import { countDue, dueInbox, remindOfDue } from './inbox.ts'

const its = await testCases()
afterAll(its.close)

test('what became due is told once, to who has it, as a number without any case; the Postkorb shows it until it is done', async () => {
  const manager = await its.member(['caseManager'], 'north')
  const other = await its.member(['caseManager'], 'south')
  await its.as('system', (tx) =>
    sql`UPDATE membership SET email = 'leitung@kreis.test' WHERE id = ${manager.userId}`.execute(tx),
  )
  const row = its.file('north', { manager_id: manager.userId })
  await its.add(row)
  const due = (title: string, days: number) => ({ kind: 'followUp' as const, title, dueOn: addDays(today, days) })
  await its.as('system', (tx) =>
    loadWork(tx, [{ caseId: row.id, tasks: [due('Frau Muster anrufen', -2), due('heute', 0), due('morgen', 1)] }], {
      simulated: true,
      now: Date.now(),
    }),
  )
  const clock = fixedClock(`${today}T05:00:00Z`)
  const run = () => its.as('system', (tx) => remindOfDue({ tx, tenant: its.tenant, clock } as unknown as JobRun, {}))
  await run()
  await run()
  const { rows } = await its.as('system', (tx) =>
    sql<{ values: unknown; line: string }>`
      SELECT template_values AS values, mail_outbox::text AS line FROM mail_outbox`.execute(tx),
  )
  expect(rows.map(({ values }) => values)).toEqual([{ count: 2 }])
  expect(rows[0]?.line).not.toMatch(/Muster|TST-2026/)
  const shown = await its.as(manager, (tx) => dueInbox(tx, manager, today, 10))
  expect(shown.map(({ title }) => title)).toEqual([`${row.reference}: Frau Muster anrufen`, `${row.reference}: heute`])
  expect(await its.as(other, (tx) => dueInbox(tx, other, today, 10))).toEqual([])
})

test('the number on every page is that of the Postkorb: given to oneself, or to nobody in a file that one leads', async () => {
  const [manager, colleague, other] = [
    await its.member(['caseManager'], 'north'),
    await its.member(['caseManager'], 'north'),
    await its.member(['caseManager'], 'south'),
  ]
  const led = its.file('north', { manager_id: manager.userId })
  const elses = its.file('north', { manager_id: colleague.userId })
  await its.add(led, elses)
  const task = (days: number, assigneeId?: string) => ({
    kind: 'followUp' as const,
    title: 'anrufen',
    dueOn: addDays(today, days),
    ...(assigneeId && { assigneeId }),
  })
  const works = [
    { caseId: led.id, tasks: [task(-3), task(0), task(1), task(0, colleague.userId)] },
    {
      caseId: elses.id,
      tasks: [task(-1), task(0, manager.userId), { ...task(0, manager.userId), state: 'done' as const }],
    },
  ]
  await its.as('system', (tx) => loadWork(tx, works, { simulated: true, now: Date.now() }))
  for (const [who, waits] of [
    [manager, 3],
    [colleague, 2],
    [other, 0],
  ] as const) {
    const [listed, counted] = await its.as(
      who,
      async (tx) => [await dueInbox(tx, who, today, 10), await countDue(tx, who, today, 10)] as const,
    )
    expect([listed.length, counted]).toEqual([waits, waits])
  }
  expect(await its.as(manager, (tx) => countDue(tx, manager, today, 2))).toBe(2)
})
