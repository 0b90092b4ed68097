import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { JobHandler } from '../../../platform/jobs/index.ts'
import { joinTopic, keepNews } from './actions/joining.ts'
import { newsKinds } from './domain/news.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/**
 * What steering enqueues when it forms a topic, and later whenever something came of it: the cells that the topic is made of,
 * no single finding, and the news.
 */
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
  news: z
    .object({
      kind: z.enum(newsKinds),
      on: day,
      title: z.string().min(1).max(200).optional(),
      before: z.number().int().min(0).optional(),
      after: z.number().int().min(0).optional(),
    })
    .optional(),
})

const topicFormed: JobHandler = async ({ tx }, payload) => {
  const told = TopicFormed.parse(payload)
  const cells = told.cells.map((cell) => ({
    ...cell,
    interfaceId: cell.interfaceId as Id<'interface'> | null,
    quarter: cell.quarter as Day,
  }))
  await joinTopic(tx, cells, { title: told.title, decisionOn: told.decisionOn as Day | null })
  if (!told.news) return
  const { kind, on, title, before, after } = told.news
  await keepNews(tx, cells, {
    kind,
    on: on as Day,
    title: title ?? told.title,
    before: before ?? null,
    after: after ?? null,
  })
}

/** News that comes back from the steering group. */
export const findingJobs: Readonly<Record<string, JobHandler>> = { 'cases.topic-formed': topicFormed }
