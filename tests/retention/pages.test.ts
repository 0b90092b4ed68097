/** The pages of retention and of data protection, as people in their roles use them. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { extract } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { type Id, newId } from '../../src/kernel/ids.ts'
import { sealAudit } from '../../src/platform/audit/index.ts'
import { sealKeyFrom } from '../../src/platform/audit/signature.ts'
import { inTenant, sql, type Tx } from '../../src/platform/database/index.ts'
import { type TestDatabase, testDatabase } from '../../src/platform/database/testing.ts'
import { type TestGate, testGate } from '../../src/platform/http/testing.ts'
import { eraseBatch } from '../../src/platform/retention/erasing.ts'
import { allKinds } from '../../src/platform/retention/kinds.ts'

let house: TestDatabase
let gate: TestGate
type Browser = Awaited<ReturnType<TestGate['member']>>
let administrator: Browser
let lead: Browser
let coordinator: Browser
let guard: Browser
let stranger: Browser
const controllerId = newId<'organisation'>()
beforeAll(async () => {
  house = await testDatabase()
  gate = await testGate(house, { rooms })
  const of = { organisationId: controllerId }
  administrator = await gate.member(['administrator'], of)
  lead = await gate.member(['lead'], of)
  coordinator = await gate.member(['coordinator'], of)
  guard = await gate.member(['dataProtection'], of)
  stranger = await gate.member(['lead'], { organisationId: newId<'organisation'>() })
})
afterAll(() => house.close())

const asSystem = <T>(work: (tx: Tx) => Promise<T>) => inTenant(house.db, house.tenant, 'system', work)
const members = `/admin/retention/kinds/identity.member`
const kindPath = `${members}?controller=${controllerId}`

async function whoLeft(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  await asSystem(async (tx) => {
    for (const id of ids)
      await sql`INSERT INTO membership (id, account_id, name, email, organisation_id, controller_id, invited_at, deactivated_at, changed_at)
        VALUES (${id}, ${newId()}, 'Wer ging', 'wer@kreis.test', ${controllerId}, ${controllerId}, '2020-01-01', '2024-01-01', '2024-01-01')`.execute(
        tx,
      )
  })
  return ids
}
const versionOf = async (id: string) =>
  (await asSystem((tx) => sql<{ version: number }>`SELECT version FROM retention_run WHERE id = ${id}`.execute(tx)))
    .rows[0]!.version

describe('from what is due to the deletion record', () => {
  let run: string
  let left: string[]
  test('the administration prepares, and sees no button to approve', async () => {
    left = await whoLeft(3)
    const page = await administrator.get(kindPath)
    expect(page.text).toContain('Bei 3 Einträgen können die Angaben zur Person gelöscht werden')
    expect(page.text).not.toContain('Wer ging')
    const sent = await administrator.post(`${members}/prepare?controller=${controllerId}`, {}, { from: kindPath })
    expect(sent.to).toMatch(/^\/admin\/retention\/runs\/[0-9a-f-]+\?done=prepared$/)
    run = sent.to!.replace('?done=prepared', '')
    expect((await administrator.get(run)).text).not.toContain('Freigeben<')
    expect((await administrator.post(`${run}/approve`, { version: '1' }, { from: '/account' })).status).toBe(403)
    expect((await stranger.get(run)).status).toBe(404)
    expect((await stranger.get(kindPath)).status).toBe(404)
  })

  test('data protection holds one back; two people approve the rest', async () => {
    const hold = {
      target: 'record',
      kind: 'identity.member',
      record: left[0]!,
      controller: controllerId,
      reason: 'legalDispute',
    }
    const wrong = await guard.post('/admin/retention/holds/new', { ...hold, record: '', reason: 'other' })
    expect([wrong.status, wrong.text.match(/nl-error|kern-error/g) !== null]).toEqual([422, true])
    const nonsense = await guard.post('/admin/retention/holds/new', {
      target: 'record',
      record: 'unsinn',
      until: '31.2.',
    })
    expect(nonsense.text.match(/href="#(kind|record|reason|until)"/g)).toHaveLength(4)
    expect((await guard.post('/admin/retention/holds/new', hold)).to).toBe('/admin/retention/holds?done=set')
    expect((await lead.post('/admin/retention/holds/new', hold, { from: '/account' })).status).toBe(403)
    const page = await lead.get(run)
    expect(page.text).toContain('bei 2 Einträgen')
    expect(page.text).toContain('Sperre: Rechtsstreit')
    const id = run.split('/').at(-1)!
    expect((await lead.post(`${run}/approve`, { version: '1' }, { from: run })).to).toBe(`${run}?done=approved`)
    const twice = await lead.post(`${run}/approve`, { version: '2' }, { from: run })
    expect([twice.status, twice.text.includes('Sie haben diesen Löschlauf schon freigegeben')]).toEqual([409, true])
    expect((await coordinator.post(`${run}/approve`, { version: '2' }, { from: run })).to).toBe(`${run}?done=begun`)
    expect(await versionOf(id)).toBe(3)
    const kind = allKinds(rooms).find(({ key }) => key === 'identity.member')!
    const setting = { today: gate.clock.today(), now: gate.clock.now(), backupDays: null }
    await asSystem((tx) => eraseBatch(tx, kind, id, setting))
    const done = await guard.get(run)
    expect(done.text).toContain('2 von 3 gelöscht')
    const records = await lead.get('/admin/retention/records')
    expect(records.text).toContain('Ausgeschiedene Mitglieder')
    const csv = await guard.get('/admin/retention/records.csv')
    for (const one of left) expect(done.text + records.text + csv.text).not.toContain(one)
  })

  test('a rule is decided by the lead of the controller, with a reason', async () => {
    const form = `${members}/rule?controller=${controllerId}`
    const rule = { version: '0', action: 'delete', period: '24', unit: 'months', reason: 'Verfügung 10-3' }
    expect((await lead.post(form, { ...rule, reason: '' })).status).toBe(422)
    expect((await lead.post(form, { ...rule, period: '5', unit: 'days' })).text).toContain('Kürzer geht')
    expect((await lead.post(form, rule)).to).toBe(`${kindPath}&done=rule`)
    expect((await lead.post(form, rule)).status).toBe(409)
    expect((await lead.get(kindPath)).text).toContain('Verfügung 10-3')
    expect((await stranger.get(form)).status).toBe(404)
    expect((await lead.get('/admin/retention/kinds/identity.session/rule')).status).toBe(404)
  })
})

describe('data protection', () => {
  test('is closed to everybody else, and each look is audited', async () => {
    expect((await administrator.get('/admin/data-protection')).status).toBe(403)
    expect((await guard.get('/admin/data-protection')).status).toBe(200)
    const seen = await guard.get(`/admin/data-protection/looks?user=${lead.id}&changes=on`)
    expect(seen.text).toContain('Aufbewahrungsregel festgelegt')
    const { rows } = await asSystem((tx) =>
      sql<{
        subject: string
      }>`SELECT subject FROM audit_entry WHERE event = 'audit.looks-read' ORDER BY at_ms DESC LIMIT 1`.execute(tx),
    )
    expect(rows[0]!.subject).toBe(lead.id)
  })

  test('who read about somebody is found, alone and in lists', async () => {
    const id = newId<'user'>()
    await asSystem(async (tx) => {
      const { recordLook } = await import('../../src/platform/audit/index.ts')
      await recordLook(tx, { userId: lead.id as Id<'user'>, controllerId }, { event: 'test.one', ids: [id] })
      await recordLook(tx, { userId: lead.id as Id<'user'>, controllerId }, { event: 'test.list', ids: [id, newId()] })
    })
    const page = await guard.get(`/admin/data-protection/looks?subject=${id}&to=31.12.2026`)
    expect([page.text.includes('test.one'), page.text.includes('test.list')]).toEqual([true, true])
    const csv = await guard.get(`/admin/data-protection/looks.csv?subject=${id}&to=31.12.2026`)
    // The third is the page above: who asked about somebody has looked at them too.
    expect(csv.text.split('\r\n').filter((line) => line.includes(id))).toHaveLength(3)
    expect((await guard.get('/admin/data-protection/looks?subject=Muster')).text).toContain('keine Kennung')
  })

  test('refused attempts are counted by page, and a report names nobody unless somebody says why', async () => {
    await lead.get('/admin/mail')
    const page = await guard.get('/admin/data-protection/refused?to=31.12.2026')
    expect(page.text).toContain('/admin/mail')
    const report = '/admin/data-protection/report'
    const asked = { quarter: '2026-Q4', form: 'docx' }
    expect((await guard.post(report, asked)).to).toBe(`${report}/2026-Q4/docx`)
    expect((await guard.post(report, { ...asked, named: 'on' })).status).toBe(422)
    expect((await guard.get(`${report}/2026-Q4/docx?named=${newId()}`)).status).toBe(403)
    const named = await guard.post(report, { ...asked, named: 'on', reason: 'Az. 12' })
    expect((await guard.get(named.to!)).headers.get('content-disposition')).toContain('zugriffsbericht-2026-Q4.docx')
  })

  test('the seals are checked, and what was taken out can be checked without this program', async () => {
    const key = sealKeyFrom(gate.options.secrets)
    await sealAudit(house.db, house.tenant, key, { now: () => Date.now(), today: gate.clock.today })
    expect((await guard.post('/admin/data-protection/seal', {})).to).toBe('/admin/data-protection/seal?done=checked')
    expect((await guard.get('/admin/data-protection/seal')).text).toContain('unverändert')
    const answer = await gate.gate.request(
      `${gate.options.origin}/auental/admin/data-protection/seal/export/file?from=01.01.2026&to=31.12.2026`,
      {
        headers: {
          cookie: [...guard.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'sec-fetch-site': 'same-origin',
        },
      },
      { incoming: { socket: { remoteAddress: '10.9.9.9' } } },
    )
    const files = await untar(Buffer.from(await answer.arrayBuffer()))
    expect([...files.keys()].sort()).toEqual([
      'README.txt',
      'checkpoints.jsonl',
      'entries.jsonl',
      'public-key.pem',
      'start.json',
    ])
    expect(checkByReadme(files)).toBeGreaterThan(10)
    const states = files.get('checkpoints.jsonl')!
    const compare = await compareFiles(
      states,
      states.replace(/"root":"[^"]{4}/, (found) => `${found.slice(0, -4)}AAAA`),
    )
    expect(compare).toContain('widersprechen sich')
    expect(await compareFiles(states, states)).toContain('passen zusammen')
  })

  test('the record of processing is made from the kinds there are', async () => {
    const page = await guard.get('/admin/data-protection/register')
    for (const word of ['Ausgeschiedene Mitglieder', 'Übergaben', 'E-Mails der Plattform'])
      expect(page.text).toContain(word)
    const html = await guard.get('/admin/data-protection/register/html')
    expect(html.text).toContain('24 Monate, dann gelöscht')
    expect((await guard.get('/admin/data-protection/register/txt')).status).toBe(404)
  })
})

test('every text was there', () => {
  expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
})

async function untar(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  const tar = extract()
  tar.on('entry', (header, stream, next) => {
    let text = ''
    stream.on('data', (chunk) => {
      text += String(chunk)
    })
    stream.on('end', () => {
      files.set(header.name.replace('audit/', ''), text)
      next()
    })
  })
  await new Promise<void>((resolve, reject) => {
    tar.on('finish', resolve).on('error', reject)
    tar.end(bytes)
  })
  return files
}

/** As the README in the file says it, with nothing of this program; returns how many entries were checked. */
function checkByReadme(files: ReadonlyMap<string, string>): number {
  const sha = (...parts: readonly (Buffer | string)[]) => {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    return hash.digest()
  }
  const lines = (name: string) =>
    files
      .get(name)!
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, string & number>)
  const start = JSON.parse(files.get('start.json')!) as { size: number; edge: string[] }
  const key = createPublicKey(files.get('public-key.pem')!)
  const edge = start.edge.map((one) => Buffer.from(one, 'base64'))
  const roots = new Map<number, string>()
  let size = start.size
  for (const { leaf, salt, payload } of lines('entries.jsonl')) {
    let node = Buffer.from(leaf!, 'base64')
    if (payload) expect(sha(Buffer.of(0), Buffer.from(salt!, 'base64'), payload).equals(node)).toBe(true)
    for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) node = sha(Buffer.of(1), edge.pop()!, node)
    edge.push(node)
    size++
    roots.set(size, edge.reduceRight((right, left) => sha(Buffer.of(1), left, right)).toString('base64'))
  }
  for (const state of lines('checkpoints.jsonl')) {
    expect(roots.get(state['size']!)).toBe(state['root'])
    const note = [
      'nahtlos audit checkpoint 1',
      state['tenant'],
      state['size'],
      state['root'],
      state['previousSize'],
      state['previousRoot'],
      state['sealedMs'],
      '',
    ]
    expect(verify(null, Buffer.from(note.join('\n')), key, Buffer.from(state['signature']!, 'base64'))).toBe(true)
  }
  return size - start.size
}

async function compareFiles(one: string, other: string): Promise<string> {
  const body = new FormData()
  body.set('csrf', await guard.token('/admin/data-protection/seal'))
  for (const [name, text] of Object.entries({ one, other })) body.set(name, new File([text], `${name}.jsonl`))
  const answer = await gate.gate.request(
    `${gate.options.origin}/auental/admin/data-protection/seal/compare`,
    {
      method: 'POST',
      body,
      headers: {
        cookie: [...guard.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        origin: gate.options.origin,
        'sec-fetch-site': 'same-origin',
      },
    },
    { incoming: { socket: { remoteAddress: '10.9.9.9' } } },
  )
  return await answer.text()
}
