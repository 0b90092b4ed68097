/**
 * What a record says at one time, as its versions keep it: flat fields by name, and parts (milestones, successions …) that
 * are rows of their own. Names stand instead of ids, so that a version can still be read when the other record has
 * changed. Two contents are compared field by field.
 */

export type FieldValue = string | number | boolean | null | readonly string[]

export interface Part {
  /** Tells rows apart over time, such as an id. */
  readonly id: string
  /** What people call it. */
  readonly label: string
  readonly values: Readonly<Record<string, FieldValue>>
}

export interface Content {
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly parts: Readonly<Record<string, readonly Part[]>>
  /** Keys behind the names in `fields`, for forms that are filled from a version. Not compared: names are what people read. */
  readonly keys?: Readonly<Record<string, FieldValue>>
}

/** One field before and after. */
export interface FieldChange {
  /** `title`, or `milestones.due` for a field of a part. */
  readonly field: string
  /** Which row of a part, by what it is called. */
  readonly of?: string
  /** Id of that row. */
  readonly row?: string
  readonly before: FieldValue
  readonly after: FieldValue
}

/**
 * What differs between two contents, in the order of the later one. A row that came or went shows as its values from or
 * to nothing. `before` undefined: the record did not exist.
 */
export function compare(before: Content | undefined, after: Content): FieldChange[] {
  const was = flat(before ?? { fields: {}, parts: {} })
  const is = flat(after)
  const changes: FieldChange[] = []
  for (const [key, now] of is) {
    const then = was.get(key)
    if (same(then?.value ?? null, now.value)) continue
    changes.push({ ...now.place, before: then?.value ?? null, after: now.value })
  }
  for (const [key, then] of was) {
    if (is.has(key) || same(then.value, null)) continue
    changes.push({ ...then.place, before: then.value, after: null })
  }
  return changes
}

/**
 * What several comparisons amount to, oldest first: comparing a with b and b with c, then combined, is comparing a with c.
 * A field that came back to where it was is left out.
 */
export function combined(changes: readonly FieldChange[]): FieldChange[] {
  const net = new Map<string, FieldChange>()
  for (const change of changes) {
    const which = JSON.stringify([change.field, change.row])
    const first = net.get(which)
    net.set(which, first ? { ...change, before: first.before } : change)
  }
  return [...net.values()].filter(({ before, after }) => !same(before, after))
}

interface Flat {
  readonly place: Pick<FieldChange, 'field' | 'of' | 'row'>
  readonly value: FieldValue
}

function flat({ fields, parts }: Content): Map<string, Flat> {
  const all = new Map<string, Flat>()
  for (const [field, value] of Object.entries(fields)) all.set(field, { place: { field }, value })
  for (const [part, rows] of Object.entries(parts))
    for (const { id, label, values } of rows)
      for (const [name, value] of Object.entries(values)) {
        const field = `${part}.${name}`
        all.set(JSON.stringify([field, id]), { place: { field, of: label, row: id }, value })
      }
  return all
}

/** Nothing and an empty list are the same to people. */
function same(a: FieldValue, b: FieldValue): boolean {
  return plain(a) === plain(b)
}

function plain(value: FieldValue): string {
  return JSON.stringify(Array.isArray(value) && value.length === 0 ? null : value)
}
