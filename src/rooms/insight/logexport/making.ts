import { randomInt } from 'node:crypto'
import { ocelJsonOf, xesOf } from '../../../engine/writers/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { inTenant } from '../../../platform/database/index.ts'
import type { JobHandler } from '../../../platform/jobs/index.ts'
import { readPassages, readRevision } from '../passages.ts'
import { readDirectory } from '../queries.ts'
import { type Coarse, coarsen, type Draw, eventLogOf, type Names, objectLogOf } from './coarse.ts'
import { tables } from './tables.ts'

/** Numbers in an order from the system's random numbers: nothing seeded, so nobody can draw it again. */
const drawn: Draw = (count) => {
  const numbers = Int32Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    const kept = numbers[last]!
    numbers[last] = numbers[other]!
    numbers[other] = kept
  }
  return numbers
}

/** Files are read by outside tools, so their words are English whoever ordered them; names of offices and towns stay as they are. */
const steps = {
  offered: 'hand-over offered',
  answered: 'hand-over answered',
  declined: 'hand-over declined',
  first: 'first appointment',
  withdrawn: 'hand-over withdrawn',
} as const

/** Bytes of a file: some hundred thousand hand-overs. `insight_log_export_content_size` holds it, too. */
const largestFile = 100 * 1024 * 1024

/** Writes an ordered log, read as the role of insight. Running twice writes nothing twice. */
export const writeLog: JobHandler = logWriter(largestFile)

/** The job that writes files of at most so many bytes; an order that needs more ends without a file, and says so. */
export function logWriter(largest: number): JobHandler {
  return async (setting, payload) => await write(setting, payload, largest)
}

const write = async (
  { tx, db, tenant, clock }: Parameters<JobHandler>[0],
  payload: Parameters<JobHandler>[1],
  largest: number,
): Promise<void> => {
  const { export: id } = payload as { export: string }
  const order = await tables(tx)
    .selectFrom('insight_log_export')
    .select(['id', 'format'])
    .where('id', '=', id)
    .where('state', '=', 'ordered')
    .forUpdate()
    .executeTakeFirst()
  if (!order) return
  const coarse = await inTenant(
    db,
    tenant,
    'system',
    async (reading) => {
      const directory = await readDirectory(reading, tenant.name)
      const load = await readPassages(reading, await readRevision(reading))
      const names: Names = {
        sidesOf: (key) => directory.interfaces.get(key) ?? { from: key, to: key },
        townOf: (key) => directory.towns.get(key)?.name ?? key,
        regionOf: (key) => directory.towns.get(key)?.region?.name ?? null,
        steps,
        elsewhere: 'elsewhere in the district',
      }
      return coarsen(load.passages, { ...names, sidesOf: (key) => sides(names.sidesOf(key)) }, drawn)
    },
    { role: 'insight', readOnly: true, snapshot: true },
  )
  const content = inBytes(piecesOf(coarse, order.format, tenant.name, tenant.demo), largest)
  if (!content) {
    await tables(tx).updateTable('insight_log_export').set({ state: 'tooLarge' }).where('id', '=', id).execute()
    await record(tx, 'system', {
      event: 'insight.log-export-too-large',
      subject: id,
      subjectKind: 'insight.log-export',
      details: { format: order.format, handOvers: coarse.rows.length },
    })
    return
  }
  await tables(tx).insertInto('insight_log_export_content').values({ export_id: id, content }).execute()
  await tables(tx)
    .updateTable('insight_log_export')
    .set({ state: 'ready', hand_overs: coarse.rows.length, left_out: coarse.leftOut, made_at: new Date(clock.now()) })
    .where('id', '=', id)
    .execute()
  await record(tx, 'system', {
    event: 'insight.log-export-made',
    subject: id,
    subjectKind: 'insight.log-export',
    details: { format: order.format, handOvers: coarse.rows.length, leftOut: coarse.leftOut },
  })
}

const sides = ({ from, to }: { readonly from: string; readonly to: string }) => ({ from, to })

/** The pieces as bytes; undefined as soon as they are more than `most`. */
function inBytes(pieces: Iterable<string>, most: number): Buffer | undefined {
  const parts: Buffer[] = []
  let size = 0
  for (const piece of pieces) {
    const part = Buffer.from(piece, 'utf8')
    size += part.length
    if (size > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function piecesOf(coarse: Coarse, format: 'xes' | 'ocel', district: string, simulated: boolean): Iterable<string> {
  if (format === 'ocel')
    return ocelJsonOf(
      objectLogOf(coarse, { handover: 'hand-over', person: 'person or family', office: 'office', simulated }),
    )
  const about = {
    description:
      'Numbers drawn anew for this file; days are Mondays of their week; cells below 5 people merged or left out',
    simulated: simulated ? 'yes: everything in this log is simulated (DEMO)' : 'no',
    'hand-overs left out': String(coarse.leftOut),
  }
  return xesOf(eventLogOf(coarse), { name: `Hand-overs of ${district}`, about })
}
