import { Invalid } from '../../kernel/errors.ts'
import type { Bytes } from './source.ts'

/** The name of an encoding as the WHATWG Encoding Standard has it (`latin1` is `windows-1252` there); Invalid if unknown. */
export function encodingName(label: string): string {
  try {
    return new TextDecoder(label).encoding
  } catch {
    throw new Invalid([{ field: 'encoding', code: 'log.encoding.unknown', values: { encoding: label } }])
  }
}

/** A source in another encoding as UTF-8. What is not valid in it becomes U+FFFD. */
export async function* toUtf8(source: Bytes, encoding: string): Bytes {
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  for await (const piece of source) yield encoder.encode(decoder.decode(piece, { stream: true }))
  yield encoder.encode(decoder.decode())
}

/** A source without its first bytes. */
export async function* skip(source: Bytes, length: number): Bytes {
  let left = length
  for await (const piece of source) {
    if (left >= piece.length) left -= piece.length
    else {
      yield left > 0 ? piece.subarray(left) : piece
      left = 0
    }
  }
}
