import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { JobHandler } from '../../../platform/jobs/index.ts'
import { joinTopic } from './actions/joining.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** What steering enqueues when it forms a topic: the cells it is made of, no single finding. */
const TopicFormed = z.object({
  title: z.string().min(1).max(200),
  decisionOn: day.nullable(),
  cells: z
    .array(
      z.object({
        interfaceId: z.uuid().nullable(),
        hurdle: z.string().max(40),
        quarter: day,
        regionKey: z.string().max(60).nullable(),
      }),
    )
    .max(500),
})

const topicFormed: JobHandler = async ({ tx }, payload) => {
  const { cells, title, decisionOn } = TopicFormed.parse(payload)
  await joinTopic(
    tx,
    cells.map((cell) => ({
      ...cell,
      interfaceId: cell.interfaceId as Id<'interface'> | null,
      quarter: cell.quarter as Day,
    })),
    { title, decisionOn: decisionOn as Day | null },
  )
}

/** News that comes back from the steering group. */
export const findingJobs: Readonly<Record<string, JobHandler>> = { 'cases.topic-formed': topicFormed }
