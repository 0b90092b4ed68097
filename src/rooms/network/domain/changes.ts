/** One field of a record before and after: what the history of a record is made of. */
export interface FieldChange {
  /** Name of the field as in the form; its label stands in the messages. */
  readonly field: string
  /** Which of several, where a record has many: the member, the day from which a name holds, the title of a source. */
  readonly of?: string | null
  readonly before: FieldValue
  readonly after: FieldValue
}

/** A value as a history keeps it: names instead of ids, so that it can still be read when the other record has changed. */
export type FieldValue = string | number | boolean | null | readonly string[]

export type FieldValues = Readonly<Record<string, FieldValue>>

/** The fields that differ, in the order of `after`. Empty when nothing has changed. */
export function changesBetween(before: FieldValues, after: FieldValues): FieldChange[] {
  return Object.entries(after)
    .filter(([field, value]) => !same(before[field] ?? null, value))
    .map(([field, value]) => ({ field, before: before[field] ?? null, after: value }))
}

/**
 * What several changes of one record amount to, oldest first: each field from its first old value to its last new one.
 * A field that came back to where it was is left out.
 */
export function combined(changes: readonly FieldChange[]): FieldChange[] {
  const net = new Map<string, FieldChange>()
  for (const change of changes) {
    const which = JSON.stringify([change.field, change.of])
    const first = net.get(which)
    net.set(which, first ? { ...first, after: change.after } : change)
  }
  return [...net.values()].filter(({ before, after }) => !same(before, after))
}

function same(a: FieldValue, b: FieldValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
