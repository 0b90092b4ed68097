/** Long, because it is one walk: a campaign from its preparation to its snapshot, as all who take part meet it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { actAsLink } from '../../../platform/access/index.ts'
import { inTenant, sql, type Tx } from '../../../platform/database/index.ts'
import { type Browser, type TestGate, testGate } from '../../../platform/http/testing.ts'
import { hashOf, newToken } from '../../../platform/identity/tokens.ts'
import { outboxOf } from '../../../platform/mail/testing.ts'
import { room as network } from '../../network/index.ts'
import { changeState } from '../actions/states.ts'
import { room } from '../index.ts'
import { setting, type TestRegister, testRegister } from '../testing.ts'
import { closeCampaign } from './actions/campaigns.ts'
import { remindAll } from './actions/reminding.ts'
import { checksumOf, contentOn } from './queries/snapshots.ts'
import { lastReports, latestSnapshot, openReportCount, publicReports, snapshotOn } from './queries.ts'

let its: TestRegister
let gate: TestGate
let lead: Browser
let coordinator: Browser
let town: Browser
let reader: Actor
let campaign = ''
let links: Readonly<Record<string, string>> = {}

const today = day('2026-11-16')

beforeAll(async () => {
  its = await testRegister()
  gate = await testGate(its, { rooms: [network, room] })
  lead = await gate.member(['lead'], { name: 'Leitung' })
  coordinator = await gate.member(['coordinator'], { name: 'Koordination' })
  const organisationId = its.network.organisations.get('town-aulenstedt')
  town = await gate.member(['municipality'], { name: 'Sozialamt', ...(organisationId && { organisationId }) })
  reader = await its.member('lead')
})
afterAll(() => its.close())

/** Another day, on which the lead and the coordination sign in anew. */
async function itIs(instant: string): Promise<void> {
  gate.clock.set(instant)
  lead = await gate.member(['lead'], { name: 'Leitung' })
  coordinator = await gate.member(['coordinator'], { name: 'Koordination' })
}

const organisation = (key: string) => its.network.organisations.get(key) ?? ''
const mailbox = (key: string) => `mailbox-${organisation(key)}`
const system = <T>(work: (tx: Tx) => Promise<T>) => its.as('system', work)

/** Work as whoever came by a link, at the database itself. */
const asLink = <T>(path: string, work: (tx: Tx) => Promise<T>) =>
  inTenant(its.db, its.tenant, 'system', async (tx) => {
    await actAsLink(tx, hashOf(path.split('/')[3] ?? ''))
    return await work(tx)
  })

/** Addresses of the forms on the list behind a link, by number of the measure. */
async function itemsBehind(path: string): Promise<Record<string, string>> {
  const { text } = await gate.browser().get(path)
  const found = [...text.matchAll(/href="\/auental(\/[a-z]{2}\/reports\/[\w-]{43}\/[0-9a-f-]{36})">([\d.]+)/g)]
  return Object.fromEntries(found.map(([, address = '', number = '']) => [number, address]))
}

const path = (more = '') => `/measures/campaigns/${campaign}${more}`
const answer = { choice: 'inProgress', done: 'Zwei Termine haben stattgefunden.', next: 'Dritter Termin im Januar.' }

describe('a campaign is prepared', () => {
  const values = {
    title: 'Sachstandsabfrage Herbst 2026',
    referenceDay: '01.11.2026',
    dueOn: '04.12.2026',
    contact: 'KI, Telefon 02999 100',
    states: ['adopted', 'inPlanning', 'inProgress', 'established', 'notStarted'],
  }

  test('not with a last day that has passed', async () => {
    const sent = await lead.post('/measures/campaigns/new', { ...values, dueOn: '02.11.2026' })
    expect([sent.status, sent.text.includes('liegt in der Vergangenheit')]).toEqual([422, true])
  })

  test('and shows whom it would ask, for what nobody answers, who has no mailbox', async () => {
    const sent = await lead.post('/measures/campaigns/new', values)
    expect(sent.status).toBe(303)
    campaign = /campaigns\/([^?]+)/.exec(sent.to ?? '')?.[1] ?? ''
    const { text } = await lead.get(path())
    expect(text).toContain('3 Stellen, 3 Maßnahmen')
    expect(text).toContain('Eine Maßnahme hat keine zuständige Stelle')
    expect(text).toContain('3 ohne Postfach')
  })

  test('keeps nothing when one mailbox is none', async () => {
    const sent = await lead.post(
      path('/start'),
      { version: '1', do: 'start', [mailbox('jobcenter')]: 'kein Postfach' },
      { from: path() },
    )
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('Postfach von Jobcenter Kreis Auental')
    expect(await outboxOf(its, its.tenant)).toEqual([])
  })

  test('starts once, writes to the mailboxes, shows each link this one time', async () => {
    const mailboxes = {
      [mailbox('jobcenter')]: 'eingang@jobcenter.example',
      [mailbox('town-aulenstedt')]: 'soziales@aulenstedt.example',
    }
    const sent = await lead.post(path('/start'), { version: '1', do: 'start', ...mailboxes }, { from: path() })
    expect(sent.status).toBe(200)
    const shown = [...sent.text.matchAll(/http:\/\/nahtlos\.test\/auental(\/de\/reports\/[\w-]{43})/g)].map(
      (one) => one[1],
    )
    expect(shown).toHaveLength(3)
    // Written in one instant, their ids are in no order.
    const mails = [...(await outboxOf(its, its.tenant))].sort((one, other) => one.to.localeCompare(other.to))
    expect(mails.map((mail) => [mail.to, mail.template])).toEqual([
      ['eingang@jobcenter.example', 'measures.campaign-asked'],
      ['soziales@aulenstedt.example', 'measures.campaign-asked'],
    ])
    const [jobcenter = '', aulenstedt = ''] = mails.map((mail) => mail.links['link'] ?? '')
    const centre = shown.find((one) => one !== jobcenter && one !== aulenstedt) ?? ''
    links = { jobcenter, aulenstedt, centre }
    const again = await lead
      .post(path('/start'), { version: '2', do: 'start' }, { from: path() })
      .catch(() => undefined)
    expect(again?.status ?? 409).toBe(409)
  })

  test('two people cannot overwrite each other', async () => {
    expect((await lead.post(path('/extend'), { version: '1', dueOn: '11.12.2026' }, { from: path() })).status).toBe(409)
    const sent = await lead.post(path('/extend'), { version: '2', dueOn: '11.12.2026' }, { from: path() })
    expect(sent.to).toContain('done=extended')
  })
})

describe('the answer by link', () => {
  test('shows who asks, until when, and the measures of this unit only', async () => {
    const visitor = gate.browser()
    for (const time of [1, 2]) expect((await visitor.get(links['aulenstedt'] ?? '')).status, `look ${time}`).toBe(200)
    const { text, headers } = await visitor.get(links['aulenstedt'] ?? '')
    expect(text).toContain('Bitte antworten Sie bis zum 11.12.2026')
    expect(text).toContain('Sammeltermin mit allen Kursträgern')
    expect(text).not.toContain('Rucksack')
    expect(headers.get('cache-control')).toBe('no-store')
    expect((await visitor.get((links['aulenstedt'] ?? '').replace('/de/', '/en/'))).text).toContain('Please answer by')
  })

  test('asks for a reason where the register will need one, and keeps what was typed', async () => {
    const { '2.01': form = '' } = await itemsBehind(links['aulenstedt'] ?? '')
    const visitor = gate.browser()
    const sent = await visitor.post(form, { choice: 'stalled', done: 'Der Raum wurde gekündigt.' })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('Der Raum wurde gekündigt.')
    expect(sent.text).toContain('Bitte schreiben Sie einen Satz, was hindert.')
    expect((await visitor.post(form, {})).status).toBe(422)
  })

  test('saves, lets change, sends all at the end', async () => {
    const { '2.01': form = '' } = await itemsBehind(links['aulenstedt'] ?? '')
    const visitor = gate.browser()
    expect((await visitor.get(form)).text).not.toContain('checked=""')
    expect((await visitor.post(form, { ...answer, done: 'Erster Entwurf.' })).to).toContain('done=saved')
    expect((await visitor.get(form)).text).toContain('Erster Entwurf.')
    // Nobody in the house reads what is not sent.
    expect((await lead.get(path())).text).toContain('3 offen')
    await visitor.post(form, answer)
    const sent = await visitor.post(links['aulenstedt'] ?? '', { label: 'Sozialamt, Sachbearbeitung' })
    expect(sent.to).toContain('done=sent')
    expect((await lead.get(path())).text).toContain('1 gemeldet und zu prüfen')
    const twice = await visitor.post(links['aulenstedt'] ?? '', { label: 'Sozialamt' }, { from: form })
    expect(twice.status).toBe(422)
  })

  test('is the same friendly page for every link that leads nowhere', async () => {
    const visitor = gate.browser()
    const { '1.02': foreign = '' } = await itemsBehind(links['jobcenter'] ?? '')
    const mine = links['aulenstedt'] ?? ''
    const nowhere = [
      `/de/reports/${newToken()}`,
      '/de/reports/x',
      `${mine}/${foreign.split('/').at(-1)}`,
      `${mine}/nothing`,
    ]
    const pages = await Promise.all(nowhere.map((one) => visitor.get(one)))
    expect(pages.map((page) => page.status)).toEqual([404, 404, 404, 404])
    for (const page of pages) expect(page.text).toContain('Dieser Link führt zu keiner offenen Abfrage')
    const sent = await visitor.post(nowhere[2] ?? '', answer, {
      from: mine.concat('/', (await itemsBehind(mine))['2.01']?.split('/').at(-1) ?? ''),
    })
    expect(sent.status).toBe(404)
  })

  test('the database shows a link nothing but its own request', async () => {
    const counts = await asLink(links['aulenstedt'] ?? '', async (tx) => {
      const count = async (table: string) => {
        const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${sql.table(table)}`.execute(
          tx,
        )
        return rows[0]?.count
      }
      const names = ['campaign', 'campaign_request', 'campaign_item', 'campaign_link', 'status_report']
      const others = [
        'campaign_mailbox',
        'campaign_reminder',
        'snapshot',
        'organisation_name',
        'contact',
        'measures_version',
      ]
      return { own: await Promise.all(names.map(count)), others: await Promise.all(others.map(count)) }
    })
    expect(counts.own).toEqual([1, 1, 1, 1, 1])
    expect(counts.others.slice(0, 3)).toEqual([0, 0, 0])
    const hidden = await asLink(links['aulenstedt'] ?? '', (tx) =>
      sql`SELECT FROM measure WHERE NOT is_public`.execute(tx),
    )
    expect(hidden.rows).toEqual([])
    const foreign = await asLink(newToken(), (tx) => sql`SELECT FROM campaign_item`.execute(tx))
    expect(foreign.rows).toEqual([])
  })

  test('and lets it write nothing else: not to another measure, not to a decided or sent report', async () => {
    const own = links['aulenstedt'] ?? ''
    const add = asLink(own, (tx) =>
      sql`
        INSERT INTO status_report (id, measure_id, campaign_id, request_id, as_of, measure_state, stalled, unchanged, done_text,
          author_label, via, submitted_at, state, simulated)
        SELECT gen_random_uuid(), ${its.measure('mentors')}, campaign_id, id, '2026-11-01', 'completed', false, false, 'x', 'x',
          'link', now(), 'submitted', false
        FROM campaign_request
      `.execute(tx),
    )
    await expect(add).rejects.toThrow(/row-level security/)
    await expect(asLink(own, (tx) => sql`UPDATE status_report SET done_text = 'anders'`.execute(tx))).rejects.toThrow(
      /permission/,
    )
    const decided = await asLink(own, (tx) =>
      sql`UPDATE status_report SET state = 'approved', decided_at = now()`.execute(tx),
    )
    expect(decided.numAffectedRows).toBe(0n)
  })
})

describe('the municipality role', () => {
  test('sees and answers what its own organisation is asked, and nothing of others', async () => {
    const own = await town.get('/measures/reports')
    expect(own.text).toContain('Sachstandsabfrage Herbst 2026')
    const request = /measures\/answers\/([0-9a-f-]{36})/.exec(own.text)?.[1] ?? ''
    expect((await town.get(`/measures/answers/${request}`)).text).toContain('gesendet, wird geprüft')
    const other = await coordinator.get(path())
    const ids = [...other.text.matchAll(/units\/([0-9a-f-]{36})/g)]
      .map((one) => one[1])
      .filter((one) => one !== request)
    for (const id of ids) {
      expect((await town.get(`/measures/answers/${id}`)).status).toBe(404)
      expect((await town.get(path(`/units/${id}`))).status).toBe(404)
    }
    expect(
      (await town.post(path('/close'), { version: '3' }, { from: '/measures/reports' }).catch(() => ({ status: 403 })))
        .status,
    ).toBe(403)
  })
})

describe('reminders', () => {
  const run = (instant: string) =>
    system((tx) => remindAll({ tx, db: its.db, tenant: its.tenant, clock: fixedClock(instant) }, null))
  const reminded = async () =>
    (await outboxOf(its, its.tenant)).filter((mail) => /reminder|overdue/.test(mail.template)).length

  test('go out by themselves on their days, once, to those with something open', async () => {
    await run('2026-12-03T06:00:00Z')
    expect(await reminded()).toBe(0)
    for (let times = 0; times < 3; times++) await run('2026-12-04T06:00:00Z')
    // The town has answered, the centre has no mailbox.
    expect(await reminded()).toBe(1)
    await run('2026-12-09T06:00:00Z')
    await run('2026-12-09T12:00:00Z')
    expect(await reminded()).toBe(2)
  })

  test('by hand not before three working days have passed', async () => {
    await itIs('2026-12-10T08:00:00Z')
    expect((await lead.post(path('/remind'), {}, { from: path() })).status).toBe(409)
    await itIs('2026-12-14T08:00:00Z')
    expect((await lead.post(path('/remind'), {}, { from: path() })).to).toContain('done=reminded')
    expect(await reminded()).toBe(3)
  })

  test('carry links of their own, and the older ones still lead in', async () => {
    const mails = (await outboxOf(its, its.tenant)).filter((mail) => mail.to.includes('jobcenter'))
    const own = mails.map((mail) => mail.links['link'] ?? '')
    expect(new Set(own).size).toBe(own.length)
    for (const link of own) expect((await gate.browser().get(link)).status).toBe(200)
  })
})

describe('reviewing', () => {
  const firstReport = async () => /measures\/reports\/([0-9a-f-]{36})/.exec((await lead.get(path())).text)?.[1] ?? ''
  const versionOf = async (key: string) => {
    const { rows } = await system((tx) =>
      sql<{
        version: number
        state: string
      }>`SELECT version, state FROM measure WHERE id = ${its.measure(key)}`.execute(tx),
    )
    return rows[0] ?? { version: 0, state: '' }
  }

  test('a returned report shows its note under the same link and can be sent anew', async () => {
    const id = await firstReport()
    const returned = await lead.post(
      `/measures/reports/${id}/return`,
      { note: 'Wie viele Träger?' },
      { from: `/measures/reports/${id}` },
    )
    expect(returned.status).toBe(303)
    const visitor = gate.browser()
    const own = links['aulenstedt'] ?? ''
    expect((await visitor.get(own)).text).toContain('Wie viele Träger?')
    const { '2.01': form = '' } = await itemsBehind(own)
    await visitor.post(form, {
      ...answer,
      done: 'Zwei Termine mit acht Trägern.',
      publicText: 'Zwei Termine fanden statt.',
    })
    expect((await visitor.post(own, { label: 'Sozialamt' })).to).toContain('done=sent')
    const late = await lead.post(`/measures/reports/${id}/approve`, { measureVersion: '1' }, { from: path() })
    expect([late.status, late.text.includes('schon entschieden')]).toEqual([409, true])
  })

  test('nobody but the lead approves', async () => {
    const id = await firstReport()
    expect(
      (await coordinator.post(`/measures/reports/${id}/approve`, { measureVersion: '1' }, { from: path() })).status,
    ).toBe(403)
  })

  test('an approval that was prepared before somebody changed the measure is refused, and nothing is lost', async () => {
    const id = await firstReport()
    const seen = await versionOf('courses')
    await its.as(reader, (tx) =>
      changeState(tx, reader, { ...setting, today: day('2026-12-14') }, its.measure('courses'), {
        state: 'inPlanning',
        stalled: true,
        since: day('2026-11-20'),
        reason: 'Raum fehlt',
      }),
    )
    const values = {
      measureVersion: String(seen.version),
      apply: 'on',
      publish: 'on',
      publicText: 'Zwei Termine fanden statt.',
    }
    const late = await lead.post(`/measures/reports/${id}/approve`, values, { from: `/measures/reports/${id}` })
    expect(late.status).toBe(409)
    expect((await versionOf('courses')).state).toBe('inPlanning')
    const fresh = { ...values, measureVersion: String((await versionOf('courses')).version) }
    const approved = await lead.post(`/measures/reports/${id}/approve`, fresh, { from: `/measures/reports/${id}` })
    expect(approved.status).toBe(303)
    expect((await versionOf('courses')).state).toBe('inProgress')
  })

  test('what was published is for everybody, the report itself for nobody outside', async () => {
    const published = await its.as('public', (tx) => publicReports(tx, [its.measure('courses')]))
    expect(published.get(its.measure('courses'))?.text).toBe('Zwei Termine fanden statt.')
    const reports = await its.as('public', (tx) => sql`SELECT FROM status_report`.execute(tx))
    expect(reports.rows).toEqual([])
  })

  test('the register learns how the last report of each measure stands', async () => {
    const states = await its.as(reader, (tx) =>
      lastReports(tx, reader, ['courses', 'mentors', 'advice'].map(its.measure), day('2026-12-14')),
    )
    expect(['courses', 'mentors', 'advice'].map((key) => states.get(its.measure(key))?.state)).toEqual([
      'approved',
      'open',
      'none',
    ])
    expect(await its.as(reader, (tx) => openReportCount(tx, reader))).toBe(2)
    const later = await its.as(reader, (tx) => lastReports(tx, reader, [its.measure('courses')], day('2029-01-01')))
    expect(later.get(its.measure('courses'))?.state).toBe('silent')
  })
})

describe('at the end', () => {
  test('a new link takes the place of all older ones', async () => {
    const unit = /units\/([0-9a-f-]{36})/.exec((await lead.get(path())).text)?.[1] ?? ''
    const made = await lead.post(path(`/units/${unit}/link`), {}, { from: path(`/units/${unit}`) })
    const link = /nahtlos\.test\/auental(\/de\/reports\/[\w-]{43})/.exec(made.text)?.[1] ?? ''
    expect((await gate.browser().get(link)).status).toBe(200)
    const older = (await gate.browser().get(link)).text.includes('Jobcenter') ? links['jobcenter'] : links['centre']
    expect((await gate.browser().get(older ?? '')).status).toBe(404)
  })

  test('closing freezes the register of the reference day, and no link leads in any more', async () => {
    const version = /name="version" value="(\d+)"/.exec((await lead.get(path())).text)?.[1] ?? ''
    expect((await lead.post(path('/close'), { version }, { from: path() })).to).toContain('done=closed')
    const gone = await gate.browser().get(links['aulenstedt'] ?? '')
    const never = await gate.browser().get(`/de/reports/${newToken()}`)
    expect([gone.status, body(gone.text)]).toEqual([never.status, body(never.text)])
    const twice = its.as(reader, (tx) =>
      closeCampaign(tx, reader, { ...setting, now: 0, land: 'NW' }, campaign, Number(version) + 1),
    )
    await expect(twice).rejects.toThrow('measures-campaign-not-close')
  })

  test('the snapshot stays what it was, whatever happens to the register, and shows whether anybody touched it', async () => {
    const first = await its.as(reader, (tx) => latestSnapshot(tx, reader))
    expect(first?.intact).toBe(true)
    expect(first?.content.measures.find((one) => one.id === its.measure('courses'))).toMatchObject({
      state: 'inPlanning',
      report: { done: 'Zwei Termine mit acht Trägern.', author: 'Sozialamt' },
    })
    await its.as(reader, (tx) =>
      changeState(tx, reader, { ...setting, today: day('2026-12-15') }, its.measure('courses'), {
        state: 'established',
        since: day('2026-12-15'),
      }),
    )
    const later = await its.as(reader, (tx) => snapshotOn(tx, reader, day('2030-01-01')))
    expect(later).toEqual(first)
    const now = await its.as(reader, (tx) => contentOn(tx, day('2026-12-15')))
    expect(checksumOf(now)).not.toBe(first?.checksum)
    for (const statement of [
      sql`UPDATE snapshot SET title = 'x'`,
      sql`DELETE FROM snapshot`,
      sql`DELETE FROM status_report`,
    ])
      await expect(system((tx) => statement.execute(tx))).rejects.toThrow(/permission denied/)
    expect((await lead.get(`/measures/snapshots/${first?.id}`)).text).toContain('ändert sich nie')
    expect(await its.as(reader, (tx) => snapshotOn(tx, reader, day('2026-10-31')))).toBeUndefined()
  })

  test('every page opens in both languages, and no text is missing', async () => {
    for (const address of [
      '/measures/campaigns',
      '/measures/campaigns/new',
      path(),
      '/measures/reports',
      `/measures/reports/new/${its.measure('courses')}`,
    ])
      for (const language of ['de', 'en'])
        expect((await lead.get(address, { 'accept-language': language })).status, address).toBe(200)
    expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
    expect((await lead.get(path('/edit'))).status).toBe(200)
    expect(today).toBe('2026-11-16')
  })
})

/** The page without what differs on every answer. */
const body = (text: string) => text.replace(/[\w-]{20,}/g, '').replace(/\/(de|en)\/reports\/[^"]*/g, '')
