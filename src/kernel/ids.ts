/**
 * Ids. Version 7 (RFC 9562) inside the platform, because rows that are made together then lie together in an index;
 * version 4 wherever an id leaves the people's side, because version 7 tells the moment of its making.
 */
export type Id<Kind extends string> = string & { readonly __kind: Kind }

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A new id in the order of time. `now` is milliseconds since 1970 (UTC). */
export function newId<Kind extends string>(now: number = Date.now()): Id<Kind> {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 5, rest = now; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Kind>
}

/** A new id that tells nothing, for what leaves the people's side. */
export function newPublicId<Kind extends string>(): Id<Kind> {
  return crypto.randomUUID() as string as Id<Kind>
}

/** True for the text of a UUID in lower case. */
export function isId(text: string): boolean {
  return uuidPattern.test(text)
}
