import { addDays, type Day } from '../../kernel/day.ts'
import { Invalid, NotFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { RoleKey } from '../access/index.ts'
import type { AccessTables } from '../access/tables.ts'
import { record } from '../audit/index.ts'
import { ChangedMeanwhile } from '../http/changed.ts'
import type { Doing } from '../identity/doing.ts'
import { insertGrants } from '../identity/grants.ts'
import { namesOf } from '../identity/members.ts'
import type { IdentityTables } from '../identity/tables.ts'
import { hashOf } from '../identity/tokens.ts'
import { newProgramToken } from './programs.ts'
import { getProgram } from './queries.ts'
import type { ApiTables } from './tables.ts'

/** The longest time a program may be let in before somebody looks again, in days. */
export const longestDays = 366

export interface NewProgram {
  readonly name: string
  readonly organisationId: Id<'organisation'>
  readonly controllerId: Id<'organisation'>
  readonly role: RoleKey
  readonly scopes: readonly string[]
  readonly validTo: Day
}

/** Lets a program in, as a member of its own with one role for one organisation. Returns its token, which nobody can read again. */
export async function admitProgram(
  doing: Doing,
  input: NewProgram,
): Promise<{ readonly id: Id<'program'>; readonly token: string }> {
  const { tx, actor, clock } = doing
  const now = clock.now()
  const today = clock.today()
  demandEnd(input.validTo, today)
  const memberId = newId<'user'>(now)
  await tx
    .withTables<IdentityTables>()
    .insertInto('membership')
    .values({
      id: memberId,
      // Of no account: nobody can sign in with it.
      account_id: newId<'account'>(now),
      name: input.name,
      email: null,
      organisation_id: input.organisationId,
      controller_id: input.controllerId,
      invited_at: new Date(now),
      accepted_at: new Date(now),
      deactivated_at: null,
      changed_at: new Date(now),
      changed_by: actor.userId,
    })
    .execute()
  const grant = {
    role: input.role,
    place: null,
    validFrom: today,
    validTo: input.validTo,
    source: 'hand',
    reason: null,
    grantedBy: actor.userId,
    awaitsSecond: false,
  } as const
  await insertGrants(tx, memberId, [grant], now)
  const id = newId<'program'>(now)
  const token = newProgramToken()
  await tx
    .withTables<ApiTables>()
    .insertInto('program_access')
    .values({
      id,
      member_id: memberId,
      name: input.name,
      scopes: [...input.scopes],
      ...kept(token),
      valid_to: input.validTo,
      created_at: new Date(now),
      created_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'api.program-admitted',
    subject: id,
    subjectKind: 'program',
    details: { role: input.role, organisation: input.organisationId, scopes: input.scopes, until: input.validTo },
  })
  return { id, token }
}

/** A new token, until a new day; the old one is worth nothing from now on. */
export async function renewProgram(doing: Doing, id: string, version: number, validTo: Day): Promise<string> {
  const { tx, actor, clock } = doing
  const now = clock.now()
  demandEnd(validTo, clock.today())
  const program = await programToChange(doing, id, version)
  const token = newProgramToken()
  await tx
    .withTables<ApiTables>()
    .updateTable('program_access')
    .set({ ...kept(token), valid_to: validTo, renewed_at: new Date(now), version: version + 1 })
    .where('id', '=', program.id)
    .execute()
  await closeGrants(doing, program.memberId)
  const grant = {
    role: program.role,
    place: null,
    validFrom: clock.today(),
    validTo,
    source: 'hand',
    reason: null,
    grantedBy: actor.userId,
    awaitsSecond: false,
  } as const
  await insertGrants(tx, program.memberId, [grant], now)
  await record(tx, actor, {
    event: 'api.program-renewed',
    subject: program.id,
    subjectKind: 'program',
    details: { until: validTo },
  })
  return token
}

/** Ends a program's access at once. What it did stays under its name. */
export async function endProgram(doing: Doing, id: string, version: number): Promise<void> {
  const { tx, actor, clock } = doing
  const program = await programToChange(doing, id, version)
  const at = new Date(clock.now())
  await tx
    .withTables<ApiTables>()
    .updateTable('program_access')
    .set({ ended_at: at, ended_by: actor.userId, version: version + 1 })
    .where('id', '=', program.id)
    .execute()
  await closeGrants(doing, program.memberId)
  await tx
    .withTables<IdentityTables>()
    .updateTable('membership')
    .set({ deactivated_at: at })
    .where('id', '=', program.memberId)
    .execute()
  await record(tx, actor, { event: 'api.program-ended', subject: program.id, subjectKind: 'program' })
}

async function programToChange(doing: Doing, id: string, version: number) {
  const program = await getProgram(doing.tx, id, doing.clock.today())
  if (program.state === 'ended') throw new NotFound('program')
  if (program.version !== version) {
    const by = program.createdBy
    const names = await namesOf(doing.tx, by ? [by] : [])
    throw new ChangedMeanwhile((by && names.get(by)) || '–', program.renewedAt ?? program.createdAt)
  }
  return program
}

async function closeGrants({ tx, actor, clock }: Doing, memberId: Id<'user'>): Promise<void> {
  await tx
    .withTables<AccessTables>()
    .updateTable('membership_role')
    .set({ revoked_at: new Date(clock.now()), revoked_by: actor.userId })
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .execute()
}

function demandEnd(validTo: Day, today: Day): void {
  if (validTo < today) throw new Invalid([{ field: 'validTo', code: 'in-the-past' }])
  if (validTo > addDays(today, longestDays)) throw new Invalid([{ field: 'validTo', code: 'program-too-long' }])
}

const kept = (token: string) => ({ token_hash: hashOf(token), token_hint: token.slice(-4) })
