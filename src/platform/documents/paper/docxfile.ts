import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Day } from '../../../kernel/day.ts'

/**
 * The same paper as the same bytes: the library writes the present instant into the properties and running names for its
 * links and marks, and the archive carries the time of each part.
 */
export function steady(docx: Uint8Array, createdOn: Day): Uint8Array {
  const parts = unzipSync(docx)
  const names = new Map<string, string>()
  const marks = new Map<string, number>()
  const markNumbers = (xml: string) =>
    xml.replace(/(<w:bookmark(?:Start|End)\b[^>]*?w:id=")([^"]*)/g, (_, before: string, id: string) => {
      if (!marks.has(id)) marks.set(id, marks.size + 1)
      return before + marks.get(id)
    })
  const steadyNames = (xml: string) =>
    xml.replace(/\brId[\w-]*[A-Za-z_-][\w-]*/g, (name) => {
      if (!names.has(name)) names.set(name, `rIdLink${names.size + 1}`)
      return names.get(name) ?? name
    })
  const written: Record<string, Uint8Array> = {}
  for (const name of Object.keys(parts).sort()) {
    const bytes = parts[name] as Uint8Array
    if (name === 'docProps/core.xml') {
      written[name] = strToU8(
        strFromU8(bytes).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${createdOn}T00:00:00Z`),
      )
    } else if (/^word\/(?:document|_rels\/document)\.xml/.test(name)) {
      written[name] = strToU8(markNumbers(steadyNames(strFromU8(bytes))))
    } else written[name] = bytes
  }
  // An archive knows the time of its machine and not its zone: built from parts, it is the same everywhere.
  const [year = 1980, month = 1, day = 1] = createdOn.split('-').map(Number)
  return zipSync(written, { level: 6, mtime: new Date(Math.max(1980, year), month - 1, day) })
}
