import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../kernel/ids.ts'
import { sql } from '../../../platform/database/index.ts'
import { room } from '../index.ts'
import { openObligations } from '../queries/obligations.ts'
import { setting, type TestCouncil, testCouncil } from '../testing.ts'
import { dischargeByReview } from './reviewconcluded.ts'

let its: TestCouncil
beforeAll(async () => {
  its = await testCouncil()
})
afterAll(() => its.close())

test('a concluded review discharges the obligation that ordered it, once', async () => {
  const lead = await its.member('lead')
  const [open] = await its.as(lead, (tx) => openObligations(tx, lead, setting))
  const reviewId = newId<'review'>()
  const news = { reviewId, obligationId: open?.id ?? '', concludedOn: setting.today, concludedBy: lead.userId }
  const clock = { now: () => 0, today: () => setting.today }
  const run = (payload: object) =>
    its.as('system', (tx) => dischargeByReview({ tx, db: its.db, tenant: its.tenant, clock }, payload))
  await run(news)
  await run(news)
  const { rows } = await its.as('system', (tx) =>
    sql<{ review: string; state: string; by: string }>`
      SELECT review_id AS review, obligation.state, discharge.created_by AS by
      FROM discharge JOIN obligation ON obligation.id = obligation_id WHERE obligation_id = ${open?.id}
    `.execute(tx),
  )
  expect(rows).toEqual([{ review: reviewId, state: 'done', by: lead.userId }])
  // A reference that leads nowhere is no reason to try again and again.
  await run({ ...news, obligationId: newId() })
})

test('the job has the name that the register enqueues', async () => {
  const { reviewConcluded } = await import('../../measures/index.ts')
  expect(room.jobs?.[reviewConcluded]).toBe(dischargeByReview)
})
