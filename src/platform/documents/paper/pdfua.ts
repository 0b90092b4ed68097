import { arabicAsRead, type RightToLeft } from './pdfarabic.ts'
import { numberIn, type Objects, objectOf, objectsOf, streamOf, withChanged } from './pdfobjects.ts'

/**
 * Typst tags every PDF, but its WebAssembly build offers no way to ask for the PDF/UA-1 identification. This adds it, as
 * its native build writes it: the title in the window and `pdfuaid:part` in the metadata. What the standard asks of the content
 * is kept by the template and by plan.ts, for texts in Arabic letters by pdfarabic.ts, and the tests look at it.
 */
export function markAsUniversal(pdf: Uint8Array, passages?: RightToLeft): Uint8Array {
  const objects = objectsOf(pdf)
  return withChanged(pdf, new Map([...identification(pdf, objects), ...arabicAsRead(objects, passages)]))
}

function identification(pdf: Uint8Array, objects: Objects): Map<number, Buffer> {
  const root = numberIn(Buffer.from(pdf).toString('latin1'), /\/Root (\d+) 0 R/)
  const catalogue = objectOf(objects, root)
  const metadata = numberIn(catalogue, /\/Metadata (\d+) 0 R/)
  const shown = catalogue.includes('/DisplayDocTitle')
    ? catalogue
    : catalogue.includes('/ViewerPreferences <<')
      ? catalogue.replace('/ViewerPreferences <<', '/ViewerPreferences <<\n    /DisplayDocTitle true')
      : catalogue.replace('/Type /Catalog', '/Type /Catalog\n  /ViewerPreferences << /DisplayDocTitle true >>')
  const identified = Buffer.from(
    streamOf(objectOf(objects, metadata)).replace(
      '</rdf:Description>',
      '<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part></rdf:Description>',
    ),
    'latin1',
  )
  return new Map([
    [root, Buffer.from(shown, 'latin1')],
    [
      metadata,
      Buffer.concat([
        Buffer.from(`<<\n/Length ${identified.length}\n/Type /Metadata\n/Subtype /XML\n>>\nstream\n`),
        identified,
        Buffer.from('\nendstream'),
      ]),
    ],
  ])
}
