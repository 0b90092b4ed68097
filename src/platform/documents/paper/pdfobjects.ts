/** Reading the objects of a PDF that the typesetter made, and writing changed ones behind it (PDF 32000-1, 7.5.6). */

/** The body of an object, between `n 0 obj` and `endobj`. */
export type Objects = ReadonlyMap<number, string>

/** All objects, as latin1: one letter is one byte. */
export function objectsOf(pdf: Uint8Array): Objects {
  const found = new Map<number, string>()
  const text = Buffer.from(pdf).toString('latin1')
  for (const [, number, body = ''] of text.matchAll(/\n(\d+) 0 obj\n(.*?)\nendobj/gs)) found.set(Number(number), body)
  return found
}

export function objectOf(objects: Objects, number: number): string {
  const body = objects.get(number)
  if (body === undefined) throw new Error(`The PDF has no object ${number}`)
  return body
}

/** The number that a pattern finds last: what counts stands in the trailer. */
export function numberIn(text: string, pattern: RegExp): number {
  const found = [...text.matchAll(new RegExp(pattern.source, 'g'))].at(-1)?.[1]
  if (found === undefined) throw new Error(`The PDF has no ${pattern.source}`)
  return Number(found)
}

export function streamOf(body: string): string {
  const start = body.search(/stream\r?\n/)
  return body.slice(body.indexOf('\n', start) + 1, body.lastIndexOf('endstream')).replace(/\r?\n$/, '')
}

/** The same file with newer versions of some objects, as an incremental update. */
export function withChanged(pdf: Uint8Array, changed: ReadonlyMap<number, Buffer>): Buffer {
  const file = Buffer.from(pdf)
  const text = file.toString('latin1')
  const trailer = text.slice(text.lastIndexOf('trailer'))
  const root = numberIn(text, /\/Root (\d+) 0 R/)
  const size = numberIn(text, /\/Size (\d+)/)
  const start = numberIn(text, /startxref\s+(\d+)\s+%%EOF\s*$/)
  const id = /\/ID \[[^\]]*\]/.exec(trailer)?.[0] ?? ''
  const info = /\/Info \d+ 0 R/.exec(trailer)?.[0] ?? ''

  const parts: Buffer[] = [file, Buffer.from('\n')]
  let length = file.length + 1
  const entries: string[] = []
  for (const [number, body] of [...changed].sort(([one], [other]) => one - other)) {
    entries.push(`${number} 1\n${String(length).padStart(10, '0')} 00000 n \n`)
    const object = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    parts.push(object)
    length += object.length
  }
  parts.push(
    Buffer.from(
      `xref\n${entries.join('')}trailer\n<<\n/Size ${size}\n/Root ${root} 0 R\n${info}\n${id}\n/Prev ${start}\n>>\nstartxref\n${length}\n%%EOF\n`,
      'latin1',
    ),
  )
  return Buffer.concat(parts)
}
