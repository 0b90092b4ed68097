import { z } from 'zod'
import type { Tx } from '../../platform/database/index.ts'
import { type Decided, defineSetting, readSetting } from '../../platform/settings/index.ts'
import { type Deadlines, usualDeadlines } from './deadlines.ts'

const days = z.number().int().min(1).max(60)

/** The working days for an answer and until the heads of both teams are told. */
export const deadlineSetting = defineSetting<Deadlines>({
  key: 'journeys.deadlines',
  schema: z
    .object({ answerDays: days, escalationDays: days })
    .refine(({ answerDays, escalationDays }) => escalationDays >= answerDays),
  fallback: usualDeadlines,
})

export const readDeadlines = (tx: Tx): Promise<Decided<Deadlines>> => readSetting(tx, deadlineSetting)
