/** Long, because it holds the walk of a hand-over through both sides, with who may see what of it at each step. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../kernel/clock.ts'
import { day } from '../../kernel/day.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { storeFile } from '../../platform/files/index.ts'
import { outboxOf } from '../../platform/mail/testing.ts'
import { loadBases, loadPeople, revokeBasis } from '../people/index.ts'
import { answerHandover } from './actions/answer.ts'
import { recordFirstAppointment } from './actions/arrive.ts'
import { assignHandover } from './actions/assign.ts'
import { correctStep } from './actions/correct.ts'
import { completeHandover, withdrawHandover } from './actions/end.ts'
import { acknowledgeChange, findChange } from './actions/jurisdiction.ts'
import { writeMessage } from './actions/messages.ts'
import { addMilestone } from './actions/milestone.ts'
import {
  answerQuestion,
  type NewHandover,
  newJourneyKey,
  offerHandover,
  offerPrepared,
  prepareHandover,
} from './actions/offer.ts'
import type { Setting } from './adding.ts'
import type { SharedItem } from './content.ts'
import { correctable } from './domain.ts'
import { countHandoverInbox, handoverInbox } from './inbox.ts'
import { listEscalations } from './queries/escalations.ts'
import { listInbox } from './queries/inbox.ts'
import { handoversOf, journeyOf } from './queries/ofcase.ts'
import { getOpened, readContent, readDocument } from './queries/opened.ts'
import { historyOf, messagesOf } from './queries/thread.ts'
import { stepsOf } from './queries.ts'
import { remindAll } from './reminding.ts'
import { type TestJourneys, testJourneys, tickingClock } from './testing.ts'

let its: TestJourneys
let town: Actor
let worker: Actor
let intake: Actor
let colleague: Actor
let office: Actor
let elsewhere: Actor
beforeAll(async () => {
  its = await testJourneys()
  town = await its.member('municipality', 'town')
  worker = await its.member('caseManager', 'town')
  intake = await its.member('intake', 'jobcenter')
  colleague = await its.member('caseManager', 'jobcenter')
  office = await its.member('immigrationOffice', 'town')
  elsewhere = await its.member('intake', 'school')
}, 60_000)
afterAll(() => its.close())

const today = day('2026-11-16')
const setting: Setting = { clock: tickingClock('2026-11-16T08:00:00Z'), tenant: { demo: true, land: 'NW' } }
const later = (instant: string): Setting => ({ ...setting, clock: tickingClock(instant) })

const household: SharedItem = { category: 'household', label: 'Haushalt', lines: ['2 Erwachsene'], basisId: null }
const health: SharedItem = { category: 'health', label: 'Gesundheit', lines: ['Rollstuhl'], basisId: null }

const anOffer = (more: Partial<NewHandover> = {}): NewHandover => ({
  interfaceId: its.interface('town-jobcenter'),
  toOrganisationId: its.organisation('jobcenter'),
  municipalityId: its.municipality,
  targetGroup: 'Familien',
  occurredOn: today,
  reference: 'AUL-2026-0001',
  content: [household],
  note: 'Termin am Nachmittag',
  ...more,
})
const offered = (more: Partial<NewHandover> = {}, by: Actor = town) =>
  its.as(by, (tx) => offerHandover(tx, by, anOffer(more), setting))
const jurisdictions = () =>
  its.as('system', async (tx) => {
    const { rows } = await sql<{ id: Id<'jurisdiction'> }>`SELECT id FROM jurisdiction ORDER BY key`.execute(tx)
    return { fromId: rows[0]!.id, toId: rows[1]!.id }
  })
const opened = (who: Actor, id: string) => its.as(who, (tx) => getOpened(tx, who, id))
const contentFor = (who: Actor, id: string, on = today) =>
  its.as(who, async (tx) => {
    await sql.raw(`SET LOCAL "app"."today" = '${on}'`).execute(tx)
    return await readContent(tx, who, await getOpened(tx, who, id), on)
  })
const rowsFor = (who: Actor | 'system', table: string, id: string) =>
  its.as(
    who,
    async (tx) =>
      (
        await sql<{
          side: string | null
        }>`SELECT to_jsonb(t)->>'side' AS side FROM ${sql.table(table)} AS t WHERE t.handover_id = ${id}`.execute(tx)
      ).rows,
  )
const accept = (who: Actor, id: Id<'handover'>, more: object = {}) =>
  its.as(who, (tx) => answerHandover(tx, who, id, { kind: 'accepted', occurredOn: today, ...more }, setting))

describe('a: the same case shared twice with different rights', () => {
  test('each receiver sees what went to it, the giver both', async () => {
    const originId = newJourneyKey()
    const first = await offered({ originId, content: [household, health] })
    const second = await offered({
      originId,
      content: [household],
      interfaceId: its.interface('town-school'),
      toOrganisationId: its.organisation('school'),
    })
    expect((await contentFor(intake, first)).items.map(({ category }) => category)).toEqual(['household', 'health'])
    expect((await contentFor(elsewhere, second)).items.map(({ category }) => category)).toEqual(['household'])
    await expect(opened(elsewhere, first)).rejects.toThrow(NotFound)
    await expect(opened(intake, second)).rejects.toThrow(NotFound)
    expect((await its.as(worker, (tx) => handoversOf(tx, worker, originId))).map(({ id }) => id).toSorted()).toEqual(
      [first, second].toSorted(),
    )
    expect(await its.as(intake, (tx) => handoversOf(tx, intake, originId))).toHaveLength(1)
  })

  test('each side has its own copy, and the database shows each only that', async () => {
    const id = await offered()
    expect(await rowsFor(intake, 'handover_content', id)).toEqual([{ side: 'receiver' }])
    expect(await rowsFor(town, 'handover_content', id)).toEqual([{ side: 'sender' }])
    const { rows } = await its.as('system', (tx) =>
      sql`SELECT side, controller_id FROM handover_content WHERE handover_id = ${id} ORDER BY side`.execute(tx),
    )
    expect(rows).toEqual([
      { side: 'receiver', controller_id: its.organisation('jobcenter') },
      { side: 'sender', controller_id: its.organisation('town') },
    ])
  })
})

describe('c: jurisdiction changes with ownership', () => {
  test('in the transaction of the acceptance, and not without it', async () => {
    const change = { ...(await jurisdictions()), effectiveOn: day('2026-12-01'), openItems: 'Krankenkasse' }
    const id = await offered({ jurisdictionChange: change, kind: 'transfer' })
    await expect(accept(intake, id)).rejects.toThrow(Invalid)
    expect((await opened(intake, id)).state).toBe('offered')
    await accept(intake, id, { acknowledged: true })
    const { rows } = await its.as('system', (tx) =>
      sql`SELECT acknowledged_on, acknowledged_by FROM handover_jurisdiction_change WHERE handover_id = ${id}`.execute(
        tx,
      ),
    )
    expect(rows).toEqual([{ acknowledged_on: today, acknowledged_by: intake.userId }])
    expect((await opened(intake, id)).assignedTo).toBe(intake.userId)
    // What is still open is the giver's word; who acknowledges does not rewrite it.
    await expect(
      its.as(intake, (tx) =>
        sql`UPDATE handover_jurisdiction_change SET open_items = 'nichts' WHERE handover_id = ${id}`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/)
  })

  test('an acceptance that the giver records leaves it to the receiver to acknowledge', async () => {
    const id = await offered({ jurisdictionChange: { ...(await jurisdictions()), effectiveOn: day('2026-12-01') } })
    await accept(town, id)
    const { sides, state } = await opened(intake, id)
    expect([state, sides]).toEqual(['accepted', 'sender'])
    const { rows } = await its.as('system', (tx) =>
      sql<{
        acknowledged_on: string | null
      }>`SELECT acknowledged_on FROM handover_jurisdiction_change WHERE handover_id = ${id}`.execute(tx),
    )
    expect(rows[0]!.acknowledged_on).toBeNull()
  })

  test('once acknowledged, the giver takes the acceptance that it recorded back no more', async () => {
    const id = await offered({ jurisdictionChange: { ...(await jurisdictions()), effectiveOn: day('2026-12-01') } })
    const takeBack = async () => {
      const step = correctable(await its.as(town, (tx) => stepsOf(tx, id)), town.organisationId!)!.id
      const { version } = await opened(town, id)
      await its.as(town, (tx) => correctStep(tx, town, id, { step, reason: 'Falsche Zeile', version }, setting))
    }
    await accept(town, id)
    await takeBack()
    await accept(town, id)
    await its.as(intake, (tx) => acknowledgeChange(tx, intake, id, setting))
    await expect(takeBack()).rejects.toThrow('journeys-change-acknowledged')
    expect(await its.as(intake, (tx) => findChange(tx, id))).toMatchObject({ acknowledgedOn: today })
  })
})

describe('e: revoke before and after acceptance', () => {
  test('withdrawn: the receiver reads nothing from that moment, the giver keeps the proof', async () => {
    for (const accepts of [false, true]) {
      const id = await offered()
      if (accepts) await accept(intake, id)
      await its.as(town, (tx) => withdrawHandover(tx, town, id, { occurredOn: today }, setting))
      expect(await contentFor(intake, id)).toMatchObject({ closing: 'withdrawn', items: [], note: null })
      expect(await rowsFor(intake, 'handover_content', id)).toEqual([])
      expect((await contentFor(town, id)).items).toHaveLength(1)
    }
  })

  test('once the time for reading is over, and once declined', async () => {
    const short = await offered({ reads: { until: today } })
    expect(await contentFor(intake, short)).toMatchObject({ closing: 'open', items: [household] })
    expect((await contentFor(intake, short, day('2026-11-17'))).closing).toBe('timeOver')
    const first = await offered({ reads: { until: day('2027-02-01'), toFirstAppointment: true } })
    await accept(intake, first)
    await its.as(intake, (tx) => recordFirstAppointment(tx, intake, first, { occurredOn: today }, setting))
    expect((await contentFor(intake, first)).closing).toBe('arrived')
    expect(await rowsFor(intake, 'handover_content', first)).toEqual([])
    const declined = await offered()
    await its.as(intake, (tx) =>
      answerHandover(tx, intake, declined, { kind: 'declined', reason: 'noCapacity', occurredOn: today }, setting),
    )
    expect((await contentFor(intake, declined)).closing).toBe('declined')
  })

  test('the giver reads what it passed on until the after-state ends', async () => {
    const id = await offered({ after: { until: today, norm: '§ 84 SGB X' } })
    await accept(intake, id)
    await its.as(intake, (tx) => recordFirstAppointment(tx, intake, id, { occurredOn: today }, setting))
    await its.as(intake, (tx) => completeHandover(tx, intake, id, { occurredOn: today, outcome: 'settled' }, setting))
    expect((await contentFor(town, id)).closing).toBe('open')
    expect((await contentFor(town, id, day('2026-11-17'))).closing).toBe('afterOver')
    expect((await opened(town, id)).outcome).toBe('settled')
  })
})

describe('e: revoke before and after acceptance, the consent itself', () => {
  const person = async () => {
    const controllerId = its.organisation('town')
    const { persons } = await its.as('system', (tx) =>
      loadPeople(
        tx,
        { persons: [{ key: 'p', controllerId, givenName: 'Amal', familyName: 'Beispiel' }] },
        { simulated: true },
      ),
    )
    const personId = persons.get('p') as Id<'person'>
    const basis = (key: string, category: 'household' | 'health', validUntil: string) => ({
      key,
      controllerId,
      personId,
      kind: 'consent' as const,
      purpose: 'benefitsApplication' as const,
      recipientId: its.organisation('jobcenter'),
      categories: [category],
      givenOn: day('2026-10-12'),
      validUntil: day(validUntil),
    })
    const bases = await its.as('system', (tx) =>
      loadBases(tx, [basis('a', 'household', '2027-10-12'), basis('b', 'health', '2026-12-01')], {
        simulated: true,
        today,
      }),
    )
    const [a, b] = [bases.get('a') as string, bases.get('b') as string]
    return {
      personId,
      a,
      content: [
        { ...household, basisId: a },
        { ...health, basisId: b },
      ],
    }
  }

  test('closes what it carried, item by item, from that moment, before and after acceptance', async () => {
    for (const accepts of [false, true]) {
      const { personId, a, content } = await person()
      const id = await offered({ content }, worker)
      if (accepts) await accept(intake, id)
      expect((await contentFor(intake, id)).items.map(({ lines }) => lines)).toEqual([['2 Erwachsene'], ['Rollstuhl']])
      await its.as(worker, (tx) => revokeBasis(tx, worker, { personId, id: a }, setting))
      const { items, note } = await contentFor(intake, id)
      expect(items.map(({ lines, closed }) => closed ?? lines)).toEqual([{ why: 'revoked', on: today }, ['Rollstuhl']])
      expect(note).toBe('Termin am Nachmittag')
      const over = await contentFor(intake, id, day('2026-12-02'))
      expect(over.items.map(({ closed }) => closed?.why)).toEqual(['revoked', 'expired'])
      expect(over.note).toBeNull()
    }
  })

  test('stops what is offered after it, however long the form stood open', async () => {
    const { personId, a, content } = await person()
    await its.as(worker, (tx) => revokeBasis(tx, worker, { personId, id: a }, setting))
    await expect(offered({ content }, worker)).rejects.toThrow('journeys-basis-over')
  })
})

describe('f: a late or queued action after losing ownership', () => {
  test('is refused with who has it now, and goes through after taking it over', async () => {
    const id = await offered()
    const take = (who: Actor, seen: Actor | null) =>
      its.as(who, (tx) => assignHandover(tx, who, id, { memberId: who.userId, seen: seen?.userId ?? null }, setting))
    await take(intake, null)
    await expect(take(colleague, null)).rejects.toMatchObject({ message: 'journeys-assigned', who: intake.name })
    await expect(accept(colleague, id)).rejects.toMatchObject({ message: 'journeys-taken', who: intake.name })
    await take(colleague, intake)
    await expect(accept(intake, id)).rejects.toMatchObject({ message: 'journeys-taken', who: colleague.name })
    expect(await accept(colleague, id)).toBe('accepted')
  })

  test('is refused with who did what meanwhile', async () => {
    const id = await offered()
    const { version } = await opened(intake, id)
    await its.as(town, (tx) => withdrawHandover(tx, town, id, { occurredOn: today, version }, setting))
    await expect(accept(intake, id, { version })).rejects.toMatchObject({
      message: 'journeys-meanwhile.withdrawn',
      who: town.name,
    })
    await expect(accept(intake, id)).rejects.toThrow(Conflict)
  })

  test('a page that showed fewer steps does not act on the newer state', async () => {
    const id = await offered()
    const ask = { kind: 'askedBack', occurredOn: today, question: 'Seit wann?', version: 1 } as const
    await its.as(intake, (tx) => answerHandover(tx, intake, id, ask, setting))
    await its.as(town, (tx) => answerQuestion(tx, town, id, { answer: 'Seit Mai.', version: 2 }, setting))
    await expect(accept(intake, id, { version: 1 })).rejects.toMatchObject({ message: 'journeys-meanwhile.offered' })
    expect(await accept(intake, id, { version: 3 })).toBe('accepted')
    const messages = await its.as(town, (tx) => messagesOf(tx, id))
    expect(messages.map(({ kind, body }) => [kind, body])).toEqual([
      ['question', 'Seit wann?'],
      ['answer', 'Seit Mai.'],
    ])
  })
})

describe("g: the recipient's role narrower than their own, and wider", () => {
  test('the intake takes for its own office and gives nothing', async () => {
    await expect(offered({ toOrganisationId: its.organisation('school') }, intake)).rejects.toThrow(Forbidden)
    const id = await offered()
    await expect(
      its.as(intake, (tx) => withdrawHandover(tx, intake, id, { occurredOn: today }, setting)),
    ).rejects.toThrow(Conflict)
  })

  test('an intake of the giving town sees nothing of what the town gives', async () => {
    const desk = await its.member('intake', 'town')
    const id = await offered()
    await expect(opened(desk, id)).rejects.toThrow(NotFound)
    expect(await rowsFor(desk, 'handover_content', id)).toEqual([])
    expect(await rowsFor(desk, 'journey_step', id)).toEqual([])
  })

  test('the immigration office refers, and reads neither contents nor messages, not even its own', async () => {
    const id = await offered({ kind: 'inquiryFromAuthority' }, office)
    await its.as(intake, (tx) => writeMessage(tx, intake, id, 'Bitte anrufen', setting))
    await expect(opened(office, id)).rejects.toThrow(NotFound)
    for (const table of ['handover_content', 'handover_message', 'handover_document'])
      expect(await rowsFor(office, table, id)).toEqual([])
    expect(await rowsFor(office, 'journey_step', id)).toHaveLength(1)
    await expect(
      its.as(office, (tx) => answerHandover(tx, office, id, { kind: 'accepted', occurredOn: today }, setting)),
    ).rejects.toThrow(Forbidden)
    await expect(offered({ kind: 'transfer' }, office)).rejects.toThrow(/row-level security/)
  })

  test('what is being prepared concerns the giver alone, until it is offered', async () => {
    const id = await its.as(town, (tx) => prepareHandover(tx, town, anOffer(), setting))
    expect((await opened(town, id)).state).toBe('prepared')
    await expect(opened(intake, id)).rejects.toThrow(NotFound)
    expect(await rowsFor(intake, 'journey_step', id)).toEqual([])
    await its.as(town, (tx) => offerPrepared(tx, town, id, { occurredOn: today }, setting))
    expect((await contentFor(intake, id)).items).toHaveLength(1)
  })

  test('case work of the town sees what its municipality gave: they are one team', async () => {
    const id = await offered()
    expect((await opened(worker, id)).side).toBe('sender')
  })
})

describe('i: count, export, autocomplete, notification text and attachment address leak nothing', () => {
  const attachment = async () => {
    const fileId = await its.as(worker, (tx) =>
      storeFile(tx, worker, { name: 'Antrag.txt', bytes: new TextEncoder().encode('Antrag'), owner: null }),
    )
    const id = await offered({ documents: [{ fileId, category: 'livelihood', basisId: null }] }, worker)
    const { documents } = await contentFor(intake, id)
    return { id, document: documents[0]!.id }
  }
  const read = (who: Actor, id: string, document: string, on = today) =>
    its.as(who, async (tx) => readDocument(tx, who, await getOpened(tx, who, id), document, on))

  test('an attachment is a copy under its own random address, for who may read it and as long as they may', async () => {
    const { id, document } = await attachment()
    expect(Buffer.from((await read(intake, id, document)).body).toString()).toBe('Antrag')
    await expect(read(elsewhere, id, document)).rejects.toThrow(NotFound)
    const other = await offered()
    await expect(read(intake, other, document)).rejects.toThrow(NotFound)
    await its.as(worker, (tx) => withdrawHandover(tx, worker, id, { occurredOn: today }, setting))
    await expect(read(intake, id, document)).rejects.toThrow(NotFound)
    expect(await rowsFor(intake, 'handover_document', id)).toEqual([])
  })

  test('who is outside counts nothing, lists nothing, and has nothing in the inbox', async () => {
    await offered()
    const outsiders = [elsewhere, await its.member('municipality', 'school')]
    for (const who of outsiders) {
      const seen = await its.as(who, async (tx) => ({
        count: await countHandoverInbox(tx, who, today, 99),
        inbox: await handoverInbox(tx, who, today, 99),
        list: (await listInbox(tx, who, { view: 'received', mine: false, limit: 50, offset: 0 })).rows.filter(
          ({ toOrganisationId }) => toOrganisationId !== who.organisationId,
        ),
      }))
      expect(seen.list).toEqual([])
      expect(seen.inbox.filter(({ title }) => title.includes('Jobcenter'))).toEqual([])
      expect(seen.inbox).toHaveLength(seen.count)
    }
  })

  test('mails say that something waits and where, and nothing of whom', async () => {
    await its.as('system', (tx) =>
      sql`UPDATE membership SET email = ${'eingang@jobcenter.example'} WHERE id = ${intake.userId}`.execute(tx),
    )
    const id = await offered({ reference: 'AUL-2026-7777', note: 'Frau Beispiel' })
    await remind('2026-11-23T04:30:00Z')
    const mails = await outboxOf(its, its.tenant)
    const mail = mails.find((one) => one.to === 'eingang@jobcenter.example')
    expect(mail).toBeDefined()
    const text = JSON.stringify(mails)
    for (const secret of ['AUL-2026', 'Beispiel', id, 'Haushalt', 'Erwachsene']) expect(text).not.toContain(secret)
  })

  test('reading is on record, in the transaction of the reading', async () => {
    const id = await offered()
    await contentFor(intake, id)
    const { rows } = await its.as('system', (tx) =>
      sql<{ event: string; user_id: string }>`
        SELECT event, user_id FROM audit_entry WHERE subject = ${id} AND outcome = 'looked'`.execute(tx),
    )
    expect(rows).toEqual([{ event: 'journeys.content-read', user_id: intake.userId }])
  })
})

const remind = (instant: string) =>
  its.as('system', (tx) => remindAll({ tx, db: its.db, tenant: its.tenant, clock: fixedClock(instant) } as never, {}))

describe('reminding and telling the heads', () => {
  const stages = (id: string) =>
    its.as('system', async (tx: Tx) =>
      (
        await sql<{ stage: string; sent: string }>`
          SELECT stage, sent_on::text AS sent FROM handover_reminder WHERE handover_id = ${id} AND settled_on IS NULL
          ORDER BY sent_on`.execute(tx)
      ).rows.map(({ stage, sent }) => `${stage} ${sent}`),
    )

  test('on the day, three working days after it the heads, each once; an answer settles both', async () => {
    const head = await its.member('coordinator', 'jobcenter')
    const id = await offered()
    await remind('2026-11-20T04:30:00Z')
    expect(await stages(id)).toEqual([])
    await remind('2026-11-23T04:30:00Z')
    await remind('2026-11-23T05:30:00Z')
    expect(await stages(id)).toEqual(['reminder 2026-11-23'])
    await remind('2026-11-26T04:30:00Z')
    expect(await stages(id)).toEqual(['reminder 2026-11-23', 'escalation 2026-11-26'])
    const seen = await its.as(head, (tx) => listEscalations(tx, head, 50))
    expect(seen.rows.map(({ toOrganisationId }) => toOrganisationId)).toContain(its.organisation('jobcenter'))
    expect(Object.keys(seen.rows[0]!).toSorted()).toEqual([
      'fromOrganisationId',
      'id',
      'interfaceId',
      'replyBy',
      'sentOn',
      'toOrganisationId',
    ])
    await its.as(intake, (tx) =>
      answerHandover(
        tx,
        intake,
        id,
        { kind: 'accepted', occurredOn: day('2026-11-26') },
        later('2026-11-26T08:00:00Z'),
      ),
    )
    expect(await stages(id)).toEqual([])
  })

  test('a question turns the days to the giver, the answer back to the receiver', async () => {
    const id = await offered()
    const ask = { kind: 'askedBack', occurredOn: today, question: 'Seit wann?' } as const
    await its.as(intake, (tx) => answerHandover(tx, intake, id, ask, setting))
    const asked = await its.as(town, (tx) => handoverInbox(tx, town, today, 99))
    expect(asked.find(({ path }) => path === `/handovers/${id}`)).toMatchObject({
      kind: 'journeys.inbox-item.askedBack',
      due: '2026-11-23',
    })
    const setting19 = later('2026-11-19T08:00:00Z')
    await its.as(town, (tx) => answerQuestion(tx, town, id, { answer: 'Seit Mai', version: 2 }, setting19))
    expect((await opened(intake, id)).replyBy).toBe('2026-11-26')
  })
})

test('what happened names who, for whom and from whom it is known', async () => {
  const id = await offered()
  await its.as(town, (tx) =>
    answerHandover(tx, town, id, { kind: 'declined', reason: 'noCapacity', occurredOn: today }, setting),
  )
  const history = await its.as(intake, (tx) => historyOf(tx, id))
  expect(history.map(({ what }) => what)).toEqual([
    { kind: 'step', step: 'declined', on: today, source: 'sender', reason: 'noCapacity', corrected: null },
    { kind: 'step', step: 'offered', on: today, source: 'sender', reason: null, corrected: null },
  ])
})

test('a journey holds milestones of the own controller and hand-overs of the own side', async () => {
  const person = newJourneyKey()
  await offered({ person })
  await its.as(worker, (tx) => addMilestone(tx, worker, person, { key: 'language-a2', occurredOn: today }, setting))
  const own = await its.as(worker, (tx) => journeyOf(tx, worker, person))
  expect(own.entries.map(({ kind, milestone }) => milestone ?? kind).toSorted()).toEqual(['language-a2', 'offered'])
  const theirs = await its.as(colleague, (tx) => journeyOf(tx, colleague, person))
  expect(theirs.entries.map(({ kind }) => kind)).toEqual(['offered'])
  await expect(
    its.as(intake, (tx) => addMilestone(tx, intake, person, { key: 'language-a2', occurredOn: today }, setting)),
  ).rejects.toThrow(Forbidden)
})
