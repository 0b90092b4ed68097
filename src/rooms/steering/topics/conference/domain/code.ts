import { randomInt } from 'node:crypto'

/** Signs that people do not take for others on a projector: no 0 and O, 1 and I, L, U. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 6

/** The code of a conference: short enough to type. It opens nothing that is not shown on the projector. */
export const newConferenceCode = (): string =>
  Array.from({ length }, () => signs[randomInt(signs.length)] as string).join('')

/** A code as somebody typed it; undefined for what is none. */
export function readConferenceCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  return code.length === length && [...code].every((sign) => signs.includes(sign)) ? code : undefined
}
