import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { Actor } from '../../platform/access/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { tables } from './access.ts'
import { changeInBulk, previewBulk } from './actions/bulk.ts'
import { changeConcept, createConcept } from './actions/concepts.ts'
import { addDocument } from './actions/documents.ts'
import { changeMeasure, createMeasure, type MeasureInput, withdrawMeasure } from './actions/measures.ts'
import { addValue, linkSuccessor, removePart, saveIndicator, saveMilestone } from './actions/parts.ts'
import { changeState, correctState } from './actions/states.ts'
import { compare } from './domain/content.ts'
import { getConcept } from './queries/concepts.ts'
import { contentsBetween, versionsOf } from './queries/history.ts'
import { getMeasure, listMeasures } from './queries/measures.ts'
import { indicatorsOf, milestonesOf, successionsOf } from './queries/parts.ts'
import { measureStatesOn, statesOf } from './queries/states.ts'
import { setting, type TestRegister, testRegister } from './testing.ts'

let its: TestRegister
let lead: Actor
beforeAll(async () => {
  its = await testRegister()
  lead = await its.member('lead')
})
afterAll(() => its.close())

const plain: MeasureInput = {
  number: '5.01',
  title: 'Wegweiser für neu zugewanderte Familien',
  isPublic: true,
  fields: ['education'],
  involved: ['caritas'],
  centreRole: 'involved',
  kimLinked: false,
  municipalities: ['dornsiek'],
  targetGroups: ['parents'],
}

let numbers = 20
const aMeasure = (more: Partial<MeasureInput> = {}) =>
  its.as(lead, (tx) =>
    createMeasure(tx, lead, setting, {
      ...plain,
      number: `${++numbers}.01`,
      ...more,
      state: 'inProgress',
      since: day('2026-01-01'),
    }),
  )
const read = (id: Awaited<ReturnType<typeof aMeasure>>) => its.as(lead, (tx) => getMeasure(tx, lead, id, setting.today))

describe('a measure', () => {
  test('is added, changed, found, and its history says what changed by name', async () => {
    const id = await aMeasure({ number: '5.01' })
    await its.as(lead, (tx) =>
      changeMeasure(
        tx,
        lead,
        setting,
        id,
        { ...plain, title: 'Wegweiser in acht Sprachen', responsible: 'jobcenter', municipalities: [] },
        1,
      ),
    )
    const measure = await read(id)
    expect([measure.version, measure.title, measure.districtWide, measure.responsible?.key]).toEqual([
      2,
      'Wegweiser in acht Sprachen',
      true,
      'jobcenter',
    ])
    await its.as(lead, async (tx) => {
      const { before, after } = await contentsBetween(tx, id, { version: 1 }, { version: 2 })
      expect(compare(before?.content, after!.content).map((one) => [one.field, one.before, one.after])).toEqual([
        ['title', plain.title, 'Wegweiser in acht Sprachen'],
        ['responsible', null, 'Jobcenter Kreis Auental'],
        ['districtWide', false, true],
        ['municipalities', ['Dornsiek'], []],
      ])
      expect((await listMeasures(tx, lead, { text: 'acht jobcenter' }, {}, setting.today)).rows[0]?.id).toBe(id)
      expect((await versionsOf(tx, id, 10)).map((version) => [version.event, version.changedBy])).toEqual([
        ['changed', lead.name],
        ['created', lead.name],
      ])
    })
  })

  test.each([
    [{ number: '1.01' }, 'number', 'measures-number-taken'],
    [{ number: '6.99', responsible: 'nobody' }, 'responsible', 'not-an-option'],
    [{ number: '6.99', fields: ['gone'] }, 'fields', 'not-an-option'],
  ])('with %j is refused', async (more, field, code) => {
    await expect(aMeasure(more)).rejects.toMatchObject({ issues: [{ field, code }] })
  })

  test('that was entered by mistake leaves lists and gives its number back', async () => {
    const id = await aMeasure({ number: '7.01' })
    await its.as(lead, (tx) => withdrawMeasure(tx, lead, setting, id))
    await expect(read(id)).rejects.toThrow('there is no measure')
    expect(await aMeasure({ number: '7.01' })).not.toBe(id)
  })
})

describe('two people at once', () => {
  test('the slower one is told, and nothing of the faster one is lost', async () => {
    const id = await aMeasure()
    const other = await its.member('coordinator')
    const { number } = await read(id)
    const edit = (who: Actor, change: Partial<MeasureInput>) =>
      its.as(who, (tx) => changeMeasure(tx, who, setting, id, { ...plain, number, ...change }, 1))
    const results = await Promise.allSettled([
      edit(lead, { title: 'Von der Leitung' }),
      edit(other, { title: 'Andere' }),
    ])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    const reason: unknown = results.find((result) => result.status === 'rejected')?.reason
    expect(reason).toBeInstanceOf(ChangedMeanwhile)
    expect(reason).toMatchObject({ who: results[0].status === 'fulfilled' ? lead.name : other.name })
    const measure = await read(id)
    expect(measure.version).toBe(2)
    expect(measure.title).toBe(results[0].status === 'fulfilled' ? 'Von der Leitung' : 'Andere')
  })

  test('bulk changes that overlap wait for each other instead of blocking each other', async () => {
    const ids = [await aMeasure(), await aMeasure(), await aMeasure()]
    const change = (list: typeof ids, linked: boolean) =>
      its.as(lead, (tx) =>
        changeInBulk(
          tx,
          lead,
          setting,
          list.map((id) => ({ id, version: 1 })),
          { kind: 'kim', linked },
        ),
      )
    const results = await Promise.allSettled([change(ids, true), change([...ids].reverse(), true)])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    for (const id of ids) expect((await read(id)).version).toBe(2)
  })
})

describe('states', () => {
  test('follow each other, stall, and are corrected by a new row', async () => {
    const id = await aMeasure()
    const enter = (input: Omit<Parameters<typeof changeState>[4], 'since'>, since: string) =>
      its.as(lead, (tx) => changeState(tx, lead, setting, id, { ...input, since: day(since) }))
    await enter({ state: 'inProgress', stalled: true, reason: 'Stelle frei' }, '2026-03-01')
    expect(await read(id)).toMatchObject({ state: 'inProgress', stateSince: '2026-01-01', stalledSince: '2026-03-01' })
    await enter({ state: 'established' }, '2026-06-01')
    expect(await read(id)).toMatchObject({ state: 'established', establishedOn: '2026-06-01', stalledSince: null })
    await expect(enter({ state: 'inProgress' }, '2026-07-01')).rejects.toMatchObject({
      issues: [{ field: 'state', code: 'measures-transition' }],
    })
    await its.as(lead, (tx) =>
      correctState(tx, lead, setting, id, {
        number: 3,
        state: 'completed',
        since: day('2026-08-01'),
        reason: 'Irrtum',
      }),
    )
    expect(await read(id)).toMatchObject({ state: 'completed', stateSince: '2026-08-01', establishedOn: null })
    await its.as(lead, async (tx) => {
      expect(await statesOf(tx, id)).toHaveLength(5)
      const on = async (text: string) =>
        (await measureStatesOn(tx, lead, day(text))).find((row) => row.id === id)?.state
      expect([await on('2025-12-31'), await on('2026-01-01'), await on('2026-07-01'), await on('2026-08-01')]).toEqual([
        undefined,
        'inProgress',
        'inProgress',
        'completed',
      ])
    })
  })

  test('on a day as they were known then', async () => {
    const id = await aMeasure()
    const known = await its.as(lead, async (tx) => (await statesOf(tx, id))[0]!.recordedAt.getTime() + 1)
    await its.as(lead, (tx) => changeState(tx, lead, setting, id, { state: 'completed', since: day('2026-02-01') }))
    await its.as(lead, async (tx) => {
      const on = async (at?: Date) =>
        (await measureStatesOn(tx, lead, day('2026-11-01'), at)).find((row) => row.id === id)?.state
      expect([await on(new Date(known)), await on()]).toEqual(['inProgress', 'completed'])
    })
  })
})

describe('in bulk', () => {
  test('all or nothing, each with its own version', async () => {
    const [one, two] = [await aMeasure(), await aMeasure()]
    await its.as(lead, (tx) => changeState(tx, lead, setting, two, { state: 'completed', since: day('2026-05-01') }))
    const change = { kind: 'state', state: 'established', since: day('2026-06-01'), reason: null } as const
    const preview = await its.as(lead, (tx) => previewBulk(tx, lead, setting, [one, two], change))
    expect(preview.map(({ effect }) => effect)).toEqual(['changes', 'transition'])
    const seen = (versions: number[]) => [one, two].map((id, index) => ({ id, version: versions[index] as number }))
    await expect(its.as(lead, (tx) => changeInBulk(tx, lead, setting, seen([1, 2]), change))).rejects.toThrow(
      'measures-bulk-forbidden',
    )
    expect((await read(one)).state).toBe('inProgress')
    const field = { kind: 'addField', field: 'work' } as const
    await expect(its.as(lead, (tx) => changeInBulk(tx, lead, setting, seen([1, 1]), field))).rejects.toThrow(
      ChangedMeanwhile,
    )
    expect(await its.as(lead, (tx) => changeInBulk(tx, lead, setting, seen([1, 2]), field))).toBe(2)
    expect([(await read(one)).fieldKeys, (await read(two)).version]).toEqual([['education', 'work'], 3])
  })
})

describe('what hangs on a measure', () => {
  test('milestones, indicators and values', async () => {
    const id = await aMeasure()
    await its.as(lead, async (tx) => {
      await saveMilestone(tx, lead, setting, id, { title: 'Auftakt', due: day('2026-12-01') })
      await saveIndicator(tx, lead, setting, id, { name: 'Gruppen', unit: 'Gruppen', target: 20 })
    })
    const [indicator] = await its.as(lead, (tx) => indicatorsOf(tx, id))
    await its.as(lead, async (tx) => {
      for (const value of [12, 14])
        await addValue(tx, lead, setting, id, { indicator: indicator!.id, asOf: day('2026-10-31'), value })
    })
    await its.as(lead, async (tx) => {
      expect((await indicatorsOf(tx, id))[0]?.values.map((value) => value.value)).toEqual([14])
      expect((await milestonesOf(tx, id)).map((milestone) => milestone.title)).toEqual(['Auftakt'])
      await expect(removePart(tx, lead, setting, id, 'indicator', indicator!.id)).rejects.toMatchObject({
        issues: [{ code: 'measures-has-values' }],
      })
    })
  })

  test('a successor, never in a circle, and both histories say so', async () => {
    const [old, next] = [await aMeasure(), await aMeasure()]
    const link = { kind: 'continued', throughKim: true, since: day('2026-10-01') } as const
    await its.as(lead, (tx) => linkSuccessor(tx, lead, setting, old, { successor: next, ...link }))
    await expect(
      its.as(lead, (tx) => linkSuccessor(tx, lead, setting, next, { successor: old, ...link })),
    ).rejects.toMatchObject({ issues: [{ code: 'measures-circle' }] })
    await its.as(lead, async (tx) => {
      expect((await successionsOf(tx, lead, next)).predecessors.map((one) => one.id)).toEqual([old])
      expect((await versionsOf(tx, next, 1))[0]?.event).toBe('successor-linked')
    })
  })
})

test('a concept is added and changed; its measures are found by its new title', async () => {
  const { key } = await its.as(lead, (tx) =>
    createConcept(tx, lead, setting, { title: 'Integrationskonzept 2027', kind: 'integrationReport', isPublic: false }),
  )
  expect(key).toBe('integrationskonzept-2027')
  await its.as(lead, async (tx) => {
    const { version, id } = await getConcept(tx, lead, 'concept-kim')
    await addDocument(
      tx,
      lead,
      setting,
      { kind: 'concept', id },
      { title: 'PDF', address: 'https://a.example', isPublic: true },
    )
    await changeConcept(
      tx,
      lead,
      setting,
      'concept-kim',
      { title: 'Umbenanntes Konzept', kind: 'kimActionConcept', isPublic: true },
      version + 1,
    )
    expect((await listMeasures(tx, lead, { text: 'umbenannt' }, {}, setting.today)).total).toBe(2)
  })
})

test('nothing that was recorded is ever changed: versions only grow', async () => {
  const id = await aMeasure()
  const all = () => its.as('system', (tx) => tables(tx).selectFrom('measures_version').selectAll().execute())
  const before = await all()
  await its.as(lead, (tx) => changeState(tx, lead, setting, id, { state: 'completed', since: day('2026-02-01') }))
  const after = await all()
  expect(after).toHaveLength(before.length + 1)
  expect(after).toEqual(expect.arrayContaining(before))
})
