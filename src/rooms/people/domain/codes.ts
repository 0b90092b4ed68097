/** Letters and digits that nobody confuses when they are said or read: no I, L, O, U, 0 and 1. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new code, `P-7K3M9Q` for a person, `F-…` for a family: random, so that it tells nothing and is safe to say. */
export function newCode(kind: 'P' | 'F'): string {
  let code = ''
  while (code.length < 6) {
    for (const byte of crypto.getRandomValues(new Uint8Array(12))) {
      // 240 is the largest multiple of 30 in a byte: every sign is equally likely.
      if (byte < 240 && code.length < 6) code += alphabet[byte % alphabet.length]
    }
  }
  return `${kind}-${code}`
}

/** The code in what somebody typed (`p 7k3m9q`), or undefined. Some names read like one. */
export function codeIn(text: string): string | undefined {
  const match = /^\s*([PF])[\s-]?([0-9A-Z]{6})\s*$/i.exec(text)
  return match ? `${match[1]?.toUpperCase()}-${match[2]?.toUpperCase()}` : undefined
}
