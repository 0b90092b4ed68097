import { unzipSync } from 'fflate'
import type { FileKind, FileRefusal } from './kinds.ts'

export type Sniffed = { readonly kind: FileKind } | { readonly refused: FileRefusal }

/** An archive may name so many files, and unpack to so many bytes and so many times its size. */
const mostEntries = 5_000
const mostUnpackedBytes = 200 * 1024 * 1024
const mostTimes = 200

/**
 * What a file is, by its content; the name only tells a table from a text. Refused are programs, what a browser would run
 * (HTML, SVG, scripts), documents with macros or with a template from elsewhere, office files of before 2007 (whose macros
 * cannot be told without running through them), and archives that unpack to more than a document is. Nothing is unpacked
 * but the small lists that say what an archive is.
 */
export function sniff(bytes: Uint8Array, name: string): Sniffed {
  if (bytes.length === 0) return { refused: 'file-empty' }
  if (begins(bytes, 0x4d, 0x5a) || begins(bytes, 0x7f, 0x45, 0x4c, 0x46) || begins(bytes, 0x23, 0x21))
    return { refused: 'file-executable' }
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { refused: 'file-old-office' }
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return { kind: 'pdf' }
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { kind: 'png' }
  if (begins(bytes, 0xff, 0xd8, 0xff)) return { kind: 'jpeg' }
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return sniffArchive(bytes)
  return sniffText(bytes, name)
}

const begins = (bytes: Uint8Array, ...signs: readonly number[]) => signs.every((sign, index) => bytes[index] === sign)

const officeTypes: readonly (readonly [type: string, kind: FileKind])[] = [
  ['wordprocessingml.document.main+xml', 'docx'],
  ['spreadsheetml.sheet.main+xml', 'xlsx'],
  ['presentationml.presentation.main+xml', 'pptx'],
]

const openTypes: Readonly<Record<string, FileKind>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
}

/** The few entries that are read, each at most this long. */
const lists = /^(\[Content_Types\]\.xml|mimetype|word\/_rels\/settings\.xml\.rels)$/
const longestList = 1024 * 1024

function sniffArchive(bytes: Uint8Array): Sniffed {
  const names: string[] = []
  let unpacked = 0
  let read: Record<string, Uint8Array>
  try {
    read = unzipSync(bytes, {
      filter(entry) {
        names.push(entry.name)
        unpacked += entry.originalSize
        return lists.test(entry.name) && entry.originalSize <= longestList && entry.size <= longestList
      },
    })
  } catch {
    return { refused: 'file-broken' }
  }
  if (names.length > mostEntries || unpacked > mostUnpackedBytes || unpacked > bytes.length * mostTimes)
    return { refused: 'file-bomb' }
  if (names.some((entry) => /(^|[/\\])\.\.([/\\]|$)|^[/\\]/.test(entry))) return { refused: 'file-broken' }
  const text = (entry: string) => (read[entry] ? new TextDecoder().decode(read[entry]) : '')
  const types = text('[Content_Types].xml')
  const open = openTypes[text('mimetype').trim()]
  if (names.some((entry) => /vbaProject|macrosheets\/|activeX\/|^(Basic|Scripts)\//i.test(entry)))
    return { refused: 'file-macros' }
  if (/macroEnabled|vbaProject|activeX/i.test(types)) return { refused: 'file-macros' }
  if (
    /attachedTemplate[^>]*TargetMode="External"|TargetMode="External"[^>]*attachedTemplate/.test(
      text('word/_rels/settings.xml.rels'),
    )
  )
    return { refused: 'file-macros' }
  if (names.some((entry) => /\.(exe|dll|js|vbs|scr|jar|bat|cmd|ps1)$/i.test(entry)))
    return { refused: 'file-executable' }
  const kind = officeTypes.find(([type]) => types.includes(type))?.[1] ?? open
  return kind ? { kind } : { refused: 'file-kind' }
}

function sniffText(bytes: Uint8Array, name: string): Sniffed {
  // Signs that no text has, in whatever coding; UTF-16 has zeros and is not taken.
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127))
    return { refused: 'file-kind' }
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 4096))
    .replace(/^\ufeff/, '')
    .trimStart()
  // A browser that guesses looks for tags anywhere near the beginning.
  if (/^<[!?a-z]/i.test(start) || /<(script|html|svg|iframe|body|object|embed)[\s>/]/i.test(start))
    return { refused: 'file-kind' }
  return { kind: /\.(csv|tsv)$/i.test(name) ? 'csv' : 'txt' }
}
