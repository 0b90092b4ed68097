import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { getHandover, handoversOf } from '../../journeys/index.ts'
import { type CourseDomain, domainOfLaw } from '../course/domain/kinds.ts'
import { goalsOf } from '../work/plan/queries.ts'
import type { FindingWords } from './words.ts'

/** Where a hurdle is reported from, as the address says it. */
export interface Place {
  readonly kind: 'handover' | 'interface' | 'step'
  readonly id: string
}

export function readPlace(at: string | null): Place | undefined {
  const match = /^(handover|interface|step)[.-]([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(at ?? '')
  return match ? { kind: match[1] as Place['kind'], id: match[2] as string } : undefined
}

/**
 * The interface at a place: its own, or for a step that of the open hand-over in the same part of life. Undefined where
 * nothing says it; whoever reports chooses then.
 */
export async function interfaceAt(
  { tx, actor, today }: { readonly tx: Tx; readonly actor: Actor; readonly today: Day },
  place: Place | undefined,
  caseId: string,
  words: FindingWords,
): Promise<string | undefined> {
  if (place?.kind === 'interface') return place.id
  if (!place || !may(actor, 'journeys.hand-over')) return undefined
  if (place.kind === 'handover') return await interfaceOf(tx, actor, place.id)
  const goal = (await goalsOf(tx, caseId)).find(({ steps }) => steps.some(({ id }) => id === place.id))
  const open = (await handoversOf(tx, actor, caseId)).filter(({ endedOn }) => endedOn === null || endedOn >= today)
  const near = open.find(({ interfaceId }) => {
    const domain = domainOfLaw(words.interfaceOf(interfaceId)?.toJurisdictionKey ?? null)
    return domain !== null && goal !== undefined && topicOf[domain] === goal.lifeDomain
  })
  return near?.interfaceId
}

/** A hand-over out of sight has none. */
async function interfaceOf(tx: Tx, actor: Actor, id: string): Promise<string | undefined> {
  try {
    return (await getHandover(tx, actor, id as Id<'handover'>)).interfaceId
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}

/** Keys of the codelist of life domains, by row of the Verlauf. */
export const topicOf: Readonly<Record<CourseDomain, string>> = {
  residence: 'residence',
  livelihood: 'livelihood',
  housing: 'housing',
  language: 'language',
  school: 'education',
  work: 'work',
  childcare: 'family',
  health: 'health',
}
