import { z } from 'zod'
import type { Day } from '../../kernel/day.ts'
import { field } from '../http/index.ts'
import { type FactName, type Facts, factNames, methods } from './facts.ts'
import { feedbackStates } from './tables.ts'

const version = field.wholeNumber(0, 1_000_000)
const orNull = <T>(schema: z.ZodType<T | undefined>) => schema.transform((value) => value ?? null)

const words = Object.fromEntries(
  factNames.map((name) => [name, name === 'barriers' ? field.optionalLongText(2000) : field.optionalText(300)]),
) as Record<FactName, ReturnType<typeof field.optionalText>>

const optionalEmail = z.preprocess(
  (sent) => (typeof sent === 'string' && sent.trim() !== '' ? sent : undefined),
  field.email().optional(),
)

export const FactsForm = z
  .object({
    version,
    ...words,
    email: optionalEmail,
    feedbackMail: optionalEmail,
    method: field.oneOf(methods),
    assessedOn: field.optionalDay(),
  })
  .transform(({ version: seen, assessedOn, ...rest }) => ({
    version: seen,
    facts: { ...withoutEmpty(rest), method: rest.method, assessedOn: (assessedOn ?? null) as Day | null } as Facts,
  }))

const withoutEmpty = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

export const TextForm = z.object({
  version,
  do: field.oneOf(['preview', 'publish']),
  body: orNull(field.optionalLongText(40_000)),
  easyLanguage: orNull(field.optionalLongText(20_000)),
  signLanguage: orNull(
    field.optionalText(500).refine((typed) => typed === undefined || isHttps(typed), 'imprint-not-https'),
  ),
})

const isHttps = (typed: string) => URL.canParse(typed) && new URL(typed).protocol === 'https:'

export const FeedbackForm = z.object({
  message: field.longText(4000),
  about: field.optionalText(500),
  contact: field.optionalText(200),
})

export const HandlingForm = z.object({
  version,
  state: field.oneOf(feedbackStates),
  note: field.optionalLongText(2000),
})
