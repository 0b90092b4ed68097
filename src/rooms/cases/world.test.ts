/**
 * Long, because it is one model: organisations, teams, bases, shares, moves, revocations and Vertretung at random, and who may
 * see of it what. What the model says is compared with what the rooms' queries give, and with the rows that the database shows
 * past all of them, for files, persons, bases, hand-overs, what was shared, and documents with their bytes.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../kernel/clock.ts'
import { addDays, type Day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { readFile, storeFile } from '../../platform/files/index.ts'
import { getOpened, offerHandover, readContent, withdrawHandover } from '../journeys/index.ts'
import { loadBases, loadPeople, revokeBasis, visiblePersons } from '../people/index.ts'
import { visibleCases } from './access.ts'
import { controllerOf, type TeamKey, teamKeys, testCases, today } from './testing.ts'

const its = await testCases()
afterAll(its.close)

const clock = fixedClock(`${today}T09:00:00Z`)
const setting = { clock, tenant: { demo: true, land: 'NW' } } as const
const roles = [
  'caseManager',
  'municipality',
  'intake',
  'immigrationOffice',
  'coordinator',
] as const satisfies readonly RoleKey[]
type Role = (typeof roles)[number]

interface Member {
  actor: Actor
  team: TeamKey
  readonly role: Role
  readonly home: TeamKey
  standsInFor: Member[]
}

interface File {
  readonly id: Id<'case'>
  readonly person: Id<'person'>
  team: TeamKey
  former: { readonly team: TeamKey; readonly until: Day } | null
  /** Who alone reads it; null: the team. */
  readonly lead: Member | null
  readonly documents: { readonly file: Id<'file'> }[]
}

interface Basis {
  readonly id: Id<'transfer-basis'>
  readonly of: File
  readonly to: TeamKey
  isRevoked: boolean
}

interface Share {
  readonly id: Id<'handover'>
  readonly from: TeamKey
  readonly basis: Basis
  readonly hasDocument: boolean
  readonly until: Day
  isWithdrawn: boolean
}

interface World {
  readonly files: File[]
  readonly bases: Basis[]
  readonly shares: Share[]
}

/** The model. What somebody is today: their own role, and that of whom they stand in for where they work. */
const rolesOf = ({ role, team, standsInFor }: Member): readonly Role[] => [
  role,
  ...standsInFor.filter((absent) => absent.team === team).map((absent) => absent.role),
]
const has = (member: Member, ...some: readonly Role[]) => rolesOf(member).some((role) => some.includes(role))
const sameController = (one: TeamKey, other: TeamKey) => controllerOf(one) === controllerOf(other)

function readsFile(member: Member, { team, former, lead }: File): boolean {
  if (!has(member, 'caseManager') || !sameController(member.team, team)) return false
  if (former?.team === member.team && former.until >= today) return true
  return member.team === team && (lead === null || lead === member || member.standsInFor.includes(lead))
}
const seesPerson = (member: Member, { team }: File) => has(member, 'caseManager') && sameController(member.team, team)
const takes = (member: Member, to: TeamKey) =>
  member.team === to && has(member, 'caseManager', 'municipality', 'intake')
const gives = (member: Member, from: TeamKey) => member.team === from && has(member, 'caseManager', 'municipality')
const seesBasis = (member: Member, { of, to }: Basis) => seesPerson(member, of) || takes(member, to)
const seesShare = (member: Member, { from, basis }: Share) => gives(member, from) || takes(member, basis.to)
const readsCopy = (member: Member, side: 'sender' | 'receiver', share: Share) =>
  side === 'sender'
    ? gives(member, share.from)
    : takes(member, share.basis.to) && !share.isWithdrawn && share.until >= today
const readsItems = (member: Member, share: Share) =>
  !share.basis.isRevoked && readsCopy(member, member.team === share.from ? 'sender' : 'receiver', share)

const members: Member[] = []
const managers = new Map<TeamKey, Actor>()
let between: Id<'interface'>
beforeAll(async () => {
  for (const team of teamKeys) {
    managers.set(team, await its.member(['caseManager'], team))
    for (const role of roles)
      members.push({ actor: await its.member([role], team), team, role, home: team, standsInFor: [] })
  }
  between = newId<'interface'>()
  await its.as('system', (tx) =>
    sql`INSERT INTO service_interface (id, key, name, from_label, to_label, checklist, simulated, version, changed_at)
      VALUES (${between}, 'unter-uns', 'Von Team zu Team', 'Team', 'Team', '{}', true, 1, now())`.execute(tx),
  )
})

const aTeam = fc.constantFrom(...teamKeys)
const which = fc.nat(999)
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('open' as const),
      team: aTeam,
      lead: fc.option(which),
      scan: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('agree' as const), file: which, to: aTeam }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('share' as const), basis: which, days: fc.integer({ min: 0, max: 1 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('revoke' as const), basis: which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), share: which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('moveFile' as const),
      file: which,
      to: aTeam,
      days: fc.integer({ min: -1, max: 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('moveMember' as const), member: which, to: aTeam }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('standIn' as const), absent: which, substitute: which }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]

/** Everything as it was before: who works where, and who stands in for whom. */
async function begin(): Promise<World> {
  await its.as('system', async (tx) => {
    await sql`UPDATE substitution SET ended_at = now(), ended_by = set_by WHERE ended_at IS NULL`.execute(tx)
  })
  for (const member of members) {
    member.standsInFor = []
    if (member.team !== member.home) await moveTo(member, member.home)
  }
  return { files: [], bases: [], shares: [] }
}

async function moveTo(member: Member, team: TeamKey): Promise<void> {
  member.actor = await its.changeTeam(member.actor, team)
  member.team = team
}

async function play({ files, bases, shares }: World, one: Step): Promise<void> {
  if (one.kind === 'open') files.push(await openFile(one.team, one.lead, one.scan))
  if (one.kind === 'agree') {
    const of = pick(files, one.file)
    if (of && of.team !== one.to) bases.push({ id: await agree(of, one.to), of, to: one.to, isRevoked: false })
  }
  if (one.kind === 'share') {
    const basis = pick(bases, one.basis)
    if (basis && !basis.isRevoked && basis.of.team !== basis.to)
      shares.push(await share(basis, addDays(today, one.days)))
  }
  if (one.kind === 'revoke') {
    const basis = pick(bases, one.basis)
    if (!basis) return
    const manager = managers.get(basis.of.team)!
    await its.as(manager, (tx) => revokeBasis(tx, manager, { personId: basis.of.person, id: basis.id }, { clock }))
    basis.isRevoked = true
  }
  if (one.kind === 'withdraw') {
    const gone = pick(shares, one.share)
    if (!gone || gone.isWithdrawn) return
    const manager = managers.get(gone.from)!
    await its.as(manager, (tx) => withdrawHandover(tx, manager, gone.id, { occurredOn: today }, setting))
    gone.isWithdrawn = true
  }
  if (one.kind === 'moveFile') {
    const file = pick(files, one.file)
    if (!file || file.lead || file.team === one.to || !sameController(file.team, one.to)) return
    file.former = { team: file.team, until: addDays(today, one.days) }
    file.team = one.to
    await its.as('system', (tx) =>
      sql`UPDATE case_file SET organisation_id = ${its.organisation(one.to)}, former_organisation_id = organisation_id,
        after_until = ${file.former!.until}, after_norm = 'Art. 6 DSGVO' WHERE id = ${file.id}`.execute(tx),
    )
  }
  if (one.kind === 'moveMember') {
    const member = pick(members, one.member)
    if (member) await moveTo(member, one.to)
  }
  if (one.kind === 'standIn') {
    const [absent, substitute] = [pick(members, one.absent), pick(members, one.substitute)]
    if (!absent || !substitute || absent === substitute || substitute.standsInFor.includes(absent)) return
    await its.standIn(substitute.actor, absent.actor)
    substitute.standsInFor.push(absent)
  }
}

async function openFile(team: TeamKey, leads: number | null, scans: boolean): Promise<File> {
  const lead =
    leads === null
      ? null
      : pick(
          members.filter((one) => one.role === 'caseManager'),
          leads,
        )!
  const person = {
    key: 'p',
    controllerId: its.organisation(controllerOf(team)),
    givenName: 'Amal',
    familyName: 'Probe',
  }
  const loaded = await its.as('system', (tx) => loadPeople(tx, { persons: [person] }, { simulated: true }))
  const id = loaded.persons.get('p') as Id<'person'>
  const row = its.file(team, { person_id: id, ...(lead && { reach: 'own', manager_id: lead.actor.userId }) })
  await its.add(row)
  const owner = { kind: 'cases.file', id: row.id, controllerId: row.controller_id } as const
  const scan = { name: 'Bescheid.txt', bytes: Buffer.from('Bescheid'), owner }
  const documents = scans ? [{ file: await its.as('system', (tx) => storeFile(tx, null, scan)) }] : []
  return { id: row.id, person: id, team, former: null, lead, documents }
}

async function agree(of: File, to: TeamKey): Promise<Id<'transfer-basis'>> {
  const consent = {
    key: 'b',
    kind: 'consent',
    controllerId: its.organisation(controllerOf(of.team)),
    personId: of.person,
    recipientId: its.organisation(to),
    purpose: 'benefitsApplication',
    categories: ['household'],
    givenOn: addDays(today, -3),
    validUntil: addDays(today, 100),
  } as const
  return await its.as(
    'system',
    async (tx) => [...(await loadBases(tx, [consent], { simulated: true, today })).values()][0]!,
  )
}

async function share(basis: Basis, until: Day): Promise<Share> {
  const from = basis.of.team
  const manager = managers.get(from)!
  const [document] = basis.of.lead ? [] : basis.of.documents
  const id = await its.as(manager, (tx) =>
    offerHandover(
      tx,
      manager,
      {
        interfaceId: between,
        toOrganisationId: its.organisation(basis.to),
        municipalityId: null,
        targetGroup: null,
        occurredOn: today,
        originId: basis.of.id,
        content: [{ category: 'household', label: 'Haushalt', lines: ['2 Erwachsene'], basisId: basis.id }],
        documents: document ? [{ fileId: document.file, category: 'household', basisId: basis.id }] : [],
        reads: { until, toFirstAppointment: false },
      } as never,
      setting,
    ),
  )
  return { id, from, basis, hasDocument: document !== undefined, until, isWithdrawn: false }
}

/** What the database shows of this world in one breath, past every function of the rooms. */
async function rowsOf(tx: Tx, { files, bases, shares }: World) {
  const { rows } = await sql<{ what: string; id: string }>`
    SELECT 'file' AS what, id::text FROM case_file WHERE id = ANY (${files.map(({ id }) => id)}::uuid[])
    UNION ALL SELECT 'person', id::text FROM person WHERE id = ANY (${files.map(({ person }) => person)}::uuid[])
    UNION ALL SELECT 'basis', id::text FROM transfer_basis WHERE id = ANY (${bases.map(({ id }) => id)}::uuid[])
    UNION ALL SELECT 'proof', basis_id::text FROM transfer_basis_proof WHERE basis_id = ANY (${bases.map(({ id }) => id)}::uuid[])
    UNION ALL SELECT 'share', id::text FROM handover WHERE id = ANY (${shares.map(({ id }) => id)}::uuid[])
    UNION ALL SELECT side, handover_id::text FROM handover_content WHERE handover_id = ANY (${shares.map(({ id }) => id)}::uuid[])
    UNION ALL SELECT 'document', handover_id::text FROM handover_document WHERE handover_id = ANY (${shares.map(({ id }) => id)}::uuid[])
    UNION ALL SELECT 'bytes', file_id::text FROM stored_file_content
      WHERE file_id = ANY (${files.flatMap(({ documents }) => documents.map(({ file }) => file))}::uuid[])`.execute(tx)
  return rows.map(({ what, id }) => `${what} ${id}`).sort()
}

/** The same by the model. */
function modelled(member: Member, { files, bases, shares }: World): string[] {
  const seen = [
    ...files.filter((file) => readsFile(member, file)).map(({ id }) => `file ${id}`),
    ...files.filter((file) => seesPerson(member, file)).map(({ person }) => `person ${person}`),
    ...bases.filter((basis) => seesBasis(member, basis)).map(({ id }) => `basis ${id}`),
    ...bases.filter((basis) => seesPerson(member, basis.of)).map(({ id }) => `proof ${id}`),
    ...shares.filter((one) => seesShare(member, one)).map(({ id }) => `share ${id}`),
    ...(['sender', 'receiver'] as const).flatMap((side) =>
      shares.filter((one) => readsCopy(member, side, one)).map(({ id }) => `${side} ${id}`),
    ),
    ...shares
      .filter((one) => one.hasDocument && (readsCopy(member, 'sender', one) || readsCopy(member, 'receiver', one)))
      .map(({ id }) => `document ${id}`),
    ...files
      .filter((file) => readsFile(member, file))
      .flatMap(({ documents }) => documents.map(({ file }) => `bytes ${file}`)),
  ]
  return seen.sort()
}

/** What the rooms' own queries give. */
async function queried(tx: Tx, actor: Actor, { files, shares }: World) {
  const ids = files.map(({ id }) => id)
  const cases =
    ids.length === 0
      ? []
      : await visibleCases(tx, actor).select('case_file.id').where('case_file.id', 'in', ids).execute()
  const persons =
    ids.length === 0
      ? []
      : await visiblePersons(tx, actor)
          .select('person.id')
          .where(
            'person.id',
            'in',
            files.map(({ person }) => person),
          )
          .execute()
  const found = [...cases.map(({ id }) => `file ${id}`), ...persons.map(({ id }) => `person ${id}`)]
  for (const one of shares) {
    const opened = await getOpened(tx, actor, one.id).catch(() => undefined)
    if (!opened) continue
    found.push(`share ${one.id}`)
    const { items, documents } = await readContent(tx, actor, opened, today)
    if (items.some(({ lines }) => lines.length > 0)) found.push(`items ${one.id}`)
    if (documents.length > 0) found.push(`document ${one.id}`)
  }
  for (const { file } of files.flatMap(({ documents }) => documents))
    if (await readFile(tx, file).then(Boolean, () => false)) found.push(`bytes ${file}`)
  return found.sort()
}

function modelledQueries(member: Member, world: World): string[] {
  const rows = modelled(member, world).filter((row) => /^(file|person|share|bytes) /.test(row))
  const readable = world.shares.filter((one) => readsItems(member, one))
  return [
    ...rows,
    ...readable.map(({ id }) => `items ${id}`),
    ...readable.filter(({ hasDocument }) => hasDocument).map(({ id }) => `document ${id}`),
  ].sort()
}

test('whatever happened, everybody sees what a simple model says, by the queries and by the rows themselves', {
  timeout: 240_000,
}, async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 7 }),
      fc.array(which, { minLength: 1, maxLength: 1 }),
      async (steps, looking) => {
        const world = await begin()
        const first: Step = { kind: 'open', team: 'north', lead: null, scan: true }
        for (const one of [first, ...steps]) await play(world, one)
        // Whom the steps were about look first: they are where it goes wrong.
        const moved = members.filter(({ team, home, standsInFor }) => team !== home || standsInFor.length > 0)
        for (const member of new Set([...moved.slice(0, 1), ...looking.map((at) => pick(members, at)!)])) {
          const actor = { ...member.actor, roles: rolesOf(member) }
          await its.as(actor, async (tx) => {
            expect(await rowsOf(tx, world)).toEqual(modelled(member, world))
            expect(await queried(tx, actor, world)).toEqual(modelledQueries(member, world))
          })
          compared++
        }
      },
    ),
    { numRuns: 220 },
  )
  expect(compared).toBeGreaterThan(250)
})
