/** What the beginning of a file shows it to be. `zip` is also XLSX and ODS, `excel` is XLS. */
export const kinds = [
  'xml',
  'csv',
  'json',
  'gzip',
  'zip',
  'pdf',
  'excel',
  'parquet',
  'sqlite',
  'bzip2',
  'xz',
  'zstd',
  'binary',
] as const

export type Kind = (typeof kinds)[number]

const magics: readonly (readonly [Kind, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['excel', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
]

/** Tells what a file is by its first bytes, never by its name. Text must be in an encoding that contains ASCII. */
export function identify(head: Uint8Array): Kind {
  for (const [kind, magic] of magics) if (magic.every((byte, i) => head[i] === byte)) return kind
  let controls = 0
  for (const byte of head) {
    if (byte === 0) return 'binary'
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) controls++
  }
  if (controls * 50 > head.length) return 'binary'
  const start = new TextDecoder().decode(head.subarray(0, 1024)).trimStart()
  if (/^<(\?xml|!--|!DOCTYPE|[A-Za-z_][\w.-]*[\s:/>])/i.test(start)) return 'xml'
  if (/^[[{]\s*["{[]/.test(start)) return 'json'
  return 'csv'
}

/** A Unicode encoding by its byte order mark, or UTF-16 by the zero bytes of its ASCII letters. */
export function unicodeOf(head: Uint8Array): { encoding: 'utf-8' | 'utf-16le' | 'utf-16be'; mark: number } | undefined {
  const [a, b, c] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 }
  const pairs = Math.min(head.length, 1024) >> 1
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  if (pairs >= 4 && even === 0 && odd > pairs / 2) return { encoding: 'utf-16le', mark: 0 }
  if (pairs >= 4 && odd === 0 && even > pairs / 2) return { encoding: 'utf-16be', mark: 0 }
  return undefined
}

/** The encoding that an XML declaration names, in lower case. */
export function declaredEncoding(head: Uint8Array): string | undefined {
  const start = String.fromCharCode(...head.subarray(0, 256))
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(start)?.[1]?.toLowerCase()
}
