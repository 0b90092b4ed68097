/** Our side: a district with the rows, its worker, and the program that serves it. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { addDays, type Day, day } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import type { Actor } from '../../src/platform/access/index.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { openPools } from '../../src/platform/database/connect.ts'
import {
  connect,
  createTenant,
  type Database,
  findTenant,
  inTenant,
  MigrationRefused,
  migrate,
  sql,
  type Tenant,
} from '../../src/platform/database/index.ts'
import { allSources } from '../../src/platform/database/testing/rooms.ts'
import { anActor } from '../../src/platform/database/testing.ts'
import { startSession } from '../../src/platform/identity/sessions.ts'
import { addMember } from '../../src/platform/identity/testing.ts'
import { type CaseWork, loadCases, loadWork } from '../../src/rooms/cases/index.ts'
import { loadNetwork } from '../../src/rooms/network/index.ts'
import { loadPeople } from '../../src/rooms/people/index.ts'
import type { Cluster } from './cluster.ts'
import * as rows from './rows.ts'

const key = 'kreis'
const name = 'nahtlos'
export const today: Day = day(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' }))

export interface District {
  readonly tenant: Tenant
  readonly worker: Actor
  /** As the app role, which row-level security binds. */
  readonly bound: Database
  /** The same statements by a role that no policy binds. */
  readonly free: Database
  /** Open files of the worker's team with their main person, the same on every run. */
  readonly files: readonly FileOfPerson[]
  readonly env: Readonly<Record<string, string>>
  readonly token: string
}

export interface FileOfPerson {
  readonly id: string
  readonly personId: Id<'person'>
  readonly familyName: string
  readonly givenName: string
  readonly birth: Day
  readonly language: string
  /** Of the person's record; whoever saves counts on. */
  version: number
}

/** Makes and fills the district when it is not there, brings it up to the program's migrations, and opens it. */
export async function openDistrict(cluster: Cluster, folder: string, port: number): Promise<District> {
  const url = (role: string) => `postgres://${role}@127.0.0.1:${cluster.port}/${name}`
  const env = {
    NAHTLOS_DATA: folder,
    NAHTLOS_SECRET: 'a secret for invented rows on one machine',
    NAHTLOS_DEMO: 'off',
    NAHTLOS_LOG: 'error',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: url(`${name}_owner`),
    DATABASE_URL_APP: url(`${name}_app`),
    DATABASE_URL_INSIGHT: url(`${name}_insight`),
    DATABASE_URL_PUBLISH: url(`${name}_publish`),
  }
  const say = () => undefined
  // Rows of another generator, or a database that the migrations of this checkout do not follow on, are made anew.
  if ((await madeOf(cluster)) !== mark || !(await isMigrated(env))) await makeAnew(cluster)
  const bound = await connect(readConfig(env), { say })
  const sources = allSources()
  await migrate(bound, sources)
  let tenant = await findTenant(bound, key)
  if (!tenant) {
    tenant = await createTenant(bound, sources, { key, name: 'Kreis der Messung', demo: false, land: 'NW' })
    await fill(bound, tenant)
    await cluster.query(name, 'VACUUM ANALYZE')
    await cluster.query(name, `COMMENT ON DATABASE ${name} IS '${mark}'`)
  }
  const free = openPools({
    names: bound.names,
    address: () => ({ host: '127.0.0.1', port: cluster.port, user: `${name}_free`, database: name }),
    poolSize: 10,
    say,
    close: async () => undefined,
  })
  return { ...(await workerOf(bound, tenant)), tenant, bound, free, env }
}

/** What the rows were made by. */
const mark = ['rows.ts', 'district.ts']
  .reduce((hash, file) => hash.update(readFileSync(new URL(file, import.meta.url))), createHash('sha256'))
  .digest('hex')

async function madeOf(cluster: Cluster): Promise<string | undefined> {
  const { rows: found } = await cluster.query(
    'postgres',
    `SELECT shobj_description(oid, 'pg_database') AS made FROM pg_database WHERE datname = $1`,
    [name],
  )
  return found[0]?.made
}

async function isMigrated(env: District['env']): Promise<boolean> {
  const db = await connect(readConfig(env), { say: () => undefined })
  try {
    await migrate(db, allSources())
    return true
  } catch (error) {
    if (error instanceof MigrationRefused) return false
    throw error
  } finally {
    await db.close()
  }
}

async function makeAnew(cluster: Cluster): Promise<void> {
  await cluster.query('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  const roles = ['owner', 'app', 'insight', 'publish'].map((role) => `${name}_${role}`)
  const { rows: known } = await cluster.query(
    'postgres',
    `SELECT rolname FROM pg_roles WHERE starts_with(rolname, $1)`,
    [`${name}_`],
  )
  if (known.length === 0) {
    for (const role of roles) await cluster.query('postgres', `CREATE ROLE ${role} LOGIN`)
    await cluster.query('postgres', `CREATE ROLE ${name}_free LOGIN BYPASSRLS IN ROLE ${name}_app`)
  }
  await cluster.query('postgres', `CREATE DATABASE ${name} OWNER ${name}_owner`)
}

/** One transaction: a district that was filled by half would be measured. */
async function fill(db: Database, tenant: Tenant): Promise<void> {
  const as = <T>(work: Parameters<typeof inTenant<T>>[3]) =>
    inTenant(db, tenant, 'system', work, { statementTimeoutMs: 0 })
  await as(async (tx) => {
    const teams = Array.from({ length: rows.sizes.teams }, (_, nth) => `team-${nth + 1}`)
    const network = await loadNetwork(tx, {
      district: { key5: '05999', name: 'Kreis der Messung' },
      simulated: true,
      organisations: [
        { key: 'district', kind: 'districtOffice', name: 'Kreis der Messung', controller: true },
        ...teams.map((team) => ({ key: team, kind: 'districtOffice' as const, name: team, parent: 'district' })),
      ],
    })
    const controllerId = network.organisations.get('district')!
    const workers = new Map<number, readonly Actor[]>()
    for (const [nth, team] of teams.entries()) {
      const place = { organisationId: network.organisations.get(team)!, controllerId }
      const members = Array.from({ length: rows.sizes.workersOfTeam }, (_, at) =>
        anActor(['caseManager'], { ...place, name: `Fachkraft ${nth + 1}-${at + 1}` }),
      )
      for (const member of members) {
        await sql`INSERT INTO account (id, email, created_at) VALUES (${member.accountId}, ${`${member.userId}@kreis.test`}, now())`.execute(
          tx,
        )
        await addMember(tx, member)
      }
      workers.set(nth + 1, members)
    }
    const workerOfCase = ({ id, teamId }: rows.CaseRow) =>
      workers.get(teamId)![Math.floor(id / rows.sizes.teams) % rows.sizes.workersOfTeam]!
    const { persons } = await loadPeople(
      tx,
      {
        persons: [...rows.persons()].map((one) => ({
          key: String(one.id),
          controllerId,
          familyName: one.familyName,
          givenName: one.givenName,
          birth: { date: one.birthDate, precision: 'day' as const },
          languages: [one.language],
          phone: one.phone,
        })),
      },
      { simulated: true },
    )
    const all = [...rows.cases()]
    const { cases } = await loadCases(
      tx,
      all.map((one) => ({
        key: String(one.id),
        controllerId,
        organisationId: workerOfCase(one).organisationId!,
        managerId: workerOfCase(one).userId,
        reference: one.reference,
        personId: persons.get(String(one.personId))!,
        phase: one.open ? one.phase : 'closed',
        openedOn: one.openedOn,
        nextDueOn: one.nextDueOn,
        closedOn: one.open ? null : addDays(one.openedOn, 90),
        closureReason: one.open ? null : 'goalsReached',
        goalAttainment: one.open ? null : 3,
      })),
      { simulated: true, prefix: 'F' },
    )
    const needs = Map.groupBy(rows.needs(), ({ caseId }) => caseId)
    for (let at = 0; at < all.length; at += 5000) {
      const works = all
        .slice(at, at + 5000)
        .map((one) => workOf(one, cases.get(String(one.id))!, needs.get(one.id) ?? [], workerOfCase(one)))
      await loadWork(tx, works, { simulated: true, now: Date.now() })
    }
  })
}

/** A need is a goal of the plan, being worked on a step; its level stands in the assessment, what is due is a follow-up. */
function workOf(one: rows.CaseRow, caseId: Id<'case'>, needs: readonly rows.NeedRow[], manager: Actor): CaseWork {
  return {
    caseId,
    goals: needs.map(({ area, status }) => ({
      title: `Bedarf: ${area}`,
      lifeDomain: area,
      ...(status === 'met' && { state: 'reached' as const, endedOn: one.openedOn }),
      steps: status === 'inProgress' ? [{ title: 'Termin vereinbaren', doer: 'caseManagement' as const }] : [],
    })),
    assessments: [{ heldOn: one.openedOn, ratings: Object.fromEntries(needs.map(({ area, level }) => [area, level])) }],
    notes: [{ kind: 'talk', happenedOn: one.openedOn, text: one.summary, authorId: manager.userId }],
    tasks: one.nextDueOn
      ? [{ kind: 'followUp', title: 'Stand erfragen', dueOn: one.nextDueOn, assigneeId: manager.userId }]
      : [],
  }
}

async function workerOf(db: Database, tenant: Tenant): Promise<Pick<District, 'worker' | 'files' | 'token'>> {
  return await inTenant(db, tenant, 'system', async (tx) => {
    const found = await sql<Pick<Actor, 'userId' | 'accountId' | 'name' | 'organisationId' | 'controllerId'>>`
      SELECT id AS "userId", account_id AS "accountId", name, organisation_id AS "organisationId", controller_id AS "controllerId"
      FROM membership WHERE name = ${`Fachkraft ${rows.workersTeam}-1`}`.execute(tx)
    const worker: Actor = { ...anActor(['caseManager']), ...found.rows[0]! }
    const files = await sql<FileOfPerson>`
      SELECT f.id, p.id AS "personId", p.family_name AS "familyName", p.given_name AS "givenName", p.birth_date AS birth,
        p.languages[1] AS language, p.version
      FROM case_file AS f JOIN person AS p ON p.id = f.person_id
      WHERE f.organisation_id = ${worker.organisationId} AND f.closed_on IS NULL ORDER BY f.reference LIMIT 300`.execute(
      tx,
    )
    const token = await startSession(tx, tenant, worker.accountId, 'password', Date.now(), 'totp')
    return { worker, files: files.rows, token }
  })
}

/** The program as an operator starts it. */
export async function serveDistrict(env: District['env']): Promise<{ readonly pid: number; stop(): Promise<void> }> {
  const checkout = fileURLToPath(new URL('../../', import.meta.url))
  const child = spawn(process.execPath, ['bootstrap.mjs', 'serve'], { cwd: checkout, env: { ...process.env, ...env } })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('Nahtlos:') && resolve())
    child.stderr.on('data', (chunk) => process.stderr.write(chunk))
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}`)))
  })
  return {
    pid: child.pid!,
    stop() {
      child.removeAllListeners('exit')
      const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()))
      child.kill('SIGINT')
      return gone
    },
  }
}
