import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
import { seeded } from '../../src/kernel/random.ts'

/** Generated logs, made once per size and kept in the folder for temporary files. Equal calls give equal bytes. */

export const kinds = ['csv-quoted', 'csv-plain', 'csv-local', 'csv-names', 'xes', 'xes-gzip'] as const
export type Kind = (typeof kinds)[number]

const activities = Array.from({ length: 30 }, (_, i) => {
  const name = ['Antrag eingegangen, Stufe', 'Bescheid versandt', 'Rückfrage an Träger', 'Termin vereinbart'][i % 4]
  return `${name} ${i}`
})

const hour = 3_600_000

/** The path of a log of about `bytes` bytes of text (before packing). */
export function logFile(kind: Kind, bytes: number): string {
  const folder = join(tmpdir(), 'nahtlos-bench-readers')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${kind}-${bytes}`)
  if (existsSync(path)) return path
  const file = openSync(`${path}.part`, 'w')
  for (const piece of kind.startsWith('xes') ? xes(bytes) : csv(kind, bytes)) {
    writeSync(file, kind === 'xes-gzip' ? gzipSync(piece, { level: constants.Z_DEFAULT_COMPRESSION }) : piece)
  }
  closeSync(file)
  renameSync(`${path}.part`, path)
  return path
}

export const sizeOf = (path: string) => statSync(path).size

/** 5,000 cases are under way at a time, as in a real export that is ordered by time. */
function* csv(kind: Kind, bytes: number): Iterable<Buffer> {
  const random = seeded(kind)
  const open: number[] = []
  let cases = 0
  let names = 0
  let time = Date.UTC(2022, 0, 1)
  let size = 0
  const quote = kind === 'csv-quoted' ? '"' : ''
  const fields = ['case:concept:name', 'concept:name', 'org:group', 'org:resource', 'time:timestamp']
  let piece = `${fields.map((field) => quote + field + quote).join(',')}\n`
  while (size < bytes) {
    if (open.length < 5000 || random.next() < 0.05) open.push(cases++)
    const at = random.int(open.length)
    const one = open[at] as number
    if (random.next() < 0.05) open[at] = open.pop() as number
    time += random.int(60_000)
    const name = kind === 'csv-names' ? `Schritt ${names++}` : (activities[random.int(30)] as string)
    const activity = quote ? name : name.replace(',', '')
    const moment = new Date(time + 2 * hour).toISOString()
    const shown = kind === 'csv-local' ? moment.slice(0, 19).replace('T', ' ') : moment.replace('Z', '+02:00')
    const row = [`Fall-${100_000 + one}`, activity, `Stelle ${random.int(12)}`, `Bearbeiter ${random.int(200)}`, shown]
    piece += `${row.map((value) => quote + value + quote).join(',')}\n`
    if (piece.length < 1 << 20) continue
    const done = Buffer.from(piece)
    size += done.length
    piece = ''
    yield done
  }
}

function* xes(bytes: number): Iterable<Buffer> {
  const random = seeded('xes')
  let cases = 0
  let begin = Date.UTC(2022, 0, 1)
  let size = 0
  let piece = `<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n\t<global scope="event">\n\t\t<string key="concept:name" value="UNKNOWN"/>\n\t</global>\n`
  const text = (key: string, value: string) => `\t\t\t<string key="${key}" value="${value}"/>\n`
  while (size < bytes) {
    begin += hour
    let time = begin
    piece += `\t<trace>\n\t\t<string key="concept:name" value="Fall-${100_000 + cases++}"/>\n`
    for (let event = 0; event < 20; event++) {
      time += random.int(24 * hour)
      const moment = new Date(time + 2 * hour).toISOString().replace('Z', '+02:00')
      piece += `\t\t<event>\n${text('org:group', `Stelle ${random.int(12)}`)}${text('concept:instance', `task-${random.int(1e6)}`)}${text('org:resource', `Bearbeiter ${random.int(200)}`)}\t\t\t<date key="time:timestamp" value="${moment}"/>\n${text('concept:name', activities[random.int(30)] as string)}${text('lifecycle:transition', 'complete')}\t\t</event>\n`
    }
    piece += '\t</trace>\n'
    if (piece.length < 1 << 20) continue
    const done = Buffer.from(piece)
    size += done.length
    piece = ''
    yield done
  }
  yield Buffer.from('</log>\n')
}
