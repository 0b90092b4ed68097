/**
 * A few hand-overs played through the real actions, by the demo roles, on the last days of the simulated time: what a
 * visitor finds in the work of a case manager and of a town, with its entries in the audit.
 */
import type { Clock } from '../../src/kernel/clock.ts'
import { addDays, type Day } from '../../src/kernel/day.ts'
import type { Actor } from '../../src/platform/access/index.ts'
import { type Database, inTenant, type Tenant } from '../../src/platform/database/index.ts'
import {
  answerHandover,
  completeHandover,
  type ListedHandover,
  listWaiting,
  offerHandover,
  offerPrepared,
  prepareHandover,
  recordFirstAppointment,
  type Setting,
  withdrawHandover,
} from '../../src/rooms/journeys/index.ts'
import type { LoadedNetwork } from '../../src/rooms/network/index.ts'

export interface SampleRoles {
  /** Hands over for the KIM Case Management. */
  readonly caseManager: Actor
  /** Hands over for the social office of a town. */
  readonly municipality: Actor
}

/** `lastDay`: the last day of the simulated time; nothing is dated later. One transaction for each role. */
export async function playSample(
  db: Database,
  tenant: Tenant,
  { caseManager, municipality }: SampleRoles,
  network: LoadedNetwork,
  lastDay: Day,
  clock: Clock,
): Promise<void> {
  const setting: Setting = { clock, tenant }
  const on = (daysBefore: number) => ({ occurredOn: addDays(lastDay, -daysBefore) })
  const to = (interfaceKey: string, organisationKey: string, town: string, targetGroup: string) => ({
    interfaceId: idOf(network.interfaces, interfaceKey),
    toOrganisationId: idOf(network.organisations, organisationKey),
    municipalityId: idOf(network.municipalities, town),
    targetGroup,
  })

  await inTenant(db, tenant, caseManager, async (tx) => {
    // Waits for an answer.
    await offerHandover(
      tx,
      caseManager,
      { ...to('kim-jobcenter', 'jobcenter', 'aulenstedt', 'Familien'), ...on(6) },
      setting,
    )
    // Arrived, known from the giving side only.
    const advised = await offerHandover(
      tx,
      caseManager,
      { ...to('kim-migrationsberatung', 'wohlfahrt-nord', 'bruchwede', 'Alleinstehende'), ...on(20) },
      setting,
    )
    await recordFirstAppointment(tx, caseManager, advised, { ...on(9), certainty: 'about' }, setting)
    // Prepared, offered, taken back.
    const begun = await prepareHandover(
      tx,
      caseManager,
      { ...to('kim-psychosoziale-beratung', 'psychosoziales-zentrum', 'hasselbeck', 'Familien'), ...on(15) },
      setting,
    )
    await offerPrepared(tx, caseManager, begun, on(13), setting)
    await withdrawHandover(tx, caseManager, begun, on(3), setting)
    // One that the Ausländerbehörde has offered runs through to the end, the next gets a question.
    const [first, second] = (await listWaiting(tx, caseManager, 'received')).filter(offeredBy(on(3).occurredOn))
    if (first) {
      if (first.state !== 'accepted')
        await answerHandover(tx, caseManager, first.id, { kind: 'accepted', ...on(2) }, setting)
      await recordFirstAppointment(tx, caseManager, first.id, on(1), setting)
      await completeHandover(tx, caseManager, first.id, on(0), setting)
    }
    if (second?.state === 'offered')
      await answerHandover(tx, caseManager, second.id, { kind: 'askedBack', ...on(0) }, setting)
  })

  await inTenant(db, tenant, municipality, async (tx) => {
    await offerHandover(
      tx,
      municipality,
      { ...to('sozialamt-jobcenter', 'jobcenter', 'aulenstedt', 'Familien'), ...on(4) },
      setting,
    )
    const [allocated] = (await listWaiting(tx, municipality, 'received')).filter(offeredBy(on(0).occurredOn))
    if (allocated) await recordFirstAppointment(tx, municipality, allocated.id, on(0), setting)
  })
}

const offeredBy =
  (latest: Day) =>
  ({ offeredOn }: ListedHandover): boolean =>
    offeredOn !== null && offeredOn <= latest

function idOf<T>(ids: ReadonlyMap<string, T>, key: string): T {
  const id = ids.get(key)
  if (id === undefined) throw new RangeError(`the network has no ${key}`)
  return id
}
