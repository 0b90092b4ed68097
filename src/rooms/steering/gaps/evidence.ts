import type { Id } from '../../../kernel/ids.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { type FrozenRelease, freeze, frozenRelease, oneGapFigures, readGaps, release } from '../../insight/index.ts'
import { evidenceOf, type Gap } from './queries/gaps.ts'
import type { GapWords } from './words.ts'

type Asking = Pick<PageRequest, 'db' | 'tx' | 'tenant' | 'actor' | 'clock'>

/**
 * Insight's figures of a gap, released for the steering group and frozen; undefined where nobody ever recorded such a need.
 * `query` narrows them as on insight's page: `town`, `group`, `language`, `period`. Throws NotReleased, Forbidden.
 */
export async function freezeEvidence(
  request: Asking,
  topic: string,
  query: URLSearchParams,
): Promise<FrozenRelease | undefined> {
  const { tx, actor, clock } = request
  const figures = oneGapFigures(await readGaps({ ...request, query }), topic)
  if (!figures) return undefined
  return await freeze(
    tx,
    actor,
    await release(figures, { kind: 'steering', tx, actor, event: 'steering.gap-figures' }),
    clock,
  )
}

/** The question that a gap puts to insight: its place, group and language. */
export function questionOf(
  { municipalityId, targetGroup, language }: Pick<Gap, 'municipalityId' | 'targetGroup' | 'language'>,
  words: Pick<GapWords, 'towns'>,
): URLSearchParams {
  const town = words.towns.find(({ id }) => id === (municipalityId as Id<'municipality'> | null))
  return new URLSearchParams({
    ...(town && { town: town.key }),
    ...(targetGroup !== null && { group: targetGroup }),
    ...(language !== null && { language }),
  })
}

/** Whether a release is one of a gap's figures. */
export const isOfGap = (release: FrozenRelease | undefined): release is FrozenRelease => release?.name === 'gap'

/** Whether something of the evidence shows days without an offer: a figure that may be seen, above nothing. */
export async function isShown(tx: PageRequest['tx'], actor: PageRequest['actor'], gap: Gap): Promise<boolean> {
  for (const id of await evidenceOf(tx, gap.id)) {
    const release = await frozenRelease(tx, actor, id)
    if (isOfGap(release) && (evidenceIn(release).unmetDays ?? 0) > 0) return true
  }
  return false
}

/** What one release says of the gap, for a list: figures that were withheld are undefined. */
export interface Evidence {
  readonly release: FrozenRelease
  readonly needs: number | undefined
  readonly open: number | undefined
  readonly unmetDays: number | undefined
}

/** The evidence of a gap that was reached, the newest first, as far as the actor may read the releases. */
export async function evidenceFor(request: Asking, gap: Gap): Promise<readonly Evidence[]> {
  const { tx, actor } = request
  const known: Evidence[] = []
  for (const id of await evidenceOf(tx, gap.id)) {
    const release = await frozenRelease(tx, actor, id)
    if (release) known.push(evidenceIn(release))
  }
  return known
}

function evidenceIn(release: FrozenRelease): Evidence {
  const row = (release.tables['gap']?.rows[0] ?? {}) as Readonly<Record<string, { value?: unknown } | undefined>>
  const number = (name: string) => {
    const value = row[name]?.value
    return typeof value === 'number' ? value : undefined
  }
  return { release, needs: number('needs'), open: number('open'), unmetDays: number('unmetDays') }
}
