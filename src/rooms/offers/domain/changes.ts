/** One field of an offer before and after: what its history is made of. */
export interface FieldChange {
  /** Name of the field as in the form; its label stands in the messages. */
  readonly field: string
  readonly before: FieldValue
  readonly after: FieldValue
}

/** A value as the history keeps it: names instead of ids, so that it can be read when the other record has changed. */
export type FieldValue = string | number | boolean | null | readonly string[]

/** The fields that differ, in the order of `after`. */
export function changesBetween(
  before: Readonly<Record<string, FieldValue>>,
  after: Readonly<Record<string, FieldValue>>,
): FieldChange[] {
  return Object.entries(after)
    .map(([field, value]) => ({ field, before: before[field] ?? null, after: value }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
}
