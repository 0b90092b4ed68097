/** Long, because it is one walk on one database, from a rule to a deletion record: several controllers, holds, races, crashes. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../access/index.ts'
import { inTenant, sql, type Tx } from '../database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../database/testing.ts'
import { approveRun, closeSilentOffers, noteAnswer, noteHanded, noteOffered, stopRun } from './decisions.ts'
import { monthsBefore, startOfDay } from './domain.ts'
import { eraseBatch } from './erasing.ts'
import { releaseHold, setHold } from './holds.ts'
import type { RetentionKind } from './kind.ts'
import { memberKind, nameOfWhoLeft } from './kinds/members.ts'
import { previewKind } from './preview.ts'
import { findRecord } from './records.ts'
import { decideRule, readRule } from './rules.ts'
import { getRun, itemsOf, listOpenRuns, prepareRun } from './runs.ts'

const today = day('2026-11-16')
const now = Date.parse('2026-11-16T08:00:00Z')
const setting = { today, now, backupDays: 35 }

let house: TestDatabase
let lead: Actor
let second: Actor
let guard: Actor
beforeAll(async () => {
  house = await testDatabase()
  const controllerId = newId<'organisation'>()
  const member = async (role: RoleKey) => {
    const actor = anActor([role], { organisationId: controllerId, controllerId })
    await asSystem(async (tx) => {
      await sql`INSERT INTO membership (id, account_id, name, organisation_id, controller_id, invited_at, accepted_at, changed_at)
        VALUES (${actor.userId}, ${actor.accountId}, 'Testperson', ${controllerId}, ${controllerId}, now(), now(), now())`.execute(
        tx,
      )
      await sql`INSERT INTO membership_role (id, member_id, role, valid_from, source, granted_at)
        VALUES (${newId()}, ${actor.userId}, ${role}, '2020-01-01', 'hand', now())`.execute(tx)
    })
    return actor
  }
  lead = await member('lead')
  second = await member('coordinator')
  guard = await member('dataProtection')
})
afterAll(() => house.close())

const asSystem = <T>(work: (tx: Tx) => Promise<T>) => inTenant(house.db, house.tenant, 'system', work)
const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => inTenant(house.db, house.tenant, actor, work)
/** The same person, for the data of another controller. */
const of = (actor: Actor, controllerId: Id<'organisation'>): Actor => ({
  ...actor,
  organisationId: controllerId,
  controllerId,
})

async function whoLeft(controllerId: Id<'organisation'>, leftAt: readonly Date[]): Promise<string[]> {
  const ids = leftAt.map(() => newId<'user'>())
  await asSystem(async (tx) => {
    for (const { userId, roles } of [lead, second]) {
      await sql`INSERT INTO membership_role (id, member_id, role, organisation_id, controller_id, valid_from, source, granted_at)
        VALUES (${newId()}, ${userId}, ${roles[0]}, ${controllerId}, ${controllerId}, '2020-01-01', 'hand', now())`.execute(
        tx,
      )
    }
    for (const [index, id] of ids.entries()) {
      const at = leftAt[index]!
      await sql`INSERT INTO membership (id, account_id, name, email, controller_id, invited_at, deactivated_at, changed_at)
        VALUES (${id}, ${newId()}, 'Wer ging', ${`${id}@kreis.test`}, ${controllerId}, ${at}, ${at}, ${at})`.execute(tx)
    }
  })
  return ids
}

const reduced = async (controllerId: string) =>
  (
    await asSystem((tx) =>
      sql<{ id: string }>`SELECT id FROM membership WHERE controller_id = ${controllerId} AND reduced_at IS NOT NULL
        AND name = ${nameOfWhoLeft} AND email IS NULL`.execute(tx),
    )
  ).rows.map((row) => row.id)

async function eraseAll(id: string, kind: RetentionKind = memberKind) {
  for (;;) if (!(await asSystem((tx) => eraseBatch(tx, kind, id, setting)))) return
}

async function approveBoth(id: string, controllerId: Id<'organisation'>, kind: RetentionKind = memberKind) {
  for (const actor of [lead, second]) {
    const { version } = await asSystem((tx) => getRun(tx, id))
    await as(of(actor, controllerId), (tx) => approveRun(tx, of(actor, controllerId), id, kind, version, now))
  }
}

const monthsAgo = (months: number) => startOfDay(monthsBefore(today, months))
const preparing = (controllerId: Id<'organisation'>, kind: RetentionKind = memberKind) =>
  asSystem((tx) => prepareRun(tx, 'system', kind, controllerId, today, now))

test('what the preview shows is what goes; what a hold keeps and what others keep stays', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ months: fc.integer({ min: 0, max: 30 }), held: fc.boolean() }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 24 }),
      fc.constantFrom('none', 'kind', 'controller'),
      async (people, months, wide) => {
        const [mine, others] = [newId<'organisation'>(), newId<'organisation'>()]
        const ids = await whoLeft(
          mine,
          people.map((one) => monthsAgo(one.months)),
        )
        await whoLeft(
          others,
          people.map((one) => monthsAgo(one.months)),
        )
        await asSystem(async (tx) => {
          const input = { action: 'delete', archiveAnswerMonths: null, reason: 'Test', version: 0 } as const
          await decideRule(tx, 'system', memberKind, mine, { ...input, period: { months } }, now)
        })
        const hold = {
          kind: memberKind.key,
          controllerId: mine,
          reference: null,
          until: null,
          reason: 'audit',
        } as const
        await as(guard, async (tx) => {
          for (const [index, one] of people.entries()) {
            if (one.held) await setHold(tx, guard, { ...hold, target: 'record', recordId: ids[index]! }, now)
          }
          if (wide !== 'none') await setHold(tx, guard, { ...hold, target: wide, recordId: null }, now)
        })
        const preview = await asSystem(async (tx) =>
          previewKind(tx, memberKind, mine, await readRule(tx, memberKind, mine), today),
        )
        const expected = ids.filter((_, index) => people[index]!.months > months && !people[index]!.held)
        const going = preview!.going.map((one) => one.id).sort()
        expect(going).toEqual(wide === 'none' ? expected.sort() : [])
        expect(preview!.due).toBe(preview!.going.length + preview!.staying.length)
        expect(preview!.overdue.reduce((sum, one) => sum + one.count, 0)).toBe(preview!.due)
        const id = await preparing(mine)
        expect(id === undefined).toBe(going.length === 0)
        if (id) {
          await approveBoth(id, mine)
          await eraseAll(id)
          const left = await asSystem((tx) => findRecord(tx, id))
          expect(left).toMatchObject({ due: going.length, erased: going.length, skipped: {} })
        }
        expect((await reduced(mine)).sort()).toEqual(going)
        expect(await reduced(others)).toEqual([])
      },
    ),
    { numRuns: 12 },
  )
})

describe('a run', () => {
  let controllerId: Id<'organisation'>
  let ids: string[]
  let id: Id<'retentionRun'>
  const begin = async (count: number) => {
    controllerId = newId<'organisation'>()
    ids = await whoLeft(
      controllerId,
      Array.from({ length: count }, () => monthsAgo(20)),
    )
    id = (await preparing(controllerId))!
  }

  test('needs two people, neither of them twice, who decide for its controller', async () => {
    await begin(1)
    const approve = (actor: Actor, version: number) =>
      as(actor, (tx) => approveRun(tx, actor, id, memberKind, version, now))
    await expect(approve(lead, 1)).rejects.toThrow(/run/)
    const mine = of(lead, controllerId)
    expect(await approve(mine, 1)).toEqual({ begins: false })
    await expect(approve(mine, 2)).rejects.toThrow('run-approved-already')
    await expect(approve(of(second, controllerId), 1)).rejects.toThrow('conflict')
    expect(await approve(of(second, controllerId), 2)).toEqual({ begins: true })
  })

  test('dies in the middle and is done again: each record once, one deletion record', async () => {
    await begin(450)
    await approveBoth(id, controllerId)
    expect(await asSystem((tx) => eraseBatch(tx, memberKind, id, setting))).toBe(true)
    const dying = asSystem(async (tx) => {
      await eraseBatch(tx, memberKind, id, setting)
      throw new Error('the machine died')
    })
    await expect(dying).rejects.toThrow('the machine died')
    expect(await reduced(controllerId)).toHaveLength(200)
    await eraseAll(id)
    await eraseAll(id)
    expect((await reduced(controllerId)).sort()).toEqual([...ids].sort())
    expect(await asSystem((tx) => findRecord(tx, id))).toMatchObject({ erased: 450, counts: { membership: 450 } })
  })

  test('leaves no id and no name behind', async () => {
    await begin(3)
    await approveBoth(id, controllerId)
    await eraseAll(id)
    const left = await asSystem((tx) => findRecord(tx, id))
    expect(left).toMatchObject({ inBackupsUntil: addDays(today, 35), approvedBy: [lead.userId, second.userId] })
    const said = await asSystem((tx) =>
      sql<{ all: string }>`SELECT concat(
        (SELECT json_agg(r) FROM retention_record AS r), (SELECT json_agg(i) FROM retention_item AS i WHERE run_id = ${id}),
        (SELECT json_agg(u) FROM retention_run AS u)) AS all`.execute(tx),
    )
    const text = said.rows[0]!.all
    expect(text).toContain(id)
    for (const one of ids) expect(text).not.toContain(one)
    expect(text).not.toContain('Wer ging')
    const { rows } = await asSystem((tx) =>
      sql<{ payload: string }>`SELECT payload FROM audit_entry WHERE subject = ${id}`.execute(tx),
    )
    expect(rows.length).toBeGreaterThan(2)
    for (const one of ids) expect(rows.map(({ payload }) => payload).join()).not.toContain(one)
  })

  test('a hold that is set while a batch deletes waits for it and keeps the next', async () => {
    await begin(201)
    await approveBoth(id, controllerId)
    const last = (await asSystem((tx) => itemsOf(tx, id, 500))).at(-1)!.recordId
    let deleted: () => void = () => undefined
    const underWay = new Promise<void>((resolve) => {
      deleted = resolve
    })
    let commit: () => void = () => undefined
    const mayCommit = new Promise<void>((resolve) => {
      commit = resolve
    })
    const batch = asSystem(async (tx) => {
      await eraseBatch(tx, memberKind, id, setting)
      deleted()
      await mayCommit
    })
    await underWay
    const order: string[] = []
    const holding = as(guard, (tx) =>
      setHold(
        tx,
        guard,
        {
          target: 'record',
          kind: memberKind.key,
          controllerId,
          recordId: last,
          reason: 'legalDispute',
          reference: null,
          until: null,
        },
        now,
      ),
    ).then(() => order.push('held'))
    order.push('committing')
    commit()
    await Promise.all([batch, holding])
    expect(order).toEqual(['committing', 'held'])
    await eraseAll(id)
    expect(await reduced(controllerId)).not.toContain(last)
    const left = await asSystem((tx) => findRecord(tx, id))
    expect(left).toMatchObject({ erased: 200, skipped: { 'hold-legalDispute': 1 } })
  })

  test('a batch that comes after a hold that is not committed yet waits for it', async () => {
    await begin(1)
    await approveBoth(id, controllerId)
    let batch: Promise<boolean> = Promise.resolve(false)
    await as(guard, async (tx) => {
      await setHold(
        tx,
        guard,
        {
          target: 'controller',
          kind: null,
          controllerId,
          recordId: null,
          reason: 'audit',
          reference: null,
          until: null,
        },
        now,
      )
      batch = asSystem((other) => eraseBatch(other, memberKind, id, setting))
      // The batch has reached the gate when somebody waits for this very transaction to end.
      for (;;) {
        const { rows } = await sql<{ waits: boolean }>`SELECT EXISTS (
          SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid) AS waits`.execute(tx)
        if (rows[0]!.waits) break
        await new Promise(setImmediate)
      }
    })
    await batch
    expect(await reduced(controllerId)).toEqual([])
    expect(await asSystem((tx) => findRecord(tx, id))).toMatchObject({ erased: 0, skipped: { 'hold-audit': 1 } })
  })

  test('a hold that has run out or was released keeps nothing', async () => {
    controllerId = newId<'organisation'>()
    ids = await whoLeft(controllerId, [monthsAgo(20), monthsAgo(21)])
    const hold = { kind: memberKind.key, controllerId, reference: null, reason: 'audit', target: 'record' } as const
    await as(guard, async (tx) => {
      await setHold(tx, guard, { ...hold, recordId: ids[0]!, until: addDays(today, -1) }, now)
      const released = await setHold(tx, guard, { ...hold, recordId: ids[1]!, until: null }, now)
      await releaseHold(tx, guard, released, 'ended', now)
      await expect(releaseHold(tx, guard, released, 'ended', now)).rejects.toThrow('hold-released')
    })
    id = (await preparing(controllerId))!
    expect((await asSystem((tx) => getRun(tx, id))).due).toBe(2)
  })

  test('under another rule than now deletes nothing', async () => {
    await begin(1)
    const version = await asSystem(async (tx) => (await getRun(tx, id)).version)
    await as(of(lead, controllerId), (tx) =>
      decideRule(
        tx,
        of(lead, controllerId),
        memberKind,
        controllerId,
        { action: 'delete', period: { months: 60 }, archiveAnswerMonths: null, reason: 'Länger', version: 0 },
        now,
      ),
    )
    const mine = of(lead, controllerId)
    await expect(as(mine, (tx) => approveRun(tx, mine, id, memberKind, version, now))).rejects.toThrow(
      'run-rule-changed',
    )
    await as(mine, (tx) => stopRun(tx, mine, id, 'tooEarly', version, now))
    expect(await asSystem((tx) => itemsOf(tx, id, 10))).toEqual([])
    expect(await preparing(controllerId)).toBeUndefined()
  })

  test('is prepared once, and again when it has ended', async () => {
    await begin(1)
    expect(await preparing(controllerId)).toBeUndefined()
    expect((await as(of(lead, controllerId), listOpenRuns)).map((run) => run.id)).toContain(id)
    expect((await as(lead, listOpenRuns)).map((run) => run.id)).not.toContain(id)
  })
})

describe('the archive', () => {
  const offered: RetentionKind = { ...memberKind, key: 'identity.offered', actions: ['offer'], fourEyes: false }
  let controllerId: Id<'organisation'>
  let mine: Actor
  let id: Id<'retentionRun'>
  const begin = async () => {
    controllerId = newId<'organisation'>()
    mine = of(lead, controllerId)
    await whoLeft(controllerId, [monthsAgo(20), monthsAgo(21), monthsAgo(22)])
    await asSystem((tx) =>
      decideRule(
        tx,
        'system',
        offered,
        controllerId,
        { action: 'offer', period: { months: 12 }, archiveAnswerMonths: 6, reason: 'Test', version: 0 },
        now,
      ),
    )
    id = (await preparing(controllerId, offered))!
    const notYet = as(mine, (tx) => approveRun(tx, mine, id, offered, 1, now))
    await expect(notYet).rejects.toThrow('run-not-prepared')
    await as(mine, (tx) => noteOffered(tx, mine, id, offered, today, 1))
  }

  test('takes some: they are handed over before anything is deleted', async () => {
    await begin()
    const wrong = as(mine, (tx) => noteAnswer(tx, mine, id, '4', 2))
    await expect(wrong).rejects.toThrow('not-a-position')
    await as(mine, (tx) => noteAnswer(tx, mine, id, '2-3', 2))
    expect((await asSystem((tx) => getRun(tx, id))).state).toBe('handing')
    await as(mine, (tx) => noteHanded(tx, mine, id, today, 3))
    await as(mine, (tx) => approveRun(tx, mine, id, offered, 4, now))
    await eraseAll(id, offered)
    expect(await asSystem((tx) => findRecord(tx, id))).toMatchObject({ erased: 3, archived: { taken: 2, declined: 1 } })
  })

  test('says nothing until its time is over: that counts as declined', async () => {
    await begin()
    const { answerDueOn } = await asSystem((tx) => getRun(tx, id))
    expect(answerDueOn).toBe('2027-05-16')
    expect(await asSystem((tx) => closeSilentOffers(tx, answerDueOn!))).toBe(0)
    expect(await asSystem((tx) => closeSilentOffers(tx, addDays(answerDueOn!, 1)))).toBe(1)
    await as(mine, (tx) => approveRun(tx, mine, id, offered, 3, now))
    await eraseAll(id, offered)
    expect(await asSystem((tx) => findRecord(tx, id))).toMatchObject({ erased: 3, archived: { silent: 3 } })
  })
})

test('the database itself: nobody but data protection holds, nobody but the platform records, no record changes', async () => {
  const hold = {
    target: 'kind',
    kind: 'mail.message',
    controllerId: null,
    recordId: null,
    reference: null,
    until: null,
  } as const
  await expect(as(lead, (tx) => setHold(tx, lead, { ...hold, reason: 'audit' }, now))).rejects.toThrow(
    /row-level security/,
  )
  for (const statement of [
    'UPDATE retention_record SET erased = 0',
    'DELETE FROM retention_rule',
    'DELETE FROM retention_approval',
  ])
    await expect(asSystem((tx) => sql.raw(statement).execute(tx))).rejects.toThrow(/permission denied/)
  const rule = { action: 'delete', period: { days: 91 }, archiveAnswerMonths: null, reason: 'x', version: 0 } as const
  const others = newId<'organisation'>()
  await expect(as(lead, (tx) => decideRule(tx, lead, memberKind, others, rule, now))).rejects.toThrow(
    /row-level security/,
  )
  await expect(
    as(lead, (tx) => decideRule(tx, lead, memberKind, lead.controllerId, { ...rule, period: { days: 5 } }, now)),
  ).rejects.toThrow('rule-too-short')
})
