/** Loading what the two sides of a hand-over have besides its steps: contents, messages, the change of jurisdiction. */
import type { Day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { NewJurisdictionChange, SharedItem } from './content.ts'
import type { Outcome, Purpose } from './domain.ts'
import { insertRows } from './rows.ts'

/** The two-sided life of a hand-over that is loaded. */
export interface LifeData {
  readonly kind?: Purpose
  /** The file it was offered from; opaque here. */
  readonly originId?: string
  readonly reference?: string
  readonly sentBy?: Id<'user'>
  readonly assignedTo?: Id<'user'>
  readonly replyBy?: Day
  readonly readsUntil?: Day
  readonly outcome?: Outcome
  readonly after?: { readonly until: Day; readonly norm: string }
  readonly content?: readonly SharedItem[]
  readonly note?: string
  readonly messages?: readonly MessageData[]
  readonly jurisdictionChange?: NewJurisdictionChange & { readonly acknowledgedOn?: Day }
}

export interface MessageData {
  readonly by: 'sender' | 'receiver'
  readonly kind: 'question' | 'answer' | 'note'
  readonly body: string
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  readonly authorId?: Id<'user'>
}

/** Between whom it is. */
interface Sides {
  readonly fromOrganisationId: Id<'organisation'>
  readonly toOrganisationId: Id<'organisation'>
  readonly fromControllerId: Id<'organisation'>
  readonly toControllerId: Id<'organisation'>
}

/** A hand-over whose row has been made. */
export interface Life {
  readonly data: Sides
  readonly life: LifeData
  readonly id: Id<'handover'>
  /** When its row was made, as text. */
  readonly at: string
}

/** The columns of a hand-over that only those with a life fill. */
export function lifeColumns(life: LifeData | undefined, toControllerId: Id<'organisation'>) {
  return {
    kind: life?.kind ?? null,
    to_controller_id: life ? toControllerId : null,
    origin_id: (life?.originId ?? null) as Id<'case'> | null,
    receiving_case_id: null,
    reference: life?.reference ?? null,
    sent_by: life?.sentBy ?? null,
    assigned_to: life?.assignedTo ?? null,
    reply_by: life?.replyBy ?? null,
    reads_until: life?.readsUntil ?? null,
    reads_to_first: null,
    outcome: life?.outcome ?? null,
    after_until: life?.after?.until ?? null,
    after_norm: life?.after?.norm ?? null,
  }
}

/** Contents, messages and changes of jurisdiction of hand-overs whose rows stand. */
export async function insertLives(tx: Tx, lives: readonly Life[]): Promise<void> {
  await insertRows(tx, 'handover_content', lives.flatMap(contentRows))
  await insertRows(tx, 'handover_message', lives.flatMap(messageRows))
  await insertRows(tx, 'handover_jurisdiction_change', lives.flatMap(changeRows))
}

function contentRows({ life, data, id, at }: Life) {
  if (!life.content && !life.note) return []
  return (['sender', 'receiver'] as const).map((side) => ({
    handover_id: id,
    side,
    controller_id: side === 'sender' ? data.fromControllerId : data.toControllerId,
    items: life.content ?? [],
    note: life.note ?? null,
    created_at: at,
  }))
}

const messageRows = ({ life, data, id }: Life) =>
  (life.messages ?? []).map(({ by, kind, body, at, authorId }) => ({
    id: newId<'handover-message'>(at),
    handover_id: id,
    controller_id: by === 'sender' ? data.fromControllerId : data.toControllerId,
    organisation_id: by === 'sender' ? data.fromOrganisationId : data.toOrganisationId,
    author_id: authorId ?? null,
    kind,
    body,
    created_at: new Date(at).toISOString(),
  }))

const changeRows = ({ life: { jurisdictionChange: change }, data, id, at }: Life) =>
  change
    ? [
        {
          handover_id: id,
          controller_id: data.fromControllerId,
          from_jurisdiction_id: change.fromId,
          to_jurisdiction_id: change.toId,
          effective_on: change.effectiveOn,
          open_items: change.openItems ?? null,
          acknowledged_on: change.acknowledgedOn ?? null,
          acknowledged_by: null,
          created_at: at,
        },
      ]
    : []
