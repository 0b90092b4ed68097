import type { Day } from '../../kernel/day.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { asPlatform } from '../access/acting.ts'
import type { Actor } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import type { Room } from '../room.ts'
import { controllersWith } from './controllers.ts'
import { dueBefore, type Rule } from './domain.ts'
import type { DueCount, RetentionKind } from './kind.ts'
import { type Preview, previewKind } from './preview.ts'
import { type ControllerId, readRule } from './rules.ts'
import { listOpenRuns, type Run } from './runs.ts'

/** A kind of data of one controller, and how it stands today. */
export interface Place {
  readonly kind: RetentionKind
  readonly controllerId: ControllerId
  readonly rule: Rule
  /** Due today, or all there are where nothing is ever due. */
  readonly now: DueCount
  readonly run: Run | undefined
}

/** Whether this person sees the data of every controller: administration and data protection do. */
function seesAll(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.some((role) => role === 'administrator' || role === 'dataProtection')
}

/** Every kind of every controller that the actor sees, with what is due today. */
export async function listPlaces(
  tx: Tx,
  actor: Actor,
  kinds: readonly RetentionKind[],
  today: Day,
): Promise<readonly Place[]> {
  const runs = await listOpenRuns(tx)
  return await asPlatform(tx, async () => {
    const places: Place[] = []
    for (const kind of kinds) {
      for (const controllerId of await controllersWith(tx, kind)) {
        if (!seesAll(actor) && controllerId !== null && controllerId !== actor.controllerId) continue
        const rule = await readRule(tx, kind, controllerId)
        const run = runs.find((one) => one.kind === kind.key && one.controllerId === controllerId)
        places.push({ kind, controllerId, rule, now: await countNow(tx, kind, controllerId, rule, today), run })
      }
    }
    return places
  })
}

async function countNow(
  tx: Tx,
  kind: RetentionKind,
  controllerId: ControllerId,
  { period }: Rule,
  today: Day,
): Promise<DueCount> {
  // Where nothing is ever due, all that there are: a period of no days counted from the day after tomorrow.
  const before = period ? dueBefore(period, today) : new Date(Date.parse(`${today}T00:00:00Z`) + 2 * 86_400_000)
  return (await kind.count?.(tx, { before, controllerId })) ?? { count: 0, oldest: null }
}

/** One kind of one controller; throws NotFound for what there is not or what the actor does not see. */
export async function getPlace(
  tx: Tx,
  actor: Actor,
  kinds: readonly RetentionKind[],
  key: string,
  controller: string | null,
): Promise<{ readonly kind: RetentionKind; readonly controllerId: ControllerId; readonly rule: Rule }> {
  const kind = kinds.find((one) => one.key === key)
  if (!kind) throw new NotFound('kind of data')
  const controllerId = (controller || null) as Id<'organisation'> | null
  if (!seesAll(actor) && controllerId !== null && controllerId !== actor.controllerId) throw new NotFound('controller')
  return await asPlatform(tx, async () => {
    const known = await controllersWith(tx, kind)
    if (!known.includes(controllerId)) throw new NotFound('controller')
    return { kind, controllerId, rule: await readRule(tx, kind, controllerId) }
  })
}

/** What a run of today would do, read as the platform. */
export async function previewFor(
  tx: Tx,
  kind: RetentionKind,
  controllerId: ControllerId,
  rule: Rule,
  today: Day,
): Promise<Preview | undefined> {
  return await asPlatform(tx, () => previewKind(tx, kind, controllerId, rule, today))
}

/** Names of the organisations that answer for data, by id. */
export async function controllerNames(
  tx: Tx,
  actor: Actor,
  rooms: readonly Room[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const room of rooms) {
    for (const { id, name } of (await room.organisations?.(tx, actor)) ?? []) names.set(id, name)
  }
  return names
}
