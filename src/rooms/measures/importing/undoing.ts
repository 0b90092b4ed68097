import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { ImportKind, TakenRow } from '../../../platform/importing/index.ts'
import { changeMeasure, withdrawMeasure } from '../actions/measures.ts'
import { correctState } from '../actions/states.ts'
import { findMeasure } from '../queries/measures.ts'
import { statesOf } from '../queries/states.ts'
import type { Setting } from '../recording.ts'
import { inputOf } from './domain/input.ts'
import type { PresentMeasure } from './domain/present.ts'
import { presentMeasures } from './register.ts'
import { setConcepts } from './writing.ts'

const undoReason = 'Import zurückgenommen'

/** What the import created leaves the register, what it changed says again what it said; unless somebody changed it since. */
export async function undoMeasure(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  { id, version, former }: TakenRow<PresentMeasure>,
): ReturnType<ImportKind['undo']> {
  const measure = await findMeasure(tx, actor, id as Id<'measure'>, setting.today)
  if (!measure) return { code: 'gone' }
  if (measure.version !== version) return { code: 'changed' }
  if (former) await putBack(tx, actor, setting, measure.id, measure.version, former)
  else await withdrawMeasure(tx, actor, setting, measure.id)
  return undefined
}

async function putBack(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: Id<'measure'>,
  version: number,
  former: PresentMeasure,
): Promise<void> {
  const [now] = await presentMeasures(tx, actor, [id], setting.today)
  if (!now) return
  await changeMeasure(tx, actor, setting, id, inputOf(former.values), version)
  const standing = { ...now.standing, ...former.standing }
  await setConcepts(tx, actor, setting, id, former.values.concepts, { values: now.values, standing }, true)
  if (now.values.state === former.values.state && now.values.stalled === former.values.stalled) return
  const wrong = (await statesOf(tx, id)).at(-1)
  if (!wrong) return
  await correctState(tx, actor, setting, id, {
    number: wrong.number,
    state: former.values.state,
    stalled: former.values.stalled,
    since: wrong.since,
    reason: former.values.reason ?? undoReason,
  })
}
