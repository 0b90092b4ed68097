import type { Unpacked } from '../report.ts'
import type { ReadRequest } from '../request.ts'
import type { TextSource } from '../source.ts'
import { Tallies } from '../tallies.ts'
import type { TimeOptions } from '../times.ts'
import { Window, withLine } from '../window.ts'
import { Document } from './document.ts'

/** Reads an XES log (IEEE 1849). Memory grows with the attributes that are read, not with the file. */
export async function readXes(text: TextSource, request: ReadRequest, times: TimeOptions): Promise<Unpacked> {
  const document = new Document(request, times, new Tallies(), text.strict)
  const window = new Window(text.bytes)
  try {
    await withLine(
      async () => {
        do {
          await window.fill()
          document.take(window)
        } while (!window.ended)
      },
      () => document.line,
    )
  } finally {
    await window.close()
  }
  const byte = text.offset === undefined ? undefined : text.offset + window.offset + window.end
  return document.finish(byte)
}
