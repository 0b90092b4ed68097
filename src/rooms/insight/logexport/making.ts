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

/** Writes an ordered log, read as the role of insight. Running twice writes nothing twice. */
export const writeLog: JobHandler = async ({ tx, db, tenant, clock }, payload) => {
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
  const content = Buffer.from(contentOf(coarse, order.format, tenant.name, tenant.demo), 'utf8')
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

function contentOf(coarse: Coarse, format: 'xes' | 'ocel', district: string, simulated: boolean): string {
  if (format === 'ocel')
    return [
      ...ocelJsonOf(
        objectLogOf(coarse, { handover: 'hand-over', person: 'person or family', office: 'office', simulated }),
      ),
    ].join('')
  const about = {
    description:
      'Numbers drawn anew for this file; days are Mondays of their week; cells below 5 people merged or left out',
    simulated: simulated ? 'yes: everything in this log is simulated (DEMO)' : 'no',
    'hand-overs left out': String(coarse.leftOut),
  }
  return [...xesOf(eventLogOf(coarse), { name: `Hand-overs of ${district}`, about })].join('')
}
