import { afterAll, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type Id, newPublicId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { inTenant, sql, type Tx } from '../../../platform/database/index.ts'
import { anActor } from '../../../platform/database/testing.ts'
import { addMember } from '../../../platform/identity/testing.ts'
import { createMeasure } from '../../measures/index.ts'
import { testGroup } from '../proposals/testing.ts'
import { beginCheck, describeCheck, planCheck } from './actions/plan.ts'
import { confirmVerdict, tellVerdict } from './actions/tell.ts'
import type { Told } from './figures.ts'
import { effectInbox, searchChecks } from './inbox.ts'
import { type Check, getCheck, lateChangesOf, listChecks, stepsOf } from './queries/checks.ts'

const its = await testGroup()
afterAll(its.close)
const as = <T>(who: Actor | 'system', work: (tx: Tx) => Promise<T>) => inTenant(its.db, its.tenant, who, work)
const member = async (role: 'coordinator' | 'lead' | 'steering') => {
  const actor = anActor([role])
  await as('system', (tx) => addMember(tx, actor))
  return actor
}
const [one, other, reader] = [await member('coordinator'), await member('lead'), await member('steering')]
const setting = { today: day('2026-11-16'), demo: false, land: 'NW' as const }
let number = 0
const aMeasure = (state: 'inProgress' | 'inPlanning' = 'inProgress') =>
  as(one, (tx) =>
    createMeasure(tx, one, setting as never, {
      number: String(++number),
      title: `Sammeltermin ${number}`,
      fields: ['arbeit'],
      isPublic: false,
      involved: [],
      centreRole: 'involved',
      kimLinked: false,
      municipalities: [],
      targetGroups: [],
      state,
      since: day('2026-01-01'),
    }),
  )
const plan = async (more: Partial<Parameters<typeof planCheck>[3]> = {}): Promise<Check> => {
  const measureId = (await aMeasure()) as Id<'measure'>
  const id = await as(one, (tx) =>
    planCheck(tx, one, setting, {
      title: `Sammeltermin ${number}`,
      measureId,
      target: { interfaceId: its.interfaceId },
      startsOn: day('2027-01-01'),
      ...more,
    }),
  )
  return await again(id)
}
const again = (id: string) => as(one, (tx) => getCheck(tx, one, id))
const told = (verdict: Told['verdict']): Told => ({ verdict, release: { id: newPublicId() } as never, open: undefined })
const tell = async (actor: Actor, check: Check, verdict: Told['verdict']) => {
  await as(actor, (tx) => tellVerdict(tx, actor, setting, check, told(verdict)))
  return await again(check.id)
}

test('from the plan to a verdict that a second person finds right; an earlier verdict stays in the history', async () => {
  const planned = await plan({ expectedDrop: 30 })
  expect(planned).toMatchObject({ state: 'planned', verdict: null, expectedDrop: 30 })
  await expect(tell(one, planned, 'helped')).rejects.toThrow('steering-effect-not-from-here')
  await expect(as(one, (tx) => beginCheck(tx, one, setting, planned, day('2027-01-01')))).rejects.toMatchObject({
    issues: [{ field: 'startsOn', code: 'steering-effect-in-future' }],
  })
  await as(one, (tx) => beginCheck(tx, one, setting, planned, day('2026-02-01')))
  const early = await tell(one, await again(planned.id), 'tooEarly')
  const found = await tell(one, early, 'helped')
  expect(found).toMatchObject({ state: 'told', verdict: 'helped', toldBy: one.userId, confirmedOn: null })
  await expect(as(one, (tx) => confirmVerdict(tx, one, setting, found))).rejects.toThrow(
    'steering-effect-second-person',
  )
  await as(other, (tx) => confirmVerdict(tx, other, setting, found))
  expect(await again(found.id)).toMatchObject({ confirmedOn: setting.today, confirmedBy: other.userId })
  const steps = await as(reader, (tx) => stepsOf(tx, found.id, 20))
  expect(steps.map(({ event, verdict }) => [event, verdict])).toEqual([
    ['confirmed', 'helped'],
    ['told', 'helped'],
    ['told', 'tooEarly'],
    ['begun', null],
    ['planned', null],
  ])
  await expect(
    as(one, async (tx) =>
      describeCheck(tx, one, setting, await getCheck(tx, one, found.id), {
        startsOn: day('2026-03-01'),
        towns: [],
        comparisonTowns: [],
      }),
    ),
  ).rejects.toThrow('steering-effect-told')
})

test('the database itself lets nobody find their own verdict right, or in the name of somebody else', async () => {
  const found = await tell(one, await plan({ startsOn: day('2026-01-01') }), 'didNot')
  const confirm = (actor: Actor, by: string) =>
    as(actor, (tx) =>
      sql`UPDATE effect_check SET confirmed_on = '2026-11-16', confirmed_by = ${by}, changed_by = ${actor.userId}
        WHERE id = ${found.id}`.execute(tx),
    )
  await expect(confirm(one, one.userId)).rejects.toThrow(/effect_check_confirmed_by_second_person/)
  await expect(confirm(one, other.userId)).rejects.toThrow(/row-level security/)
  expect((await confirm(reader, reader.userId)).numAffectedRows).toBe(0n)
  expect((await confirm(other, other.userId)).numAffectedRows).toBe(1n)
  await expect(as(one, (tx) => sql`UPDATE effect_check_change SET verdict = 'helped'`.execute(tx))).rejects.toThrow(
    /permission denied/,
  )
})

test('the database itself keeps who told a verdict, and a verdict that was told', async () => {
  const found = await tell(one, await plan({ startsOn: day('2026-01-01') }), 'helped')
  const third = await member('coordinator')
  const alter = (actor: Actor, set: ReturnType<typeof sql>) =>
    as(actor, (tx) =>
      sql`UPDATE effect_check SET ${set}, changed_by = ${actor.userId} WHERE id = ${found.id}`.execute(tx),
    )
  const confirmed = sql`confirmed_on = '2026-11-16', confirmed_by = ${other.userId}`
  for (const set of [
    sql`${confirmed}, told_by = ${third.userId}`,
    sql`${confirmed}, told_by = NULL`,
    sql`${confirmed}, verdict = 'didNot'`,
    sql`${confirmed}, release_id = ${newPublicId()}`,
    sql`state = 'running', verdict = NULL, release_id = NULL, told_on = NULL, told_by = NULL`,
  ])
    await expect(alter(other, set)).rejects.toThrow(/row-level security/)
  // Who told it cannot name somebody else, to confirm it themselves.
  await expect(
    alter(one, sql`told_by = ${other.userId}, confirmed_on = '2026-11-16', confirmed_by = ${one.userId}`),
  ).rejects.toThrow(/row-level security/)
  await expect(alter(other, sql`title = 'x'`)).rejects.toThrow(/permission denied/)
  expect((await alter(other, confirmed)).numAffectedRows).toBe(1n)
})

test('what a running check compares is fixed; who changes it says why, and that stands beside the verdict', async () => {
  const running = await plan({ startsOn: day('2026-06-01') })
  const how = { startsOn: day('2026-06-01'), towns: ['dornsiek'], comparisonTowns: ['aulenstedt'] }
  const describe = (check: Check, more: object = {}) =>
    as(one, (tx) => describeCheck(tx, one, setting, check, { ...how, ...more }))
  await expect(describe(running)).rejects.toMatchObject({ issues: [{ field: 'reason', code: 'required' }] })
  // Not by way of a plan either.
  await expect(describe(running, { startsOn: day('2027-01-01'), reason: 'Später' })).rejects.toMatchObject({
    issues: [{ field: 'startsOn', code: 'steering-effect-in-future' }],
  })
  await describe(running, { reason: 'In Dornsiek allein wirkt sie.' })
  expect(await as(reader, (tx) => lateChangesOf(tx, running.id))).toMatchObject([
    { reason: 'In Dornsiek allein wirkt sie.', changes: [{ field: 'towns' }, { field: 'comparisonTowns' }] },
  ])
  const planned = await plan()
  await describe(planned, { startsOn: day('2026-12-01') })
  await describe(await again(planned.id), { startsOn: day('2026-11-01') })
  expect(await again(planned.id)).toMatchObject({ state: 'running' })
  expect(await as(reader, (tx) => lateChangesOf(tx, planned.id))).toEqual([])
  const change = as(one, (tx) =>
    sql`INSERT INTO effect_check_change (check_id, version, event, state, changes, changed_at, changed_by)
      VALUES (${running.id}, 9, 'described', 'running', '[{"field":"towns"}]', now(), ${one.userId})`.execute(tx),
  )
  await expect(change).rejects.toThrow(/effect_check_change_with_reason/)
})

test('a measure is checked once at a target; a comparison is with others', async () => {
  const first = await plan()
  const same = await as(one, (tx) =>
    planCheck(tx, one, setting, {
      ...first,
      target: { interfaceId: its.interfaceId },
      startsOn: day('2026-05-01'),
    } as never),
  )
  expect(same).toBe(first.id)
  await expect(plan({ comparisonTowns: ['dornsiek'] })).rejects.toMatchObject({
    issues: [{ field: 'comparisonTowns', code: 'steering-effect-name-towns' }],
  })
  await expect(plan({ towns: ['dornsiek'], comparisonTowns: ['dornsiek'] })).rejects.toMatchObject({
    issues: [{ code: 'steering-effect-takes-part' }],
  })
  await expect(
    as(one, (tx) => beginCheck(tx, one, setting, { ...first, version: 7 }, day('2026-05-01'))),
  ).rejects.toThrow(expect.objectContaining({ name: 'ChangedMeanwhile' }))
})

test('inbox: what a second person has to confirm, and what has run long enough to be told', async () => {
  const old = await plan({ startsOn: day('2026-07-31') })
  const young = await plan({ startsOn: day('2026-08-01') })
  const found = await tell(one, await plan({ startsOn: day('2026-01-01') }), 'helped')
  const waiting = async (actor: Actor) =>
    (await as(actor, (tx) => effectInbox(tx, actor, setting.today, 50))).map(({ path, kind }) => `${kind} ${path}`)
  expect(await waiting(other)).toContain(`steering.effect.inbox.confirm /effects/${found.id}`)
  expect(await waiting(one)).not.toContain(`steering.effect.inbox.confirm /effects/${found.id}`)
  expect(await waiting(one)).toContain(`steering.effect.inbox.tell /effects/${old.id}`)
  expect(await waiting(one)).not.toContain(`steering.effect.inbox.tell /effects/${young.id}`)
  expect(await waiting(reader)).toEqual([])
  expect(await as(reader, (tx) => searchChecks(tx, reader, 'sammel', 50))).not.toEqual([])
  expect((await as(reader, (tx) => listChecks(tx, reader, { states: ['told'], limit: 1 }))).rows).toHaveLength(1)
})

test('pages: planned by a form, said what can be found, told only where there are figures, and not by members', async () => {
  const coordinator = await its.house.member(['coordinator'], { organisationId: its.organisation('kreis') })
  const of = await its.house.member(['steering'], { organisationId: its.organisation('jobcenter') })
  const measure = await aMeasure()
  const sent = await coordinator.post('/effects/new', {
    measure,
    target: `interface.${its.interfaceId}`,
    startsOn: '01.03.2026',
    expectedDrop: '30',
  })
  const path = sent.to?.split('?')[0] ?? ''
  expect(sent.to, sent.text.slice(0, 2000)).toBe(`${path}?done=planned`)
  const page = (await coordinator.get(path)).text
  for (const words of ['Sozialamt an Jobcenter', 'Keine Zahlen', 'Wirkung feststellen', '−30'])
    expect(page).toContain(words)
  expect((await coordinator.get('/effects')).text).toContain('Sozialamt an Jobcenter')
  expect((await of.get(`/measures/${measure}`)).text).toContain('Hat es geholfen?')
  expect((await of.get(path)).status).toBe(200)
  const refused = await coordinator.post(`${path}/tell`, { version: '1' })
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Es gibt zu wenige Übergaben oder Bedarfe')
  expect((await of.post(`${path}/tell`, { version: '1' }, { from: path })).status).toBe(403)
  const wrong = await coordinator.post('/effects/new', { measure, target: 'interface.nothing', startsOn: '' })
  expect(wrong.status).toBe(422)
})

test('a measure that began and that the register still calls planned: the page says so and leads there', async () => {
  const coordinator = await its.house.member(['coordinator'], { organisationId: its.organisation('kreis') })
  const of = await its.house.member(['steering'], { organisationId: its.organisation('jobcenter') })
  const said = 'Im Register steht die Maßnahme noch als'
  for (const [state, startsOn, says] of [
    ['inPlanning', '01.03.2026', true],
    ['inProgress', '01.03.2026', false],
    ['inPlanning', '01.03.2027', false],
  ] as const) {
    const measure = await aMeasure(state)
    const { to = '' } = await coordinator.post('/effects/new', {
      measure,
      target: `interface.${its.interfaceId}`,
      startsOn,
    })
    const path = to?.split('?')[0] ?? ''
    const page = (await coordinator.get(path)).text
    expect(page.includes(said)).toBe(says)
    expect(page.includes(`/measures/${measure}/state`)).toBe(says)
    const read = (await of.get(path)).text
    expect(read.includes(said)).toBe(says)
    expect(read).not.toContain(`/measures/${measure}/state`)
  }
})
