import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { moveGap } from './actions/move.ts'
import { addEvidence, type GapInput, noteGap } from './actions/note.ts'
import { type GapState, isOpen, type Priority } from './domain/states.ts'
import { freezeEvidence, questionOf } from './evidence.ts'
import { type Gap, getGap } from './queries/gaps.ts'
import type { CloserKind } from './tables.ts'
import { readGapWords } from './words.ts'

/** A gap of the demo and how far it has come. */
export interface PlayedGap {
  readonly input: GapInput
  readonly until: GapState
  readonly priority?: Priority
  readonly dueOn?: Day
  readonly closer?: { readonly kind: CloserKind; readonly id: string }
  readonly note?: string
}

type Setting = Pick<PageRequest, 'db' | 'tx' | 'tenant' | 'actor' | 'clock'>

/** The way to a state; each step is taken as a member takes it. */
const ways: Readonly<Record<GapState, readonly GapState[]>> = {
  suspected: [],
  confirmed: ['confirmed'],
  prioritised: ['confirmed', 'prioritised'],
  closing: ['confirmed', 'prioritised', 'closing'],
  // The last step is somebody else's: confirmGaps.
  closed: ['confirmed', 'prioritised', 'closing'],
  notClosable: ['confirmed', 'notClosable'],
  rejected: ['rejected'],
}

/**
 * Notes gaps through the real actions, with insight's figures as evidence. Returns the ids of all by their titles, and of
 * those that somebody else has to find closed. The needs that the figures count must have been committed.
 */
export async function playGaps(
  request: Setting,
  gaps: readonly PlayedGap[],
): Promise<{ readonly ids: ReadonlyMap<string, Id<'gap'>>; readonly reported: readonly Id<'gap'>[] }> {
  const { tx, actor, clock, tenant } = request
  const setting = { today: clock.today(), demo: tenant.demo }
  const words = await readGapWords(tx, actor, 'de', clock.today())
  const ids = new Map<string, Id<'gap'>>()
  const reported: Id<'gap'>[] = []
  for (const { input, until, priority = 'medium', dueOn, closer, note } of gaps) {
    const { id } = await noteGap(tx, actor, setting, input)
    ids.set(input.title, id)
    const gap = () => getGap(tx, actor, id)
    if (until !== 'suspected') {
      const shown = await freezeEvidence(request, input.topic, questionOf(await gap(), words))
      if (shown) await addEvidence(tx, actor, await gap(), shown.id)
    }
    for (const to of ways[until])
      await moveGap(tx, actor, setting, await gap(), {
        to,
        priority,
        dueOn,
        closer,
        note: isOpen(to) ? undefined : note,
      })
    if (until === 'closed') reported.push(id)
  }
  return { ids, reported }
}

/** Finds gaps closed, as the second person. */
export async function confirmGaps(
  { tx, actor, clock, tenant }: Setting,
  ids: readonly Id<'gap'>[],
): Promise<readonly Gap['id'][]> {
  for (const id of ids)
    await moveGap(tx, actor, { today: clock.today(), demo: tenant.demo }, await getGap(tx, actor, id), { to: 'closed' })
  return ids
}
