/** Long, because it is one walk: every address of the room as a browser meets it, on one gate and one database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RoleKey, roleKeys } from '../../platform/access/index.ts'
import { createTenant, inTenant, sql, type Tenant } from '../../platform/database/index.ts'
import { type Browser, type TestGate, testGate } from '../../platform/http/testing.ts'
import { rights } from './access.ts'
import { createSite } from './actions/sites.ts'
import { room } from './index.ts'
import { loadNetwork } from './loading/load.ts'
import { setting, smallNetwork, type TestNetwork, testNetwork } from './testing.ts'

let its: TestNetwork
let gate: TestGate
let coordinator: Browser
let demonstration: Tenant
let undescribed: Tenant
beforeAll(async () => {
  its = await testNetwork()
  const more = { demo: false, land: 'NW' } as const
  demonstration = await createTenant(its.db, its.sources, { ...more, key: 'schau', name: 'Kreis Schau', demo: true })
  undescribed = await createTenant(its.db, its.sources, { ...more, key: 'neu', name: 'Kreis Neu' })
  gate = await testGate(its, { rooms: [room] })
  coordinator = await gate.member(['coordinator'], { name: 'Ada Beispiel' })
})
afterAll(() => its.close())

/** A record of each kind that the small network has. */
const records = {
  organisations: 'integration-centre',
  sites: 'villa',
  contacts: 'first-counselling',
  municipalities: 'aulenstedt',
  jurisdictions: 'asylblg',
  bodies: 'steering-group',
  interfaces: 'asylblg-sgb2',
}

/** Every address of the room, with a real key. */
const addresses = room.routes.flatMap((route) => {
  // Meetings have their own walk, in meetings.test.ts.
  if (!route.path.startsWith('/network')) return []
  if (/\/(remove|end)$/.test(route.path) && route.path.split('/').length > 5) return []
  const record = Object.entries(records).find(([list]) => route.path.startsWith(`/network/${list}/`))
  return [{ ...route, path: route.path.replace(':key', record?.[1] ?? '') }]
})

describe('every page opens in German and English', () => {
  test.each(addresses)('$path', async ({ path }) => {
    for (const language of ['de', 'en']) {
      const page = await coordinator.get(path, { 'accept-language': language })
      expect(page.status).toBe(200)
    }
  })
  test('and no text is missing', () => {
    expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
  })
  test('but none of a record that is not there', async () => {
    for (const list of Object.keys(records))
      for (const rest of ['', '/edit', '/history', '/end', '/reopen', '/sources'])
        expect((await coordinator.get(`/network/${list}/nobody${rest}`)).status, list + rest).toBe(404)
  })
})

describe('a role opens what it has the right to, and nothing else', () => {
  test.each(roleKeys)('%s', async (role) => {
    const browser = await gate.member([role])
    for (const { path, right } of addresses) {
      const holds = rights[right as keyof typeof rights].includes(role as never)
      const hidden = (role === 'council' || role === 'partner') && path.startsWith('/network/bodies/steering-group')
      const expected = holds ? (hidden ? 404 : 200) : 403
      expect((await browser.get(path)).status, path).toBe(expected)
    }
  })
  test('members of councils do not even learn that a body is there', async () => {
    const council = await gate.member(['council'])
    const [hidden, missing] = [
      await council.get('/network/bodies/steering-group'),
      await council.get('/network/bodies/x'),
    ]
    expect([hidden.status, missing.status]).toEqual([404, 404])
    expect((await council.get('/network/contacts')).text).not.toContain('Eingang Leistung')
    expect((await council.get('/network/contacts/export')).text).not.toContain('Eingang Leistung')
  })
})

/** A form of each kind, filled in. */
const filled: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  organisations: { name: 'Kreisgesundheitsamt', kind: 'districtOffice', parent: 'kreis' },
  sites: { name: 'Gesundheitshaus', organisation: 'jobcenter', postalCode: '00002' },
  contacts: { office: 'Anmeldung', belongsTo: 'organisation:jobcenter', phone: '02999 1' },
  municipalities: { name: 'Lohwinkel', kind: 'town', ags: '05999040', population: '9.500', populationOn: '31.12.2025' },
  jurisdictions: { code: 'SGB V', name: 'Gesetzliche Krankenversicherung' },
  bodies: { name: 'Arbeitsgruppe Gesundheit', kind: 'workingGroup', parent: 'council' },
  interfaces: {
    name: 'KIM an Beratung',
    fromLabel: 'KIM',
    toLabel: 'Beratung',
    checklist: 'Einwilligung\nKurzbericht',
  },
}

describe('a record is created, changed, ended and reopened in the browser', () => {
  test.each(Object.entries(filled))('%s', async (list, values) => {
    const created = await coordinator.post(`/network/${list}/new`, values)
    expect(created.status).toBe(303)
    const path = created.to?.replace('?done=created', '') ?? ''
    const page = await coordinator.get(created.to ?? '')
    expect(page.text).toContain('Der Eintrag ist angelegt.')
    const shown = Object.values(values)[0] ?? ''
    expect((await coordinator.get(`/network/${list}?q=${encodeURIComponent(shown)}`)).text).toContain(
      `href="/auental${path}"`,
    )

    const again = await coordinator.post(`${path}/edit`, {
      ...values,
      version: '1',
      name: 'Neuer Name',
      office: 'Neuer Name',
    })
    expect(again.to).toBe(`${path}?done=changed`)
    expect((await coordinator.get(path)).text).toContain('Neuer Name')
    const ended = await coordinator.post(`${path}/end`, { version: '2', endedOn: '01.01.2026' })
    expect(ended.to).toBe(`${path}?done=ended`)
    expect((await coordinator.get(`/network/${list}`)).text).not.toContain(`href="/auental${path}"`)
    expect((await coordinator.get(`/network/${list}?state=ended`)).text).toContain(`href="/auental${path}"`)
    const reopened = await coordinator.post(`${path}/reopen`, { version: '3' })
    expect(reopened.to).toBe(`${path}?done=reopened`)
    const history = await coordinator.get(`${path}/history?from=1&to=4`)
    expect(history.text).toContain('Ada Beispiel')
    expect(history.text).toContain('Neuer Name')
  })

  test('an empty form comes back with every field that is missing, and what was typed', async () => {
    const sent = await coordinator.post('/network/interfaces/new', {
      name: '',
      fromLabel: 'Sozialamt <b>',
      toLabel: '',
    })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('Fehler:')
    expect(sent.text).toContain('href="#name"')
    expect(sent.text).toContain('href="#toLabel"')
    expect(sent.text).toContain('value="Sozialamt &lt;b&gt;"')
  })

  test('the same form sent twice makes one record', async () => {
    const values = { organisation: 'jobcenter', name: 'Zweimal gesendet' }
    const csrf = await coordinator.token('/network/sites/new')
    const [one, two] = [
      await coordinator.post('/network/sites/new', values, { csrf }),
      await coordinator.post('/network/sites/new', values, { csrf }),
    ]
    expect(two.to).toBe(one.to)
  })
})

describe('somebody else was faster', () => {
  test('of one name at the same moment by two: the later one is told, and what they typed stays', async () => {
    const values = { organisation: 'jobcenter', name: 'Haus am Markt' }
    const later = await its.as('system', async (tx) => {
      await createSite(tx, its.actor, setting, { ...values, organisation: 'integration-centre' })
      const sent = coordinator.post('/network/sites/new', values)
      // It has reached the row when it waits for this very transaction to end.
      for (;;) {
        const { rows } = await sql<{ waits: boolean }>`SELECT EXISTS (
          SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid) AS waits`.execute(tx)
        if (rows[0]?.waits) return { sent }
        await new Promise(setImmediate)
      }
    })
    const told = await later.sent
    expect(told.status).toBe(409)
    expect(told.text).toContain('im selben Augenblick')
    expect(told.text).toContain('value="Haus am Markt"')
    expect((await coordinator.post('/network/sites/new', values)).to).toContain('haus-am-markt-2')
  })

  test('the form comes back with what was typed, who it was and what changed; then it may be sent', async () => {
    const path = '/network/sites/villa/edit'
    const mine = { organisation: 'integration-centre', name: 'Villa', street: 'Meine Straße 1' }
    const other = await gate.member(['administrator'], { name: 'Grace Beispiel' })
    await other.post(path, { ...mine, version: '1', street: 'Ihre Straße 2' })

    const late = await coordinator.post(path, { ...mine, version: '1' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Grace Beispiel')
    expect(late.text).toContain('Ihre Straße 2')
    expect(late.text).toContain('value="Meine Straße 1"')
    const version = /name="version" value="(\d+)"/.exec(late.text)?.[1] ?? ''
    expect(version).toBe('2')
    expect((await coordinator.post(path, { ...mine, version })).status).toBe(303)
    expect((await coordinator.get('/network/sites/villa')).text).toContain('Meine Straße 1')
  })

  test('a correction after an error still notices it', async () => {
    const path = '/network/jurisdictions/sgb-2/edit'
    const wrong = await coordinator.post(path, { code: '', name: 'x', version: '1' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('name="version" value="1"')
  })
})

describe('what hangs on a record', () => {
  test('a name, taken back again', async () => {
    const path = '/network/organisations/caritas/names'
    await coordinator.post(path, { name: 'Beratung am Fluss', validFrom: '1.1.2027' })
    const page = await coordinator.get(path)
    expect(page.text).toContain('Beratung am Fluss')
    const row = /name="row" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const removed = await coordinator.post(`${path}/remove`, { row }, { from: path })
    expect(removed.to).toBe(`${path}?done=removed`)
    expect((await coordinator.get(path)).text).not.toContain('Beratung am Fluss')
    expect((await coordinator.get('/network/organisations/caritas/history')).text).toContain('Beratung am Fluss')
  })

  test('a member of a body', async () => {
    const path = '/network/bodies/council'
    const from = { from: path }
    expect((await coordinator.post(`${path}/members`, { organisation: 'caritas', role: 'advisor' }, from)).status).toBe(
      303,
    )
    const twice = await coordinator.post(`${path}/members`, { organisation: 'caritas', role: 'advisor' }, from)
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('hat die Rolle in diesem Zeitraum schon')
    const row = /name="row" value="([^"]+)"/.exec(twice.text)?.[1] ?? ''
    expect((await coordinator.post(`${path}/members/end`, { row, validTo: '31.12.2026' }, from)).status).toBe(303)
    expect((await coordinator.post(`${path}/members/remove`, { row }, from)).status).toBe(303)
    expect((await coordinator.post(`${path}/members/remove`, { row }, from)).status).toBe(404)
  })

  test('a target: refused silently backdated, accepted when it is said, by the lead too', async () => {
    const path = '/network/interfaces/asylblg-sgb2/targets'
    const lead = await gate.member(['lead'])
    const values = { agreed: 'days', days: '16', unit: 'calendarDays', validFrom: '01.02.2025' }
    const silent = await lead.post(path, values)
    expect(silent.status).toBe(422)
    expect(silent.text).toContain('name="backdated"')
    const unexplained = await lead.post(path, { ...values, backdated: 'on' })
    expect(unexplained.text).toContain('warum das Ziel rückwirkend gilt')
    const said = await lead.post(path, { ...values, backdated: 'on', note: 'Protokoll übersehen' })
    expect(said.to).toBe('/network/interfaces/asylblg-sgb2?done=target')
    const page = await lead.get('/network/interfaces/asylblg-sgb2')
    expect(page.text).toContain('01.02.2025 bis 11.03.2025')
    expect(page.text).toContain('rückwirkend')
    expect((await lead.post('/network/interfaces/asylblg-sgb2/edit', {}, { csrf: 'x' })).status).toBe(403)
  })

  test('a source, shown where the fact is', async () => {
    const path = '/network/municipalities/dornsiek'
    await coordinator.post(`${path}/sources`, { title: 'Haushaltsplan 2026', datedOn: '1.3.2026', field: 'name' })
    expect((await coordinator.get(path)).text).toContain('Haushaltsplan 2026')
  })
})

describe('a list as a table for the office', () => {
  test('is what the list shows, with its filters, and harmless', async () => {
    await coordinator.post('/network/jurisdictions/new', { code: '=1+1', name: '@SUM(A1:A9)', norm: 'a;b' })
    const file = await coordinator.get('/network/jurisdictions/export?sort=code')
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect(file.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''Rechtskreise%20Kreis%20Auental%202026-11-16.csv",
    )
    const [header, ...rows] = file.text.trimEnd().split('\r\n')
    expect(header).toBe('Kürzel;Name;Norm;Nicht mehr aktiv ab;simuliert;Schlüssel')
    expect(rows).toContain(`'=1+1;'@SUM(A1:A9);"a;b";;nein;1-1`)
    expect(
      (await coordinator.get('/network/organisations/export?q=jobcenter')).text.trimEnd().split('\r\n'),
    ).toHaveLength(2)
  })

  test('of a demonstration says so in its name', async () => {
    const tenant = demonstration
    await inTenant(its.db, tenant, 'system', (tx) => loadNetwork(tx, smallNetwork))
    const browser = await gate.member(['coordinator'], { tenant })
    const file = await browser.get('/network/municipalities/export')
    expect(file.headers.get('content-disposition')).toContain("UTF-8''DEMO%20")
    expect(file.text).toContain('Aulenstedt;05999004;Stadt;Nordkreis;41200;31.12.2025;51,9;7,8;;ja;aulenstedt')
    const created = await browser.post('/network/sites/new', { organisation: 'jobcenter', name: 'Neu' })
    expect((await browser.get(created.to ?? '')).text).toContain('simuliert')
  })
})

describe('a list in the address', () => {
  test.each([
    '?page=99',
    '?page=-1',
    '?page=x',
    '?sort=nonsense&order=up',
    '?state=nonsense',
    `?q=${'x'.repeat(5000)}`,
    '?q=%00',
    '?kind=nonsense&municipality=nobody',
  ])('%s is answered', async (query) => {
    expect((await coordinator.get(`/network/organisations${query}`)).status).toBe(200)
  })
  test('nothing found offers to drop the last filter', async () => {
    const page = await coordinator.get('/network/organisations?q=xyz&kind=school')
    expect(page.text).toContain('Auswahl „Art“ aufheben')
    expect(page.text).toContain('href="?q=xyz"')
  })
})

test('the search of every page finds the network, also old names', async () => {
  const page = await coordinator.get('/search?q=schulamt')
  expect(page.text).toContain('href="/auental/network/organisations/integration-centre"')
})

test('a district that nobody has described yet', async () => {
  const browser = await gate.member(['administrator'] satisfies RoleKey[], { tenant: undescribed })
  expect((await browser.get('/network')).text).toContain('Der Kreis selbst ist noch nicht eingetragen')
  const town = { name: 'Ahlen', kind: 'town', ags: '05570004' }
  expect((await browser.post('/network/municipalities/new', town)).text).toContain('Tragen Sie zuerst den Kreis')
  const described = await browser.post('/network/district', { name: 'Kreis Neu', key5: '05570' })
  expect(described.to).toBe('/network?done=district')
  expect((await browser.post('/network/regions', { name: 'Norden' }, { from: '/network/district' })).status).toBe(303)
  expect((await browser.post('/network/municipalities/new', town)).to).toBe(
    '/network/municipalities/ahlen?done=created',
  )
})
