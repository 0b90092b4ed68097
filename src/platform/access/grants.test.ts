/** What is valid on a day, said by the rule of the house in a few lines, by the actor and by the database. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, type Day, day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { asOwner, inTenant, sql, type Tx } from '../database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../database/testing.ts'
import { insertGrants, plainGrant } from '../identity/grants.ts'
import { currentActor, startSession } from '../identity/sessions.ts'
import { addMember } from '../identity/testing.ts'
import { actAs, readAs } from './acting.ts'
import { oneYearAfter } from './granting.ts'
import { guardedRoles, type RoleKey, roleKeys } from './roles.ts'
import type { AccessTables } from './tables.ts'

const today = day('2026-11-16')
const around = fc.integer({ min: -3, max: 3 }).map((days) => addDays(today, days))

interface Given {
  readonly who: number
  readonly role: RoleKey
  readonly place: number
  readonly from: Day
  readonly to: Day | null
  readonly revoked: boolean
  readonly awaits: boolean
}

const given: fc.Arbitrary<Given> = fc
  .record({
    who: fc.integer({ min: 0, max: 2 }),
    role: fc.constantFrom(...roleKeys),
    place: fc.integer({ min: 0, max: 2 }),
    from: around,
    length: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
    revoked: fc.boolean().map((yes) => yes && true),
    awaits: fc.boolean(),
  })
  .map(({ length, role, from, ...rest }) => {
    const to = length === null ? (role === 'partner' ? oneYearAfter(from) : null) : addDays(from, length)
    return { ...rest, role, from, to, revoked: rest.revoked && length === 0 }
  })

interface Passing {
  readonly absent: number
  readonly substitute: number
  readonly from: Day
  readonly length: number
  readonly guarded: boolean
  readonly ended: boolean
}

const passing: fc.Arbitrary<Passing> = fc
  .record({
    absent: fc.integer({ min: 0, max: 2 }),
    substitute: fc.integer({ min: 0, max: 2 }),
    from: around,
    length: fc.integer({ min: 0, max: 4 }),
    guarded: fc.boolean(),
    ended: fc.boolean(),
  })
  .filter(({ absent, substitute }) => absent !== substitute)

/** The rule of the house: own grants of the day, and those of the absent where there are own ones. */
function expected(
  world: { grants: readonly Given[]; passed: readonly Passing[]; away: readonly boolean[] },
  who: number,
) {
  const own = (member: number) =>
    world.away[member]
      ? []
      : world.grants.filter(
          (one) =>
            one.who === member &&
            !one.revoked &&
            !one.awaits &&
            one.from <= today &&
            (one.to === null || one.to >= today),
        )
  if (own(who).length === 0) return []
  const theirs = world.passed
    .filter(
      (one) => one.substitute === who && !one.ended && one.from <= today && addDays(one.from, one.length) >= today,
    )
    .flatMap((one) => own(one.absent).filter(({ role }) => one.guarded || !guardedRoles.includes(role)))
  return [...own(who), ...theirs]
}

describe('grants and substitutions of any three members', () => {
  let test_: TestDatabase
  beforeAll(async () => {
    test_ = await testDatabase()
  })
  afterAll(() => test_.close())

  test('actor.roles is what is valid on the day, and the database says the same', async () => {
    const world = fc.record({
      grants: fc.array(given, { maxLength: 8 }),
      passed: fc.array(passing, { maxLength: 4 }),
      away: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()).map((flags) => flags.map((flag) => flag && false)),
    })
    await fc.assert(
      fc.asyncProperty(world, fc.nat(2), async (made, who) => {
        const undo = new Error('undo')
        await inTenant(test_.db, test_.tenant, 'system', async (tx) => {
          await check(tx, made, who)
          throw undo
        }).catch((error) => {
          if (error !== undo) throw error
        })
      }),
      { numRuns: 40 },
    )
  })

  async function check(tx: Tx, made: Parameters<typeof expected>[0], who: number): Promise<void> {
    const now = Date.parse('2026-11-16T08:00:00Z')
    const home = newId<'organisation'>()
    const places = [null, newId<'organisation'>(), newId<'organisation'>()]
    const members = [0, 1, 2].map(() => anActor([], { organisationId: home, controllerId: home }))
    for (const member of members) await addMember(tx, member)
    for (const one of made.grants) {
      const place = places[one.place]
      const [id] = await insertGrants(
        tx,
        members[one.who]!.userId,
        [
          {
            ...plainGrant(one.role, one.from),
            validTo: one.to,
            place: place ? { organisationId: place, controllerId: place } : null,
            awaitsSecond: one.awaits,
          },
        ],
        now,
      )
      if (one.revoked) await sql`UPDATE membership_role SET revoked_at = now() WHERE id = ${id}`.execute(tx)
    }
    for (const one of made.passed) {
      const setBy = newId<'user'>()
      await tx
        .withTables<AccessTables>()
        .insertInto('substitution')
        .values({
          id: newId<'substitution'>(),
          absent_id: members[one.absent]!.userId,
          substitute_id: members[one.substitute]!.userId,
          valid_from: one.from,
          valid_to: addDays(one.from, one.length),
          reason_code: 'absence',
          includes_guarded: one.guarded,
          set_at: new Date(now),
          set_by: setBy,
          ended_at: one.ended ? new Date(now) : null,
          ended_by: one.ended ? setBy : null,
        })
        .execute()
    }
    const member = members[who]!
    await tx
      .withTables<{ account: Record<string, unknown> }>()
      .insertInto('account')
      .values({ id: member.accountId, email: `${member.accountId}@kreis.test`, created_at: new Date(now) })
      .execute()
    const token = await startSession(tx, test_.tenant, member.accountId, 'password', now, 'totp')
    const open = expected(made, who)
    const session = await currentActor(tx, test_.tenant, token, now, today)
    const organisations = [home, ...places.filter((place) => place !== null)]
    const at = (place: number) => (places[place] as Id<'organisation'> | null) ?? home
    for (const organisationId of organisations) {
      const roles = [
        ...new Set(open.filter(({ place }) => at(place) === organisationId).map(({ role }) => role)),
      ].sort()
      const capacity = session?.capacities.find((one) => one.organisationId === organisationId)
      expect([...(capacity?.roles ?? [])].sort()).toEqual(roles)
      await actAs(tx, { userId: member.userId, organisationId, controllerId: organisationId }, today)
      // What actAs keeps is written out there, and must say what the function says that it stands for.
      const { rows } = await sql<{ roles: string[]; kept: string[]; granted: string[] }>`
        SELECT access_actor_roles() AS roles, string_to_array(current_setting('app.roles'), ',') AS kept,
          access_granted_roles() AS granted`.execute(tx)
      const [said] = rows
      expect([said!.roles, said!.kept, said!.granted].map((list) => [...list].sort())).toEqual([roles, roles, roles])
    }
    if (session) expect(session.actor.roles).toEqual(session.capacity.roles)
    else expect(open).toEqual([])
  }

  test('closes what is over in the policies too, and nobody gives themselves a role', async () => {
    const lead = anActor(['lead'])
    const administrator = anActor(['administrator'])
    await inTenant(test_.db, test_.tenant, 'system', async (tx) => {
      await addMember(tx, lead)
      await addMember(tx, administrator)
    })
    const tries = async (who: typeof lead, work: (tx: Tx) => Promise<unknown>) =>
      await inTenant(test_.db, test_.tenant, who, work).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      )
    const renew = (id: string) => (tx: Tx) =>
      sql`UPDATE membership SET name = 'Neu' WHERE id = ${id} RETURNING 1`.execute(tx)
    expect(
      ((await inTenant(test_.db, test_.tenant, lead, renew(administrator.userId))) as { rows: [] }).rows,
    ).toHaveLength(0)
    expect(
      ((await inTenant(test_.db, test_.tenant, administrator, renew(lead.userId))) as { rows: [] }).rows,
    ).toHaveLength(1)
    const give = (to: Id<'user'>) => (tx: Tx) => insertGrants(tx, to, [plainGrant('council', today)], 0)
    expect(await tries(administrator, give(lead.userId))).toBe('done')
    expect(await tries(administrator, give(administrator.userId))).toBe('42501')
    expect(await tries(lead, give(administrator.userId))).toBe('42501')
    // The same person for an organisation that nothing is granted for.
    const elsewhere = { ...administrator, organisationId: newId<'organisation'>() }
    expect(await tries(elsewhere, give(lead.userId))).toBe('42501')
    // Yesterday was the last day.
    await inTenant(test_.db, test_.tenant, 'system', (tx) =>
      sql`UPDATE membership_role SET valid_to = current_date - 1 WHERE member_id = ${administrator.userId}`.execute(tx),
    )
    expect(await tries(administrator, give(lead.userId))).toBe('42501')
  })

  test('other eyes count for administrators only, in a transaction that cannot write', async () => {
    const administrator = anActor(['administrator'])
    const lead = anActor(['lead'])
    await inTenant(test_.db, test_.tenant, 'system', async (tx) => {
      await addMember(tx, administrator)
      await addMember(tx, lead)
    })
    const rolesOf = async (tx: Tx) =>
      (await sql<{ roles: string[] }>`SELECT access_actor_roles() AS roles`.execute(tx)).rows[0]!.roles
    const look = (who: typeof lead, work: (tx: Tx) => Promise<unknown>) =>
      inTenant(test_.db, test_.tenant, who, async (tx) => {
        await readAs(tx, { ...who, roles: ['caseManager'] })
        return await work(tx)
      })
    expect(await look(administrator, rolesOf)).toEqual(['caseManager'])
    expect(await look(lead, rolesOf)).toEqual([])
    await expect(look(administrator, (tx) => sql`UPDATE membership SET name = 'X'`.execute(tx))).rejects.toMatchObject({
      code: '25006',
    })
    // Without the transaction that only reads, the context alone opens nothing.
    const claimed = inTenant(test_.db, test_.tenant, administrator, async (tx) => {
      await sql`SET LOCAL "app"."view_roles" = 'caseManager'`.execute(tx)
      return await rolesOf(tx)
    })
    expect(await claimed).toEqual([])
    const handover = look(administrator, (tx) =>
      sql<{ of: null }>`SELECT journeys_actor_organisation() AS of`.execute(tx).then(({ rows }) => rows[0]?.of),
    )
    expect(await handover).toBeNull()
  })

  test('nothing asks the columns any more that the grants have replaced', async () => {
    const { rows } = await asOwner(test_.db, (tx) =>
      sql<{ what: string }>`
        SELECT pg_describe_object(d.classid, d.objid, d.objsubid) AS what
        FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.refobjid = ${`${test_.tenant.schema}.membership`}::regclass AND a.attname IN ('roles', 'valid_from', 'valid_to')
          AND d.classid <> 'pg_attrdef'::regclass AND d.classid <> 'pg_constraint'::regclass
      `.execute(tx),
    )
    expect(rows).toEqual([])
  })
})
