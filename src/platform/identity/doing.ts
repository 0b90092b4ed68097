import type { Clock } from '../../kernel/clock.ts'
import { Invalid } from '../../kernel/errors.ts'
import type { Actor } from '../access/index.ts'
import type { Tenant, Tx } from '../database/index.ts'
import { getMember, type Member } from './members.ts'

/** What every action on members, grants and substitutions needs to know. */
export interface Doing {
  readonly tx: Tx
  readonly tenant: Tenant
  readonly actor: Actor
  readonly clock: Clock
}

/** A member who stands for a person; the roles of a demo tenant stay as they are, or the next visitor would find none. */
export async function memberToChange(doing: Pick<Doing, 'tx' | 'clock'>, id: string): Promise<Member> {
  const member = await getMember(doing.tx, id, doing.clock.today())
  if (member.email === null) throw new Invalid([{ field: '', code: 'demo-role-fixed' }])
  return member
}
