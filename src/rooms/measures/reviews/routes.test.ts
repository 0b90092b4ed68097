/** Long, because it is one walk: a review from its start to the measures of the adopted successor, through the real forms. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { sql } from '../../../platform/database/index.ts'
import { type Browser, type TestGate, testGate } from '../../../platform/http/testing.ts'
import { queueSchema } from '../../../platform/jobs/queue.ts'
import { room as network } from '../../network/index.ts'
import { changeConcept } from '../actions/concepts.ts'
import { room } from '../index.ts'
import { getConcept } from '../queries/concepts.ts'
import { setting, smallRegister, type TestRegister, testRegister } from '../testing.ts'
import { loadReviews } from './load.ts'
import { reviewConcluded } from './news.ts'

let its: TestRegister
let gate: TestGate
let lead: Browser
let coordinator: Browser & { id: string }
let town: Browser & { id: string }
beforeAll(async () => {
  its = await testRegister(smallRegister)
  gate = await testGate(its, { rooms: [network, room] })
  lead = await gate.member(['lead'], { name: 'Leitung' })
  coordinator = await gate.member(['coordinator'], { name: 'Koordination' })
  town = await gate.member(['municipality'], { name: 'Stadt' })
})
afterAll(() => its.close())

const obligation = '0193f000-0000-7000-8000-000000000001'
let path = ''
const pathOf = (measure: string) => `${path}/measures/${its.measure(measure)}`
const versionNow = () =>
  its.as('system', async (tx) => {
    const { rows } = await sql<{
      version: number
    }>`SELECT version FROM concept_review WHERE state <> 'concluded'`.execute(tx)
    return String(rows[0]?.version)
  })
const stateOf = (measure: string) =>
  its.as('system', async (tx) => {
    const { rows } = await sql<{ state: string }>`SELECT state FROM measure WHERE id = ${its.measure(measure)}`.execute(
      tx,
    )
    return rows[0]?.state
  })

describe('a review', () => {
  test('begins with the concept that the resolution named', async () => {
    const form = await lead.get(
      `/measures/reviews/new?concept=concept-2010&obligation=${obligation}&wording=Das+Konzept+ist+zu+pr%C3%BCfen.`,
    )
    expect(form.text).toContain('Das Konzept ist zu prüfen.')
    expect(form.text).toContain(`value="${obligation}"`)
    const values = {
      concept: its.register.concepts.get('concept-2010') ?? '',
      title: 'Prüfung: Integrationskonzept 2010',
      dueOn: '31.12.2026',
      obligation,
      obligationLabel: 'Das Konzept ist zu prüfen.',
    }
    const started = await lead.post('/measures/reviews/new', values)
    expect(started.status).toBe(303)
    path = started.to?.replace('?done=started', '') ?? ''
    const page = await lead.get(started.to ?? '')
    expect(page.text).toContain('Für keine der 3 Maßnahmen ist schon jemand gefragt')

    const second = await lead.post('/measures/reviews/new', { ...values, title: 'Noch eine' })
    expect(second.status).toBe(409)
    expect(second.text).toContain('Dieses Konzept wird schon geprüft.')
  })

  test('cannot be opened before somebody is asked; who is asked sees it, nobody else', async () => {
    const early = await lead.post(`${path}/begin`, { version: '1' })
    expect(early.status).toBe(409)
    expect(early.text).toContain('Bitte bestimmen Sie zuerst die Prüfenden.')
    expect((await town.get(path)).status).toBe(404)
    const asked = await lead.post(`${path}/reviewers`, { reviewers: [coordinator.id, town.id], scope: 'all' })
    expect(asked.to).toBe(`${path}?done=asked`)
    expect((await town.get(path)).status).toBe(200)
    const version = await versionNow()
    expect((await lead.post(`${path}/begin`, { version })).to).toBe(`${path}?done=begun`)
    const inbox = await town.get('/inbox')
    expect(inbox.text).toContain('Prüfung: Integrationskonzept 2010 (3)')
  })

  test('asks for what a verdict needs and loses nothing that was typed', async () => {
    const sent = await town.post(pathOf('rucksack'), { verdict: 'adapt', reason: 'Zu eng <gefasst>' })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('Zum Anpassen gehört der neue Wortlaut.')
    expect(sent.text).toContain('Zu eng &lt;gefasst&gt;')
    const alone = await town.post(pathOf('rucksack'), { verdict: 'merge', reason: 'Gehört zusammen' })
    expect(alone.text).toContain('womit die Maßnahme zusammengelegt wird')
  })

  test('takes one opinion after another, freezes what it rests on, and shows who disagrees', async () => {
    const first = await town.get(pathOf('rucksack'))
    const evidence = /value="(value:[^"]+)"/.exec(first.text)?.[1] ?? ''
    const given = await town.post(pathOf('rucksack'), {
      verdict: 'adapt',
      reason: 'Auch Grundschulen brauchen Gruppen.',
      targetText: 'Gruppen für Eltern und Kinder in Kitas und Grundschulen.',
      heard: 'Jugendamt; Träger der Kitas',
      evidence,
    })
    expect(given.to).toBe(`${pathOf('mentors')}?done=opinion`)
    await town.post(pathOf('mentors'), { verdict: 'drop', reason: 'Läuft nicht.' })
    const last = await town.post(pathOf('advice'), { verdict: 'continueThroughKim', reason: 'Ist Aufgabe des KIM.' })
    expect(last.to).toBe(`${path}?done=all-opinions`)
    await coordinator.post(pathOf('rucksack'), { verdict: 'keep', reason: 'Bewährt.' })

    const page = await lead.get(path)
    expect(page.text).toContain('3 von 3 Maßnahmen sind eingeschätzt, eine ist strittig')
    expect(page.text.indexOf('Rucksack in der Kita')).toBeLessThan(page.text.indexOf('Patenprojekt'))
    expect(page.text).toContain('strittig')
    const shown = await lead.get(pathOf('rucksack'))
    expect(shown.text).toContain('2 Einschätzungen, nicht einig')
    expect(shown.text).toContain('15 Gruppen, Ziel 20 Gruppen')
    expect(shown.text).toContain('Prüfsumme')
  })

  test('hears only those who were asked, and only the lead decides', async () => {
    const other = await gate.member(['coordinator'], { name: 'Nicht gefragt' })
    expect((await other.post(pathOf('rucksack'), { verdict: 'keep', reason: 'Auch ich' })).status).toBe(403)
    const decision = { verdict: 'keep', reason: 'Nein', seen: '0' }
    expect((await town.post(`${pathOf('rucksack')}/decision`, decision)).status).toBe(403)
    // The third lock says so too, whatever the program does.
    const actor = await its.member('coordinator')
    await expect(
      its.as(actor, (tx) =>
        sql`INSERT INTO review_decision (id, review_id, measure_id, number, verdict, reason, merge_with, decided_at)
          SELECT gen_random_uuid(), review_id, measure_id, 9, 'keep', 'x', '{}', now() FROM review_measure`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/)
  })

  test('is not concluded while a measure is undecided, nor by who has not seen the last decision', async () => {
    const before = await versionNow()
    const early = await lead.post(`${path}/conclude`, { version: before })
    expect(early.status).toBe(409)
    expect(early.text).toContain('Noch ist nicht jede Maßnahme entschieden.')
    const decided = await lead.post(`${pathOf('rucksack')}/decision`, {
      verdict: 'adapt',
      reason: 'Der Bedarf an Grundschulen ist belegt.',
      targetText: 'Gruppen für Eltern und Kinder in Kitas und Grundschulen.',
      seen: '0',
    })
    expect(decided.to).toContain('?done=decision')
    // Somebody else decided in between: the form comes back with what was typed.
    const late = await lead.post(`${pathOf('rucksack')}/decision`, { verdict: 'keep', reason: 'Doch nicht', seen: '0' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Doch nicht')
    await lead.post(`${pathOf('mentors')}/decision`, { verdict: 'drop', reason: 'Seit Jahren unbesetzt.', seen: '0' })
    await lead.post(`${pathOf('advice')}/decision`, {
      verdict: 'continueThroughKim',
      reason: 'Aufgabe des KIM.',
      seen: '0',
    })
    expect((await lead.post(`${path}/conclude`, { version: before })).status).toBe(409)
  })

  test('ends with an outcome that nobody can change, and tells the room of resolutions', async () => {
    const version = await versionNow()
    const concluded = await lead.post(`${path}/conclude`, { version })
    expect(concluded.to).toBe(`${path}/outcome?done=concluded`)
    const page = await lead.get(concluded.to ?? '')
    expect(page.text).toContain('abgeschlossen am 16.11.2026')
    expect(page.text).toContain('Von 3 Maßnahmen bleibt keine, wie sie ist, eine entfällt')
    expect(page.text).toMatch(/<ins>.*Grundschulen/)
    const reviewId = path.split('/').at(-1)
    const queue = queueSchema(its.db.names.shared)
    const { rows } = await its.db.owner.pool.query(
      `SELECT task.identifier, job.payload FROM ${queue}._private_jobs AS job JOIN ${queue}._private_tasks AS task ON task.id = job.task_id`,
    )
    const news = rows.find(({ identifier }) => identifier === reviewConcluded)
    expect(JSON.stringify(news?.payload)).toContain(`"obligationId":"${obligation}"`)
    expect(JSON.stringify(news?.payload)).toContain(reviewId)
    for (const change of ['UPDATE review_outcome SET checksum = checksum', 'DELETE FROM review_verdict'])
      await expect(its.as('system', (tx) => sql.raw(change).execute(tx))).rejects.toThrow(/permission denied/)
    expect((await lead.post(`${pathOf('mentors')}/decision`, { verdict: 'keep', reason: 'x', seen: '1' })).status).toBe(
      409,
    )
  })

  test.each(['concept', 'decision'])('gives the draft of the %s as a file', async (kind) => {
    const file = await lead.get(`${path}/outcome/${kind}`)
    expect(file.status).toBe(200)
    expect(file.headers.get('content-type')).toContain('wordprocessingml')
  })

  test('creates the successor; no measure changes its state before the adoption', async () => {
    const created = await lead.post(`${path}/successor`, {
      title: 'Integrationskonzept 2027',
      shortTitle: 'Integrationskonzept 2027',
      presentedOn: '10.11.2026',
    })
    expect(created.to).toBe(`${path}/outcome?done=successor`)
    expect(await stateOf('mentors')).toBe('inProgress')
    const refused = await lead.post(`${path}/effects`, { version: '99' })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('noch nicht eingetragen')
    const { rows } = await its.as('system', (tx) =>
      sql<{ title: string; kind: string; state: string }>`
        SELECT after.description AS title, kind, after.state FROM measure_succession
        JOIN measure AS after ON after.id = successor_id WHERE predecessor_id = ${its.measure('rucksack')}
      `.execute(tx),
    )
    expect(rows).toEqual([
      { title: 'Gruppen für Eltern und Kinder in Kitas und Grundschulen.', kind: 'adapted', state: 'proposed' },
    ])
  })

  test('carries out what the adopted successor means, once', async () => {
    const actor = await its.member('lead')
    await its.as(actor, async (tx) => {
      const concept = await getConcept(tx, actor, 'integrationskonzept-2027')
      const adopted = {
        title: concept.title,
        kind: concept.kind,
        isPublic: true,
        presentedOn: day('2026-11-10'),
        adoptedOn: day('2026-11-15'),
      }
      await changeConcept(tx, actor, setting, concept.key, adopted, concept.version)
    })
    const done = await lead.post(`${path}/effects`, { version: '99' })
    expect(done.to).toBe(`${path}/outcome?done=carried-out`)
    expect(await stateOf('rucksack')).toBe('adapted')
    expect(await stateOf('mentors')).toBe('discontinued')
    expect(await stateOf('advice')).toBe('adapted')
    expect((await lead.post(`${path}/effects`, { version: '99' })).status).toBe(409)
    const measure = await lead.get('/measures/reviews')
    expect(measure.text).toContain('abgeschlossen am 16.11.2026')
  })
})

describe('every page', () => {
  test('opens in German and English, for those who may, and no text is missing', async () => {
    const id = its.measure('rucksack')
    const council = await gate.member(['council'])
    for (const [address, forTowns] of [
      ['/measures/reviews', 200],
      [path, 200],
      [`${path}/outcome`, 200],
      [`${path}/measures/${id}`, 200],
      [`${path}/reviewers`, 403],
      ['/measures/reviews/new', 403],
    ] as const) {
      for (const language of ['de', 'en'])
        expect((await lead.get(address, { 'accept-language': language })).status, address).toBe(200)
      expect((await town.get(address)).status, address).toBe(forTowns)
      expect((await council.get(address)).status, address).toBe(403)
    }
    expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
  })

  test('of a review under way opens too', async () => {
    const [review] = await its.as('system', (tx) =>
      loadReviews(
        tx,
        [
          {
            concept: 'concept-2010',
            title: 'Geladene Prüfung',
            startedOn: day('2026-10-01'),
            assignments: [
              { measure: 'rucksack', reviewers: [0, 1] },
              { measure: 'mentors', reviewers: [0] },
            ],
            opinions: [
              { measure: 'rucksack', reviewer: 0, verdict: 'keep', reason: 'Bewährt.', on: day('2026-10-10') },
              {
                measure: 'mentors',
                reviewer: 0,
                verdict: 'merge',
                reason: 'Gleiches Ziel.',
                mergeWith: ['rucksack'],
                targetText: 'Beides',
                on: day('2026-10-11'),
              },
            ],
          },
        ],
        {
          concepts: its.register.concepts,
          measures: its.register.measures,
          reviewers: [coordinator.id, town.id] as never,
        },
      ),
    )
    const page = await coordinator.get(`/measures/reviews/${review}`)
    expect(page.text).toContain('2 von 3 Maßnahmen sind eingeschätzt, keine ist strittig')
    expect((await town.get(`/measures/reviews/${review}?mine=yes`)).text).toContain('Rucksack in der Kita')
    expect((await town.get(`/measures/reviews/${review}/measures/${its.measure('mentors')}`)).text).toContain(
      'zusammenlegen',
    )
    expect((await town.get(`/measures/reviews/${review}/outcome`)).status).toBe(404)
  })
})
