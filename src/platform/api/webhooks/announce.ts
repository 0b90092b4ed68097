import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../database/index.ts'
import { enqueue } from '../../jobs/index.ts'

/** Something that happened, for the programs of the organisations that it concerns. */
export interface News {
  /** `handover.accepted`; the room lists it in its contract. */
  readonly event: string
  readonly organisationIds: readonly Id<'organisation'>[]
  /** Ids and states. Never a person, a name or a content: whoever is told asks for those with a token. */
  readonly data: { readonly id: string } & Readonly<Record<string, string | number | null>>
}

export const tellJob = 'api.tell'

/** Tells programs of what happened, in the transaction of it: they hear of it exactly when it did. */
export async function announce(tx: Tx, news: News): Promise<void> {
  await enqueue(tx, tellJob, news)
}
