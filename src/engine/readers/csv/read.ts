import type { Unpacked } from '../report.ts'
import type { ReadRequest } from '../request.ts'
import type { TextSource } from '../source.ts'
import { Tallies } from '../tallies.ts'
import type { TimeOptions } from '../times.ts'
import { Body } from './body.ts'
import { chooseColumns } from './columns.ts'
import { readHead } from './head.ts'

/** Reads a CSV. Memory grows with the columns that are read, not with the file. */
export async function readCsv(text: TextSource, request: ReadRequest, times: TimeOptions): Promise<Unpacked> {
  const head = readHead(text, request)
  const columns = chooseColumns(head.header, head.sample, request, head.line)
  const body = new Body(head, columns, request, times, new Tallies(), text.strict)
  await body.read(text.bytes)
  return body.finish()
}
