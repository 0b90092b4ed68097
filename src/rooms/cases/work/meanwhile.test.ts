/** Two at once: the second sees both versions, nothing of what they typed is lost, and nothing of the first is passed over. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOfInstant } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { sql } from '../../../platform/database/index.ts'
import { type Browser, testGate } from '../../../platform/http/testing.ts'
import { room as journeys } from '../../journeys/index.ts'
import { room as network } from '../../network/index.ts'
import { room as offers } from '../../offers/index.ts'
import { room as people } from '../../people/index.ts'
import { room as cases } from '../index.ts'
import { testCases } from '../testing.ts'
import { loadWork } from './load.ts'

const its = await testCases()
afterAll(its.close)

let one: Browser
let file: string
const ids = new Map<string, string>()

interface Changed {
  readonly what: string
  readonly table: string
  readonly path: string
  /** What the first saves, by sending the whole form, and what the second had typed meanwhile. */
  readonly first: Readonly<Record<string, string>>
  readonly second: Readonly<Record<string, string>>
  /** The field in which they differ: as it is saved, as it was typed. */
  readonly saved: string
  readonly typed: string
  /** Something that is no valid form: what comes back must still carry the version that was seen first. */
  readonly wrong: Readonly<Record<string, string>>
  readonly version?: string
}

const forms: readonly Changed[] = [
  {
    what: 'a goal',
    table: 'case_goal',
    path: 'goals/:id/edit',
    first: { title: 'Lebensunterhalt ab Januar gesichert' },
    second: { title: 'Lebensunterhalt gesichert', targetOn: '31.03.2027' },
    saved: 'Lebensunterhalt ab Januar gesichert',
    typed: '31.03.2027',
    wrong: { title: '' },
  },
  {
    what: 'a step',
    table: 'case_step',
    path: 'steps/:id/edit',
    first: { title: 'Antrag abgeben', doer: 'person', reason: 'genauer' },
    second: { title: 'Antrag abholen', doer: 'person', reason: 'anders' },
    saved: 'Antrag abgeben',
    typed: 'Antrag abholen',
    wrong: { title: '', doer: 'person' },
  },
  {
    what: 'an appointment',
    table: 'case_task',
    path: 'tasks/:id/edit',
    first: { kind: 'appointment', title: 'Hausbesuch', dueOn: '24.11.2026', dueAt: '15:00', place: 'Schlossweg 3' },
    second: { kind: 'appointment', title: 'Hausbesuch', dueOn: '25.11.2026', dueAt: '14:00', place: 'Rathaus' },
    saved: 'Schlossweg 3',
    typed: 'Rathaus',
    wrong: { kind: 'appointment', title: '', dueOn: '25.11.2026', dueAt: '14:00' },
  },
  {
    what: 'a note',
    table: 'case_note',
    path: 'notes/:id',
    first: { kind: 'talk', happenedOn: '09.11.2026', text: 'Zwei Kinder in der Schule', reason: 'Zahl' },
    second: { kind: 'talk', happenedOn: '09.11.2026', text: 'Drei Kinder, eines in der Kita', reason: 'Kita' },
    saved: 'Zwei Kinder in der Schule',
    typed: 'Drei Kinder, eines in der Kita',
    wrong: { kind: 'talk', happenedOn: '09.11.2026', text: 'Drei Kinder', reason: '' },
    version: 'number',
  },
  {
    what: 'a conference',
    table: 'case_conference',
    path: 'conferences/:id',
    first: { purpose: 'Schulwechsel', heldOn: '05.11.2026', state: 'held', minutes: 'Alle waren da.' },
    second: { purpose: 'Schulwechsel', heldOn: '05.11.2026', state: 'held', minutes: 'Das Amt fehlte.' },
    saved: 'Alle waren da.',
    typed: 'Das Amt fehlte.',
    wrong: { purpose: '', heldOn: '05.11.2026', state: 'held', minutes: 'Das Amt fehlte.' },
  },
  {
    what: 'an entry of the course',
    table: 'course_entry',
    path: 'course/:id',
    first: { kind: 'courseB1', label: 'VHS', from: '01.03.2026', certainty: 'day' },
    second: { kind: 'courseB1', label: 'Träger Nord', from: '02.03.2026', certainty: 'day' },
    saved: 'VHS',
    typed: 'Träger Nord',
    wrong: { kind: '', label: 'Träger Nord', from: '02.03.2026', certainty: 'day' },
  },
  {
    what: 'a need',
    table: 'case_need',
    path: 'needs/:id/edit',
    first: { topic: 'language', language: 'ar', neededOn: '01.03.2026' },
    second: { topic: 'language', language: 'fa', neededOn: '02.03.2026' },
    saved: 'Arabisch',
    typed: 'Persisch',
    wrong: { topic: '', language: 'fa', neededOn: '02.03.2026' },
  },
]

beforeAll(async () => {
  const house = await testGate(its, { rooms: [network, offers, people, journeys, cases] })
  const now = dayOfInstant(house.clock.now(), 'Europe/Berlin')
  const place = { organisationId: its.organisation('town'), name: 'Kim Fallführung' }
  const member = await house.member(['caseManager'], place)
  one = member
  const row = its.file('town', { manager_id: member.id })
  await its.add(row)
  file = row.id
  await its.as('system', async (tx) => {
    await loadWork(
      tx,
      [
        {
          caseId: row.id,
          goals: [{ title: 'Lebensunterhalt', steps: [{ title: 'Antrag', doer: 'person' }] }],
          tasks: [{ kind: 'appointment', title: 'Hausbesuch', dueOn: addDays(now, 3), dueAt: '14:00' }],
          notes: [{ kind: 'talk', happenedOn: addDays(now, -7), text: 'Ein Kind', authorId: member.id }],
          conferences: [{ purpose: 'Schulwechsel', heldOn: addDays(now, -11) }],
        },
      ],
      { simulated: true, now: house.clock.now() },
    )
    await sql`INSERT INTO course_entry (id, controller_id, case_id, kind, from_on, certainty, version, created_at)
      VALUES (${newId()}, ${row.controller_id}, ${row.id}, 'courseA2', '2026-03-01', 'day', 1, now())`.execute(tx)
    await sql`INSERT INTO case_need (id, case_id, controller_id, recorded_by, topic, needed_on, record_lag_days, simulated, version,
        created_at, changed_at)
      VALUES (${newId()}, ${row.id}, ${row.controller_id}, ${row.organisation_id}, 'language', '2026-03-01', 0, true, 1, now(),
        now())`.execute(tx)
    for (const { table } of forms) {
      const key = table === 'case_note' ? 'note_id' : 'id'
      const { rows } = await sql<{ id: string }>`
        SELECT ${sql.ref(key)}::text AS id FROM ${sql.table(table)} WHERE case_id = ${row.id}`.execute(tx)
      ids.set(table, rows[0]!.id)
    }
  })
})

const shown = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const versionIn = (html: string, path: string, name: string) => {
  const begins = html.indexOf(`action="/auental${path}"`)
  const form = begins < 0 ? html : html.slice(begins, html.indexOf('</form>', begins))
  return new RegExp(`name="${name}" value="(\\d+)"`).exec(form)?.[1]
}

test.each(forms.map((one) => [one.what, one] as const))(
  '%s',
  async (_what, { table, path, version = 'version', ...sent }) => {
    const at = `/cases/${file}/${path.replace(':id', ids.get(table)!)}`
    const wrong = await one.post(at, { ...sent.wrong, [version]: '1' })
    expect(wrong.status).toBe(422)
    expect((await one.post(at, { ...sent.first, [version]: '1' })).status).toBe(303)
    // Typing mistakes meanwhile: the page does not take the version of the other as seen.
    const again = await one.post(at, { ...sent.wrong, [version]: '1' })
    expect(again.status).toBe(422)
    expect(versionIn(again.text, at, version)).toBe('1')
    const conflict = await one.post(at, { ...sent.second, [version]: '1' })
    expect(conflict.status).toBe(409)
    const page = shown(conflict.text)
    expect(page).toContain('Jetzt gespeichert')
    expect(page).toContain(sent.saved)
    expect(conflict.text).toContain(sent.typed)
    expect(versionIn(conflict.text, at, version)).toBe('2')
    // Whoever has seen both may save theirs.
    expect((await one.post(at, { ...sent.second, [version]: '2' })).status).toBe(303)
  },
)
