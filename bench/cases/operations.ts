/** The four operations of case work, and two more, as each system does them. */
import { actAs } from '../../src/platform/access/acting.ts'
import { recordLook } from '../../src/platform/audit/index.ts'
import { type Database, inTenant, type Tx } from '../../src/platform/database/index.ts'
import { listCaseload } from '../../src/rooms/cases/queries/caseload.ts'
import { getCase } from '../../src/rooms/cases/queries.ts'
import { goalsOf } from '../../src/rooms/cases/work/plan/queries.ts'
import { organisationNamesOf } from '../../src/rooms/network/index.ts'
import { changePerson, getPerson, searchPersons, survivorOf } from '../../src/rooms/people/index.ts'
import { type District, today } from './district.ts'
import type { Work } from './measure.ts'
import type { Rival } from './rival.ts'
import { soughtName } from './rows.ts'
import { browser, program } from './web.ts'

export const operations = ['list', 'search', 'open', 'save'] as const
export type Operation = (typeof operations)[number]
export type Works = Readonly<Record<Operation, Work>>

const at = <T>(list: readonly T[], nth: number): T => list[nth % list.length]!

/** The beginning of a tenth of all family names. */
const typed = soughtName.slice(0, -1)

const twoFields = (version: number) => ({ phone: `+4900${version}`, reachNote: `Stand ${version}` })

/** Says so when a system answers with something else than what was asked for: that would be fast too. */
function demand(fulfilled: boolean, what: string): void {
  if (!fulfilled) throw new Error(`not what was asked for: ${what}`)
}

/** The queries and actions that the pages call, in a transaction as the gate opens it, under the given role of the database. */
export function inRooms(district: District, db: Database): Works & { readonly persons: Work } {
  const { worker, files, tenant } = district
  const as = <T>(work: (tx: Tx) => Promise<T>) =>
    inTenant(db, tenant, 'system', async (tx) => {
      await actAs(tx, worker, today)
      return await work(tx)
    })
  return {
    list: () => as(async (tx) => demand((await listCaseload(tx, worker, {}, today)).rows.length === 50, 'list')),
    search: () =>
      as(async (tx) => {
        const { rows } = await listCaseload(tx, worker, { name: typed }, today)
        demand(rows.length > 20, 'search')
      }),
    open: (nth) =>
      as(async (tx) => {
        const file = await getCase(tx, worker, at(files, nth).id)
        await recordLook(tx, worker, { event: 'cases.file-read', subjectKind: 'cases.file', ids: [file.id] })
        await getPerson(tx, worker, await survivorOf(tx, worker, file.personId))
        await organisationNamesOf(tx, [file.organisationId], today)
        demand((await goalsOf(tx, file.id)).length === 3, 'needs')
      }),
    save: (nth) =>
      as(async (tx) => {
        const file = at(files, nth)
        const version = file.version++
        await changePerson(tx, worker, file.personId, twoFields(version), version)
      }),
    persons: () =>
      as(async (tx) => demand((await searchPersons(tx, worker, { text: typed }, 50)).total > 5000, 'persons')),
  }
}

/** The pages of the running program, whole, as a signed-in browser gets them. */
export async function overWeb(district: District): Promise<Works> {
  const { env, files, tenant, token } = district
  const base = `http://127.0.0.1:${env['PORT']}/${tenant.key}`
  const { get, post } = browser(base, { cookie: `nahtlos-session-${tenant.key}=${token}` })
  const form = await get(`/people/${at(files, 0).personId}/edit`)
  const csrf = /name="csrf" value="([^"]+)"/.exec(form.text)?.[1] ?? ''
  return {
    async list() {
      demand((await get('/cases')).text.split('<tr').length > 50, 'list')
    },
    async search() {
      const { to } = await post('/cases/search', { csrf, name: typed })
      demand((await get(to.replace(`/${tenant.key}`, ''))).text.split('<tr').length > 20, 'search')
    },
    async open(nth) {
      const { id } = at(files, nth)
      demand((await get(`/cases/${id}`)).text.includes(`/cases/${id}/goals`), 'open')
    },
    async save(nth) {
      const { personId, familyName, givenName, birth, language, version } = at(files, nth)
      at(files, nth).version++
      const sent = { csrf, familyName, givenName, birth, language, version: String(version), ...twoFields(version) }
      demand((await post(`/people/${personId}/edit`, sent)).to.endsWith('done=changed'), 'save')
    },
  }
}

/** What the rival's own interface for programs gives for the same: its lists hold what a page would show. */
export function atRival({ base, files, tokens }: Rival, who: 'worker' | 'admin'): Works {
  const ask = program(base, { authorization: `JWT ${tokens[who]}` })
  const open = 'where[status][equals]=open&sort=nextDue&limit=50&depth=1'
  const fields = ['ref', 'person', 'phase', 'risk', 'nextDue', 'status'].map((name) => `select[${name}]=true`).join('&')
  const list = async (more: string, least: number) => {
    const { docs, totalDocs } = await ask('GET', `/api/cases?${open}${more}&${fields}`)
    demand((docs as unknown[]).length >= least && typeof totalDocs === 'number', 'list of the rival')
  }
  return {
    list: () => list('', 50),
    search: () => list(`&where[person.familyName][contains]=${typed}`, 20),
    async open(nth) {
      const id = at(files, nth)
      const [file, needs] = await Promise.all([
        ask('GET', `/api/cases/${id}?depth=1`),
        ask('GET', `/api/needs?where[case][equals]=${id}&depth=0&limit=50`),
      ])
      demand(file['id'] === id && (needs['docs'] as unknown[]).length === 3, 'case of the rival')
    },
    async save(nth) {
      const id = at(files, nth)
      await ask('PATCH', `/api/cases/${id}?depth=0`, { risk: 'high', summary: `neu ${nth}` })
    },
  }
}
