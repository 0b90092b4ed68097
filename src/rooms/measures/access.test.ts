import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../platform/database/index.ts'
import { tables } from './access.ts'
import { getConcept, listConcepts } from './queries/concepts.ts'
import { measureFigures } from './queries/figures.ts'
import { findMeasure, listMeasures } from './queries/measures.ts'
import { documentsOf } from './queries/parts.ts'
import { setting, type TestRegister, testRegister } from './testing.ts'

let its: TestRegister
beforeAll(async () => {
  its = await testRegister()
})
afterAll(() => its.close())

const { today } = setting

test('a register is loaded whole', async () => {
  const lead = await its.member('lead')
  await its.as(lead, async (tx) => {
    const { rows, total } = await listMeasures(tx, lead, {}, {}, today)
    expect(total).toBe(5)
    expect(rows.map((row) => [row.number, row.state, row.responsible?.short, row.places, row.concepts.length])).toEqual(
      [
        ['1.01', 'established', 'KI', [], 1],
        ['1.02', 'inProgress', 'Jobcenter Kreis Auental', ['Aulenstedt'], 1],
        ['2.01', 'inPlanning', 'Stadt Aulenstedt', ['Aulenstedt', 'Dornsiek'], 1],
        ['3.01', 'proposed', 'KI', [], 1],
        ['10.01', 'notStarted', undefined, [], 2],
      ],
    )
    const figures = await measureFigures(tx, lead, today)
    expect(figures.stalled.value).toBe(1)
    expect(figures.byField.rows.map((row) => [row.key, row.value])).toEqual([
      ['education', 1],
      ['language', 2],
      ['work', 3],
    ])
  })
})

describe('who sees only what is public', () => {
  test.each(['council', 'public'] as const)('%s', async (who) => {
    const actor = who === 'public' ? null : await its.member('council')
    await its.as(actor ?? 'public', async (tx) => {
      const { rows, total } = await listMeasures(tx, actor, {}, {}, today)
      expect(total).toBe(4)
      expect(rows.map((row) => row.number)).not.toContain('3.01')
      expect(rows[0]?.responsible?.name).toBe('Kommunales Integrationszentrum')
      const measure = await findMeasure(tx, actor, its.measure('rucksack'), today)
      expect(measure?.publicText).toContain('zwei Sprachen')
      expect(measure?.description).toBeNull()
      expect(await findMeasure(tx, actor, its.measure('secret'), today)).toBeUndefined()
      expect((await listConcepts(tx, actor)).map((concept) => concept.key)).toEqual(['concept-kim', 'concept-2010'])
      await expect(getConcept(tx, actor, 'draft')).rejects.toThrow('there is no concept draft')
      expect((await measureFigures(tx, actor, today)).total.value).toBe(4)
      expect(await documentsOf(tx, actor, its.measure('secret'))).toEqual([])
    })
  })

  test.each(['council', 'public'] as const)('%s, also by a query that forgot to narrow', async (who) => {
    const actor = who === 'public' ? 'public' : await its.member('council')
    await its.as(actor, async (tx) => {
      const secret = its.measure('secret')
      for (const table of ['measure_field', 'measure_concept', 'measure_state'] as const)
        expect(await tables(tx).selectFrom(table).selectAll().where('measure_id', '=', secret).execute()).toEqual([])
      expect(await tables(tx).selectFrom('measures_version').selectAll().execute()).toEqual([])
      expect(await tables(tx).selectFrom('measures_word').selectAll().where('is_public', '=', false).execute()).toEqual(
        [],
      )
    })
  })

  test('a search finds nothing by what only staff may read', async () => {
    const lead = await its.member('lead')
    const council = await its.member('council')
    const total = (who: typeof lead, text: string) =>
      its.as(who, async (tx) => (await listMeasures(tx, who, { text }, {}, today)).total)
    expect(await total(lead, 'Raumfrage')).toBe(1)
    expect(await total(council, 'Raumfrage')).toBe(0)
    expect(await total(council, 'Sprachen')).toBe(1)
    expect(await total(council, 'integrationszentrum')).toBe(1)
  })
})

describe('the database refuses', () => {
  test.each(['municipality', 'council', 'caseManager', 'administrator'] as const)('%s to write', async (role) => {
    const actor = await its.member(role)
    const id = its.measure('rucksack')
    const changed = await its.as(actor, (tx) =>
      tables(tx).updateTable('measure').set({ title: 'Anders' }).where('id', '=', id).executeTakeFirst(),
    )
    expect(changed.numUpdatedRows).toBe(0n)
    await expect(
      its.as(actor, (tx) =>
        tables(tx)
          .insertInto('field_of_action')
          .values({ id: id as never, key: 'x', name: 'X', position: 9, ended_on: null })
          .execute(),
      ),
    ).rejects.toThrow('row-level security')
  })

  test.each(['measure_state', 'measures_version', 'indicator_value'])('everybody to change %s', async (table) => {
    const lead = await its.member('lead')
    await expect(
      its.as(lead, (tx) => sql`UPDATE ${sql.table(table)} SET recorded_by = NULL`.execute(tx)),
    ).rejects.toThrow(/permission denied|does not exist/)
    await expect(its.as(lead, (tx) => sql`DELETE FROM ${sql.table(table)}`.execute(tx))).rejects.toThrow(
      'permission denied',
    )
  })

  test('everybody to delete a measure', async () => {
    const lead = await its.member('lead')
    await expect(its.as(lead, (tx) => sql`DELETE FROM measure`.execute(tx))).rejects.toThrow('permission denied')
  })
})
