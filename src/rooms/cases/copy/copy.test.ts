/** The copy of files: nothing is forgotten, nothing is shown raw, and the machine-readable form is what its schema says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { asOwner, sql } from '../../../platform/database/index.ts'
import { flatten } from '../../../platform/i18n/catalogues.ts'
import { readCatalogues } from '../../../platform/i18n/index.ts'
import { handoverKinds, outcomes, purposes } from '../../journeys/index.ts'
import { allCourseKinds } from '../course/domain/kinds.ts'
import { closureReasons } from '../domain/closing.ts'
import { accessPaths } from '../domain/intake.ts'
import { personalData } from '../personaldata.ts'
import { type CaseRow, testCases } from '../testing.ts'
import { loadWork } from '../work/index.ts'
import { fileFields, fileLeft, notCopied, parts, technical } from './parts.ts'
import { copySchema } from './schema.ts'

const its = await testCases()
afterAll(its.close)

const columnsOf = async (table: string) =>
  (
    await asOwner(its.db, (tx) =>
      sql<{ name: string }>`SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = ${its.tenant.schema} AND table_name = ${table}`.execute(tx),
    )
  ).rows.map(({ name }) => name)

/** The codes to which the database bounds a column, by column of a table. */
const codesIn = async (table: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const { rows } = await asOwner(its.db, (tx) =>
    sql<{ rule: string }>`SELECT pg_get_constraintdef(pg_constraint.oid) AS rule FROM pg_constraint
      JOIN pg_class ON pg_class.oid = conrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE nspname = ${its.tenant.schema} AND relname = ${table} AND contype = 'c'`.execute(tx),
  )
  const found = new Map<string, string[]>()
  for (const { rule } of rows) {
    const match = /^CHECK \(\(?(\w+) = ANY \(ARRAY\[(.*)\]\)\)?\)(?: NOT VALID)?$/.exec(rule)
    if (match)
      found.set(
        match[1]!,
        [...match[2]!.matchAll(/'([^']+)'/g)].map(([, code]) => code!),
      )
  }
  return found
}

let known: Readonly<Record<'de' | 'en', ReadonlySet<string>>>
beforeAll(async () => {
  const catalogues = await readCatalogues([new URL('../', import.meta.url)])
  const keys = (locale: 'de' | 'en') => new Set(flatten(catalogues[locale]!).map(([key]) => key))
  known = { de: keys('de'), en: keys('en') }
})
const missing = (keys: readonly (readonly string[])[]) =>
  (['de', 'en'] as const).flatMap((locale) =>
    keys.filter((any) => !any.some((key) => known[locale].has(key))).map(([key]) => `${locale}: ${key}`),
  )

describe('nothing is forgotten', () => {
  test('every table that hangs on a file is copied, or left for a reason', async () => {
    const { rows } = await asOwner(its.db, (tx) =>
      sql<{ name: string }>`SELECT table_name AS name FROM information_schema.columns
        JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = ${its.tenant.schema} AND column_name = 'case_id' AND table_type = 'BASE TABLE'`.execute(
        tx,
      ),
    )
    const copied = [...parts.map(({ table }) => table), ...Object.keys(notCopied)]
    expect(rows.map(({ name }) => name).sort()).toEqual(copied.sort())
  })

  test.each(parts.map((part) => [part.table, part] as const))('every column of %s', async (table, part) => {
    const thought = [...Object.keys(part.fields), ...Object.keys(part.left ?? {}), ...technical]
    expect((await columnsOf(table)).filter((name) => !thought.includes(name))).toEqual([])
  })

  test('every column of the file itself', async () => {
    const thought = [...Object.keys(fileFields), ...Object.keys(fileLeft), ...technical]
    expect((await columnsOf('case_file')).filter((name) => !thought.includes(name))).toEqual([])
  })
})

describe('nothing is shown raw', () => {
  test('every name has a word in German and English', () => {
    const names = [
      ...Object.values(fileFields).map(({ name }) => name),
      ...parts.flatMap(({ key, fields }) => [key, ...Object.values(fields).map(({ name }) => name)]),
      ...namesIn(copySchema),
    ]
    expect(missing([...new Set(names)].map((name) => [`cases.data.word.${name}`]))).toEqual([])
  })

  test('every code has one too', async () => {
    const keys: string[][] = []
    const add = (part: string, name: string, codes: readonly string[]) => {
      for (const code of codes)
        keys.push([`cases.data.code.${part}.${name}.${code}`, `cases.data.code.${name}.${code}`])
    }
    for (const { key, table, fields } of [{ key: 'files', table: 'case_file', fields: fileFields }, ...parts]) {
      const bounded = await codesIn(table)
      for (const [column, { name, type }] of Object.entries(fields))
        if (type === 'code') {
          const codes = bounded.get(column) ?? elsewhere[name]?.[key]
          expect(codes, `${table}.${column}: which codes are there?`).toBeDefined()
          add(key, name, codes ?? [])
        }
    }
    add('assessments', 'rating', ['1', '2', '3', '4', '5'])
    add('handovers', 'state', handoverKinds)
    add('handovers', 'kind', purposes)
    add('handovers', 'kind', ['question', 'answer', 'note'])
    add('handovers', 'outcome', outcomes)
    add('handovers', 'side', ['given', 'received'])
    expect(keys.length).toBeGreaterThan(150)
    expect(missing(keys)).toEqual([])
  })

  /** Codes that the rooms bound and not the database, by name and part. */
  const elsewhere: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
    closureReason: { files: closureReasons },
    goalAttainment: { files: ['0', '1', '2', '3', '4'] },
    accessPath: { files: accessPaths },
    kind: { course: allCourseKinds },
  }
})

/** All names that a schema knows, at any depth. */
function namesIn(schema: unknown): string[] {
  const one = schema as { def?: { shape?: Record<string, unknown>; element?: unknown; innerType?: unknown } }
  const { shape, element, innerType } = one.def ?? {}
  return [
    ...Object.entries(shape ?? {}).flatMap(([name, inner]) => [name, ...namesIn(inner)]),
    ...(element ? namesIn(element) : []),
    ...(innerType ? namesIn(innerType) : []),
  ]
}

test('a full file comes out whole, as the schema says, and without an id', async () => {
  const manager = await its.member(['caseManager'], 'north')
  const file = its.file('north', { manager_id: manager.userId, access_path: 'school' })
  await its.add(file)
  await fill(file)
  const given = await its.as(manager, (tx) => personalData.export(tx, manager, file.person_id))
  const copy = JSON.parse(JSON.stringify(given))
  expect(copySchema.safeParse(copy).error).toBeUndefined()
  const [told] = copy.files
  expect(Object.keys(told).sort()).toEqual(
    [
      ...Object.values(fileFields).map(({ name }) => name),
      ...parts.map(({ key }) => key),
      'assessments',
      'handovers',
      'team',
      'formerTeam',
      'municipality',
    ].sort(),
  )
  expect(told.stepChanges).toMatchObject([{ event: 'changed', before: { title: 'Antrag stellen' } }])
  expect(told.participants).toMatchObject([{ label: 'Schulsozialarbeit' }])
  expect(told.handovers).toMatchObject([{ side: 'given', to: 'Stadt Aulenstedt', passage: 'Wechsel AsylbLG → SGB II' }])
  expect(JSON.stringify(copy)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
})

async function fill(file: CaseRow): Promise<void> {
  const work = {
    caseId: file.id,
    goals: [
      {
        title: 'Der Lebensunterhalt ist gesichert',
        lifeDomain: 'livelihood',
        steps: [{ title: 'Antrag stellen', doer: 'office', doerName: 'Jobcenter', dueOn: day('2026-12-01') }],
      },
    ],
    plans: [{ confirmedOn: day('2026-11-02'), how: 'signed' }],
    tasks: [{ kind: 'appointment', title: 'Hausbesuch', dueOn: day('2026-11-20'), dueAt: '14:00' }],
    notes: [{ kind: 'talk', happenedOn: day('2026-11-02'), text: 'Erstgespräch', visibility: 'team' }],
    assessments: [
      { heldOn: day('2026-11-02'), ratings: { housing: 2 }, answers: { 'residence-worry': 'Verlängerung' } },
    ],
    contacts: [{ sphere: 'family', label: 'Tante', closeness: 'close' }],
    conferences: [{ purpose: 'Schulwechsel', heldOn: day('2026-11-05'), participants: ['Schulsozialarbeit'] }],
  } as const
  await its.as('system', async (tx) => {
    await loadWork(tx, [work], { simulated: true, now: Date.parse('2026-11-10T10:00:00Z') })
    const { rows } = await sql<{ id: string }>`SELECT id FROM case_step WHERE case_id = ${file.id}`.execute(tx)
    const before = JSON.stringify({ id: newId(), title: 'Antrag stellen', doer: 'office', dueOn: '2026-12-01' })
    await sql`INSERT INTO case_step_change (id, case_id, controller_id, step_id, event, before, reason, changed_at)
      VALUES (${newId()}, ${file.id}, ${file.controller_id}, ${rows[0]!.id}, 'changed', ${before}::jsonb, 'Frist', now())`.execute(
      tx,
    )
    await sql`INSERT INTO case_person VALUES (${file.id}, ${file.controller_id}, ${file.person_id}, 'main', '2026-02-03', NULL)`.execute(
      tx,
    )
    await sql`INSERT INTO case_intake VALUES (${file.id}, ${file.controller_id}, true, true, true, true, true, 'accept', NULL, '2026-02-03', NULL)`.execute(
      tx,
    )
    await sql`INSERT INTO case_opening VALUES (${newId()}, ${file.id}, ${file.controller_id}, ${newId()}, 'supervision', 'Beschwerde geprüft', now(), now() + interval '1 hour')`.execute(
      tx,
    )
    await sql`INSERT INTO case_document (id, case_id, controller_id, file_id, title, kind, file_name, file_bytes, simulated, version, created_at, changed_at)
      VALUES (${newId()}, ${file.id}, ${file.controller_id}, ${newId()}, 'Bescheid', 'notice', 'b.pdf', 12, true, 1, now(), now())`.execute(
      tx,
    )
    await sql`INSERT INTO course_entry (id, controller_id, case_id, kind, from_on, certainty, version, created_at)
      VALUES (${newId()}, ${file.controller_id}, ${file.id}, 'courseB1', '2026-03-01', 'day', 1, now())`.execute(tx)
    await sql`INSERT INTO case_need (id, case_id, controller_id, recorded_by, topic, needed_on, reason, record_lag_days, simulated,
        version, created_at, changed_at)
      VALUES (${newId()}, ${file.id}, ${file.controller_id}, ${file.organisation_id}, 'language', '2026-03-01', 'noOffer', 0, true, 1,
        now(), now())`.execute(tx)
    const between = newId()
    await sql`INSERT INTO service_interface (id, key, name, from_label, to_label, checklist, simulated, version, changed_at)
      VALUES (${between}, 'asylblg-sgb2', 'Wechsel AsylbLG → SGB II', 'Sozialamt', 'Jobcenter', '{}', true, 1, now())`.execute(
      tx,
    )
    const handover = newId()
    await sql`INSERT INTO handover (id, controller_id, interface_id, from_organisation_id, to_organisation_id, person_key, state,
        offered_on, last_step_on, last_recorded_at, sides, record_lag_days, simulated, version, created_at, origin_id)
      VALUES (${handover}, ${file.controller_id}, ${between}, ${file.organisation_id}, ${its.organisation('town')},
        ${file.journey_key}, 'offered', '2026-11-02', '2026-11-02', now(), 'sender', 0, true, 1, now(), ${file.id})`.execute(
      tx,
    )
    const items = JSON.stringify([{ category: 'household', label: 'Haushalt', lines: ['2 Erwachsene'], basisId: null }])
    await sql`INSERT INTO handover_content VALUES (${handover}, 'sender', ${file.controller_id}, ${items}::jsonb, 'bitte bald', now())`.execute(
      tx,
    )
  })
}
