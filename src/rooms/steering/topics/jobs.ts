import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { JobHandler, Schedule } from '../../../platform/jobs/index.ts'
import { tellJoined } from './actions/tell.ts'
import { finishConferences } from './conference/actions/holding.ts'
import type { Cell } from './domain/cells.ts'
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
  const { interfaceId, hurdle, quarter, regionKey } = Released.parse(payload)
  const cell: Cell = {
    interfaceId: interfaceId as Id<'interface'> | null,
    hurdle,
    quarter: quarter as Day,
    regionKey,
  }
  const today = await presentDay(tx)
  await tables(tx)
    .insertInto('topic_notice')
    .values({
      interface_id: cell.interfaceId,
      hurdle: cell.hurdle,
      quarter: cell.quarter,
      region_key: cell.regionKey,
      noticed_on: today,
    })
    .onConflict((conflict) => conflict.constraint('topic_notice_key_once').doNothing())
    .execute()
  await tellJoined(tx, cell, today)
}

export const topicJobs: Readonly<Record<string, JobHandler>> = {
  'steering.finding-released': findingReleased,
  'steering.finish-conferences': finishConferences,
}

export const topicSchedules: readonly Schedule[] = [{ job: 'steering.finish-conferences', cron: '40 2 * * *' }]
