import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import { type EventLog, type LabelColumn, plainCodes } from '../../../engine/index.ts'

/**
 * A log in columns as bytes: a head in JSON (labels, sizes), then the numbers, deflated. About 4 bytes an event where times
 * repeat, 12 at most, against some 60 for rows of a table.
 */
interface Head {
  readonly size: number
  readonly dayOnly: boolean
  readonly columns: readonly { readonly name: string; readonly labels: readonly string[] }[]
}

const squeeze = promisify(deflate)
const expand = promisify(inflate)

/** Bytes a packed log may become again: more than two million events with all columns and their labels have. */
const largestUnpacked = 256 * 1024 * 1024

export async function packLog(log: EventLog): Promise<Buffer> {
  const columns = [['', log.cases] as const, [' ', log.activities] as const, ...log.attributes]
  const head: Head = {
    size: log.size,
    dayOnly: log.dayOnly !== undefined,
    columns: columns.map(([name, { labels }]) => ({ name, labels })),
  }
  const json = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(json.length)
  const numbers = columns.map(([, { codes }]) => bytesOf(plainCodes(codes)))
  return await squeeze(
    Buffer.concat([length, json, bytesOf(log.time), ...(log.dayOnly ? [log.dayOnly] : []), ...numbers]),
  )
}

export async function unpackLog(packed: Uint8Array): Promise<EventLog> {
  const bytes = await expand(packed, { maxOutputLength: largestUnpacked })
  const start = 4 + bytes.readUInt32LE(0)
  const head = JSON.parse(bytes.subarray(4, start).toString()) as Head
  let at = start
  // Copied, because typed arrays want their numbers at even places.
  const take = (length: number) => {
    const piece = new Uint8Array(bytes.subarray(at, at + length))
    at += length
    return piece
  }
  const time = new Float64Array(take(head.size * 8).buffer)
  const dayOnly = head.dayOnly ? take(head.size) : undefined
  const columns = head.columns.map(({ name, labels }): readonly [string, LabelColumn] => [
    name,
    { codes: new Int32Array(take(head.size * 4).buffer), labels },
  ])
  const [cases, activities, ...attributes] = columns
  return {
    size: head.size,
    cases: cases![1],
    activities: activities![1],
    time,
    ...(dayOnly && { dayOnly }),
    attributes: new Map(attributes),
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Float64Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)
