/**
 * Typst tags every PDF, but its WebAssembly build offers no way to ask for the PDF/UA-1 identification. This adds it, as
 * its native build writes it: the title in the window and `pdfuaid:part` in the metadata, as an incremental update (PDF
 * 32000-1, 7.5.6). What the standard asks of the content is kept by the template and by plan.ts, and the tests look at it.
 */
export function markAsUniversal(pdf: Uint8Array): Uint8Array {
  const file = Buffer.from(pdf)
  const text = file.toString('latin1')
  const root = field(text, /\/Root (\d+) 0 R/)
  const size = field(text, /\/Size (\d+)/)
  const start = field(text, /startxref\s+(\d+)\s+%%EOF\s*$/)
  const id = /\/ID \[[^\]]*\]/.exec(text.slice(text.lastIndexOf('trailer')))?.[0] ?? ''
  const info = /\/Info \d+ 0 R/.exec(text.slice(text.lastIndexOf('trailer')))?.[0] ?? ''

  const catalogue = objectAt(text, root)
  const metadata = field(catalogue, /\/Metadata (\d+) 0 R/)
  const shown = catalogue.includes('/DisplayDocTitle')
    ? catalogue
    : catalogue.includes('/ViewerPreferences <<')
      ? catalogue.replace('/ViewerPreferences <<', '/ViewerPreferences <<\n    /DisplayDocTitle true')
      : catalogue.replace('/Type /Catalog', '/Type /Catalog\n  /ViewerPreferences << /DisplayDocTitle true >>')

  const packet = streamOf(objectAt(text, metadata))
  const identified = Buffer.from(
    packet.replace(
      '</rdf:Description>',
      '<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part></rdf:Description>',
    ),
    'latin1',
  )
  const parts: Buffer[] = [file, Buffer.from('\n')]
  const length = () => parts.reduce((sum, part) => sum + part.length, 0)
  const places = new Map<number, number>()
  places.set(root, length())
  parts.push(Buffer.from(shown, 'latin1'), Buffer.from('\n'))
  places.set(metadata, length())
  parts.push(
    Buffer.from(`${metadata} 0 obj\n<<\n/Length ${identified.length}\n/Type /Metadata\n/Subtype /XML\n>>\nstream\n`),
    identified,
    Buffer.from('\nendstream\nendobj\n'),
  )
  const table = length()
  const entries = [...places]
    .sort(([one], [other]) => one - other)
    .map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`)
  parts.push(
    Buffer.from(
      `xref\n${entries.join('')}trailer\n<<\n/Size ${size}\n/Root ${root} 0 R\n${info}\n${id}\n/Prev ${start}\n>>\nstartxref\n${table}\n%%EOF\n`,
      'latin1',
    ),
  )
  return Buffer.concat(parts)
}

/** The last match: what counts stands in the trailer. */
function field(text: string, pattern: RegExp): number {
  const found = [...text.matchAll(new RegExp(pattern.source, 'g'))].at(-1)?.[1]
  if (found === undefined) throw new Error(`The PDF has no ${pattern.source}`)
  return Number(found)
}

function objectAt(text: string, number: number): string {
  const start = text.lastIndexOf(`\n${number} 0 obj`) + 1
  const end = text.indexOf('endobj', start)
  if (start === 0 || end < 0) throw new Error(`The PDF has no object ${number}`)
  return text.slice(start, end + 'endobj'.length)
}

function streamOf(object: string): string {
  const start = object.search(/stream\r?\n/)
  return object.slice(object.indexOf('\n', start) + 1, object.lastIndexOf('endstream')).replace(/\r?\n$/, '')
}
