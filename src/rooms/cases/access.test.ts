import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { addDays } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { tables, teamCases, visibleCases } from './access.ts'
import { type CaseRow, controllerOf, type TeamKey, teamKeys, testCases, today } from './testing.ts'

const its = await testCases()
afterAll(its.close)

const roleSets = [
  ['caseManager'],
  ['coordinator'],
  ['caseManager', 'coordinator'],
  ['intake'],
  ['immigrationOffice'],
  ['municipality'],
  ['dataProtection', 'administrator'],
] as const satisfies readonly (readonly RoleKey[])[]

interface Opened {
  readonly case_id: Id<'case'>
  readonly user_id: Id<'user'>
  readonly open: boolean
}

interface World {
  readonly actors: readonly { readonly actor: Actor; readonly team: TeamKey; readonly standsInFor: readonly Actor[] }[]
  readonly files: readonly CaseRow[]
  readonly opened: readonly Opened[]
}

/** The model: who reads a file, said once more in plain words and without a database. */
function reads({ actor, standsInFor }: World['actors'][number], file: CaseRow, opened: readonly Opened[]): boolean {
  if (opened.some((one) => one.open && one.case_id === file.id && one.user_id === actor.userId)) return true
  if (!actor.roles.includes('caseManager') || file.controller_id !== actor.controllerId) return false
  if (file.former_organisation_id === actor.organisationId && file.after_until !== null && file.after_until >= today)
    return true
  return writes({ actor, standsInFor }, file)
}

function writes(
  { actor, standsInFor }: Pick<World['actors'][number], 'actor' | 'standsInFor'>,
  file: CaseRow,
): boolean {
  if (!actor.roles.includes('caseManager')) return false
  if (file.controller_id !== actor.controllerId || file.organisation_id !== actor.organisationId) return false
  return file.reach === 'team' || [actor, ...standsInFor].some(({ userId }) => userId === file.manager_id)
}

const aTeam = fc.constantFrom(...teamKeys)
const aWorld = fc.record({
  members: fc.array(fc.record({ team: aTeam, roles: fc.constantFrom(...roleSets) }), { minLength: 2, maxLength: 5 }),
  files: fc.array(
    fc.record({
      team: aTeam,
      manager: fc.nat(9),
      own: fc.boolean(),
      former: fc.option(fc.record({ team: aTeam, days: fc.integer({ min: -2, max: 2 }) })),
      closed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  opened: fc.array(fc.record({ file: fc.nat(9), member: fc.nat(9), open: fc.boolean() }), { maxLength: 4 }),
  standIns: fc.array(fc.record({ absent: fc.nat(9), substitute: fc.nat(9) }), { maxLength: 2 }),
  /** Somebody changes team after all of that. */
  moves: fc.array(fc.record({ member: fc.nat(9), team: aTeam }), { maxLength: 2 }),
})

async function build(plan: typeof aWorld extends fc.Arbitrary<infer T> ? T : never): Promise<World> {
  const actors: { actor: Actor; team: TeamKey; standsInFor: Actor[] }[] = []
  for (const { team, roles } of plan.members)
    actors.push({ actor: await its.member(roles, team), team, standsInFor: [] })
  const pick = (at: number) => actors[at % actors.length]!
  const files = plan.files.map(({ team, manager, own, former, closed }) => {
    const formerly = former && former.team !== team ? former : null
    return its.file(team, {
      manager_id: pick(manager).actor.userId,
      reach: own ? 'own' : 'team',
      former_organisation_id: formerly && its.organisation(formerly.team),
      after_until: formerly && addDays(today, formerly.days),
      after_norm: formerly && 'Art. 6 Abs. 1 Buchst. e DSGVO',
      ...(closed && { phase: 'closed' as const, closed_on: today, closure_reason: 'goalsReached' }),
    })
  })
  await its.add(...files)
  const opened = plan.opened.map(({ file, member, open }) => ({
    case_id: files[file % files.length]!.id,
    user_id: pick(member).actor.userId,
    open,
  }))
  const now = Date.now()
  for (const { case_id, user_id, open } of opened) {
    const from = open ? now : now - 7_200_000
    await its.as('system', (tx) =>
      tables(tx)
        .insertInto('case_opening')
        .values({
          id: newId<'opening'>(),
          case_id,
          controller_id: files.find(({ id }) => id === case_id)!.controller_id,
          user_id,
          kind: 'supervision',
          reason: 'Dienstaufsicht, Beschwerde',
          opened_at: new Date(from),
          until: new Date(from + 3_600_000),
        })
        .execute(),
    )
  }
  for (const { absent, substitute } of plan.standIns) {
    const [gone, here] = [pick(absent), pick(substitute)]
    if (gone === here || here.standsInFor.includes(gone.actor)) continue
    await its.standIn(here.actor, gone.actor)
    here.standsInFor.push(gone.actor)
  }
  for (const { member, team } of plan.moves) {
    const one = pick(member)
    one.actor = await its.changeTeam(one.actor, team)
  }
  return { actors, files, opened }
}

describe('who reads and who writes a file', () => {
  test('as a simple model says, in the database and through the visible scope, whatever happens', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(aWorld, async (plan) => {
        const world = await build(plan)
        const ids = world.files.map(({ id }) => id)
        for (const one of world.actors) {
          // Whoever stands in for a case manager has that role for that team too; the gate hands over the roles of today.
          const granted = await grantedTo(one.actor)
          const actor = { ...one.actor, roles: granted }
          const expected = world.files
            .filter((file) => reads({ ...one, actor }, file, world.opened))
            .map(({ id }) => id)
          const own = world.files.filter((file) => writes({ ...one, actor }, file)).map(({ id }) => id)
          const seen = await its.as(actor, async (tx) => ({
            raw: (await tables(tx).selectFrom('case_file').select('id').where('id', 'in', ids).execute()).map(
              ({ id }) => id,
            ),
            scoped: (
              await visibleCases(tx, actor).select('case_file.id').where('case_file.id', 'in', ids).execute()
            ).map(({ id }) => id),
            team: granted.includes('caseManager')
              ? (await teamCases(tx, actor).select('case_file.id').where('case_file.id', 'in', ids).execute()).map(
                  ({ id }) => id,
                )
              : [],
            changed: Number(
              (
                await tables(tx)
                  .updateTable('case_file')
                  .set({ next_due_on: today })
                  .where('id', 'in', ids)
                  .executeTakeFirst()
              ).numUpdatedRows,
            ),
          }))
          expect(new Set(seen.raw)).toEqual(new Set(expected))
          expect(new Set(seen.scoped)).toEqual(new Set(expected))
          expect(new Set(seen.team)).toEqual(new Set(own))
          expect(seen.changed).toBe(own.length)
        }
      }),
      { numRuns: 80 },
    )
  })

  async function grantedTo(actor: Actor): Promise<readonly RoleKey[]> {
    const { rows } = await its.as(actor, (tx) =>
      sql<{ roles: RoleKey[] }>`SELECT access_actor_roles() AS roles`.execute(tx),
    )
    return rows[0]?.roles ?? []
  }

  test('nobody opens a file of another controller, nor in the name of somebody else, nor with a kind that is not theirs', async () => {
    const [manager, coordinator, intake] = [
      await its.member(['caseManager'], 'north'),
      await its.member(['coordinator'], 'district'),
      await its.member(['intake'], 'district'),
    ]
    const [own, foreign] = [its.file('south', { reach: 'own', manager_id: newId<'user'>() }), its.file('town')]
    await its.add(own, foreign)
    const open = (who: Actor, file: CaseRow, kind: 'supervision' | 'emergency' | 'conference', userId = who.userId) =>
      its.as(who, (tx) =>
        tables(tx)
          .insertInto('case_opening')
          .values({
            id: newId<'opening'>(),
            case_id: file.id,
            controller_id: who.controllerId!,
            user_id: userId,
            kind,
            reason: 'Anruf der Klinik, Fallführung nicht erreichbar',
            opened_at: new Date(),
            until: new Date(Date.now() + 3_600_000),
          })
          .execute(),
      )
    await expect(open(manager, foreign, 'emergency')).rejects.toThrow(/case_opening_case/)
    await expect(open(manager, own, 'supervision')).rejects.toThrow(/row-level security/)
    await expect(open(coordinator, own, 'emergency')).rejects.toThrow(/row-level security/)
    await expect(open(intake, own, 'emergency')).rejects.toThrow(/row-level security/)
    await expect(open(manager, own, 'emergency', coordinator.userId)).rejects.toThrow(/row-level security/)
    await expect(open(manager, own, 'conference')).rejects.toThrow(/row-level security/)
    await open(manager, own, 'emergency')
    await open(coordinator, own, 'supervision')
    for (const who of [manager, coordinator]) {
      const changed = await its.as(who, (tx) =>
        tables(tx).updateTable('case_file').set({ next_due_on: today }).where('id', '=', own.id).executeTakeFirst(),
      )
      expect(changed.numUpdatedRows, 'who opened a file reads it only').toBe(0n)
    }
  })

  test('an opening is never changed or taken back', async () => {
    const coordinator = await its.member(['coordinator'], 'district')
    await expect(
      its.as(coordinator, (tx) => sql`UPDATE case_opening SET until = now() + interval '1 year'`.execute(tx)),
    ).rejects.toThrow(/permission denied/)
    await expect(its.as('system', (tx) => sql`DELETE FROM case_opening`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })
})

test('controllers of teams are told apart', () => {
  expect(teamKeys.map(controllerOf)).toEqual(['district', 'district', 'town'])
})
