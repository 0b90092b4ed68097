import type { Id } from '../../../kernel/ids.ts'
import { type NewCheck, planCheck } from './actions/plan.ts'
import { confirmVerdict, tellVerdict } from './actions/tell.ts'
import { type Asking, freezeVerdict } from './figures.ts'
import { getCheck } from './queries/checks.ts'

/** An effect check of the demo; `told`: its verdict is established from the figures of the day. */
export interface PlayedCheck extends NewCheck {
  readonly told: boolean
}

const settingOf = ({ clock, tenant }: Asking) => ({ today: clock.today(), demo: tenant.demo })

/**
 * Plans checks and establishes verdicts through the real actions, from insight's figures. Returns the ids of those that
 * somebody else has to find right. The hand-overs that the figures count must have been committed.
 */
export async function playEffects(
  request: Asking,
  checks: readonly PlayedCheck[],
): Promise<readonly Id<'effectCheck'>[]> {
  const { tx, actor } = request
  const established: Id<'effectCheck'>[] = []
  for (const { told, ...input } of checks) {
    const id = await planCheck(tx, actor, settingOf(request), input)
    if (!told) continue
    const check = await getCheck(tx, actor, id)
    const found = await freezeVerdict({ ...request, locale: 'de' }, check)
    if (!found) continue
    await tellVerdict(tx, actor, settingOf(request), check, found)
    established.push(id)
  }
  return established
}

/** Finds verdicts right, as the second person. */
export async function confirmEffects(request: Asking, ids: readonly Id<'effectCheck'>[]): Promise<void> {
  const { tx, actor } = request
  for (const id of ids) await confirmVerdict(tx, actor, settingOf(request), await getCheck(tx, actor, id))
}
