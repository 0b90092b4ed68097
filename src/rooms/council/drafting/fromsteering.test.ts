import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../kernel/ids.ts'
import { sql } from '../../../platform/database/index.ts'
import { room } from '../index.ts'
import { setting, type TestCouncil, testCouncil } from '../testing.ts'
import { draftFromSteering } from './actions/fromsteering.ts'

let its: TestCouncil
beforeAll(async () => {
  its = await testCouncil()
})
afterAll(() => its.close())

test('what the steering group passes on becomes the draft of a paper for that body, once', async () => {
  const lead = await its.member('lead')
  const proposalId = newId<'proposal'>()
  const [body] = await its.as('system', async (tx) => {
    const { rows } = await sql<{ id: string; meeting: string }>`
      SELECT body.id, (SELECT meeting.id FROM meeting JOIN body AS held ON held.id = body_id WHERE held.key = 'steering') AS meeting
      FROM body WHERE key = 'committee'
    `.execute(tx)
    await sql`
      INSERT INTO proposal (id, number, title, decision_text, about, can_change, state, round, submitted_on, simulated, version, changed_at)
      VALUES (${proposalId}, 1, 'Stelle für Lotsen', 'Eine Stelle.', 'Es fehlt an Lotsen.', '{}', 'decided', 1, '2026-09-01', false, 1, now())
    `.execute(tx)
    await sql`
      INSERT INTO steering_decision (proposal_id, round, version, kind, text, levels, way, meeting_id, decided_on, simulated, recorded_at)
      VALUES (${proposalId}, 1, 1, 'toCommittee', 'Der Ausschuss möge eine Stelle beschließen.', '{}', 'meeting', ${rows[0]?.meeting}, '2026-10-05', false, now())
    `.execute(tx)
    return rows
  })
  const clock = { now: () => 0, today: () => setting.today }
  const run = (payload: object) =>
    its.as('system', (tx) => draftFromSteering({ tx, db: its.db, tenant: its.tenant, clock }, payload))
  const wanted = { proposalId, bodyId: body?.id, by: lead.userId }
  await run(wanted)
  await run(wanted)
  const { rows } = await its.as('system', (tx) =>
    sql<object>`
      SELECT paper.title, paper.state, paper.is_public AS public, paper_text.content ->> 'proposedResolution' AS text, body.key AS body,
        (SELECT subject FROM decision_effect WHERE kind = 'paper') = paper.id::text AS noted
      FROM paper JOIN paper_text ON paper_text.paper_id = paper.id
        JOIN consultation ON consultation.paper_id = paper.id JOIN body ON body.id = consultation.body_id
      WHERE paper.title = 'Stelle für Lotsen'
    `.execute(tx),
  )
  expect(rows).toEqual([
    {
      title: 'Stelle für Lotsen',
      state: 'draft',
      public: false,
      text: 'Der Ausschuss möge eine Stelle beschließen.',
      body: 'committee',
      noted: true,
    },
  ])
  // What is not there, or was not passed on, is no reason to try again and again.
  await run({ ...wanted, proposalId: newId() })
})

test('the job has the name that steering enqueues', async () => {
  const { draftJob } = await import('../../steering/index.ts')
  expect(room.jobs?.[draftJob]).toBe(draftFromSteering)
})
