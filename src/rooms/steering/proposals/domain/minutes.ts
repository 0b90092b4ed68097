import { createHash } from 'node:crypto'
import type { DecisionKind } from './states.ts'

/** Who attended: an office and a function, never a name. */
export interface Attendee {
  readonly organisation: string
  /** `Leitung`, `Vertretung`; may be empty. */
  readonly office: string
}

export interface MinutesDecision {
  readonly proposal: number
  readonly kind: DecisionKind
  readonly text: string
  readonly reason: string | null
  readonly responsible: string | null
  readonly dueOn: string | null
  readonly interimOn: string | null
  readonly deferredUntil: string | null
  readonly votes: { readonly yes: number; readonly no: number; readonly abstained: number } | null
}

export interface MinutesItem {
  /** Id of the agenda item; null for what was added in the meeting. */
  readonly itemId: string | null
  readonly number: string | null
  readonly title: string
  /** What the office wrote; paragraphs divided by empty lines. */
  readonly text: string
  readonly decisions: readonly MinutesDecision[]
}

export interface MinutesContent {
  readonly attendees: readonly Attendee[]
  readonly items: readonly MinutesItem[]
}

/**
 * The minutes as the agenda and the decisions stand now, with what was written kept: texts follow their items, items that
 * left the agenda stay when something was written under them.
 */
export function composedAnew(
  known: MinutesContent | undefined,
  attendees: readonly Attendee[],
  items: readonly Omit<MinutesItem, 'text'>[],
): MinutesContent {
  const texts = new Map(known?.items.map((item) => [item.itemId, item.text]))
  const there = new Set(items.map(({ itemId }) => itemId))
  return {
    attendees: known?.attendees ?? attendees,
    items: [
      ...items.map((item) => ({ ...item, text: texts.get(item.itemId) ?? '' })),
      ...(known?.items ?? []).filter(({ itemId, text }) => !there.has(itemId) && text !== ''),
    ],
  }
}

/** Attendees as typed, one a line: `Jobcenter; Leitung`. Empty lines are passed over. */
export const attendeesFrom = (typed: string): Attendee[] =>
  typed
    .split('\n')
    .map((line) => line.split(';').map((part) => part.trim()))
    .filter(([organisation]) => organisation)
    .map(([organisation = '', ...rest]) => ({ organisation, office: rest.join('; ') }))

/** The reverse, for the form. */
export const typedAttendees = (attendees: readonly Attendee[]): string =>
  attendees.map(({ organisation, office }) => (office ? `${organisation}; ${office}` : organisation)).join('\n')

/** SHA-256 over what was released, in hexadecimal: the same content gives the same sum, whatever the order of its keys. */
export const checksumOf = (content: MinutesContent): string =>
  createHash('sha256').update(canonical(content)).digest('hex')

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
      .join(',')}}`
  return JSON.stringify(value)
}
