import type { FileKind } from './kinds.ts'

const longest = 120

/** Endings that say the same kind. */
const endings: Readonly<Partial<Record<FileKind, readonly string[]>>> = {
  jpeg: ['jpeg', 'jpg'],
  txt: ['txt', 'text', 'md', 'log'],
}

/**
 * The name a file is kept under: without folders, control signs and signs that turn the direction of writing (which can
 * make `gpj.exe` look like `exe.jpg`), at most 120 signs, with the ending of what the file is. Never empty.
 */
export function cleanName(given: string, kind: FileKind): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const dot = plain.lastIndexOf('.')
  const ending = dot > 0 ? plain.slice(dot + 1).toLowerCase() : ''
  const known = (endings[kind] ?? [kind]).includes(ending)
  const stem = known ? plain.slice(0, dot) : plain
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)?$/i.test(stem) ? `${stem}_` : stem
  const tail = `.${known ? ending : kind}`
  return [...safe].slice(0, longest - tail.length).join('') + tail
}
