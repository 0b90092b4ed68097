import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { JobHandler } from '../../../platform/jobs/index.ts'
import { presentDay } from './recording.ts'
import { tables } from './tables.ts'

/** What the people's side tells when a finding is released: where it lies, not which it is. */
const Released = z.object({
  interfaceId: z.uuid().nullable(),
  hurdle: z.string().max(40),
  quarter: z.string().regex(/^\d{4}-(01|04|07|10)-01$/),
  regionKey: z.string().max(60).nullable(),
})

const findingReleased: JobHandler = async ({ tx }, payload) => {
  const cell = Released.parse(payload)
  await tables(tx)
    .insertInto('topic_notice')
    .values({
      interface_id: cell.interfaceId as Id<'interface'> | null,
      hurdle: cell.hurdle,
      quarter: cell.quarter as Day,
      region_key: cell.regionKey,
      noticed_on: await presentDay(tx),
    })
    .onConflict((conflict) => conflict.constraint('topic_notice_key_once').doNothing())
    .execute()
}

export const topicJobs: Readonly<Record<string, JobHandler>> = { 'steering.finding-released': findingReleased }
