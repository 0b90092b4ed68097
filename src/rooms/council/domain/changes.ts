/** One field of a record before and after: what its history is made of. */
export interface FieldChange {
  /** Name of the field as in the form; its label stands in the messages. */
  readonly field: string
  readonly before: FieldValue
  readonly after: FieldValue
}

export type FieldValue = string | number | boolean | null

/** The fields that differ, in the order of `after`. Empty when nothing has changed. */
export function changesBetween(
  before: Readonly<Record<string, FieldValue>>,
  after: Readonly<Record<string, FieldValue>>,
): FieldChange[] {
  return Object.entries(after)
    .filter(([field, value]) => (before[field] ?? null) !== value)
    .map(([field, value]) => ({ field, before: before[field] ?? null, after: value }))
}
