import { z } from 'zod'
import { parseDay } from '../../../kernel/day.ts'
import { dataCategories } from '../../people/index.ts'
import { longestMessage } from '../actions/messages.ts'
import { longestNote, mostItems } from '../content.ts'
import { outcomes, purposes, type State } from '../domain.ts'
import { doneStates, inboxViews, waitingStates } from '../queries/inbox.ts'

/** What programs send and get. The same values as in the forms, with days as ISO 8601 dates. */

const day = z.iso
  .date('invalid')
  .refine((text) => parseDay(text) !== undefined, 'invalid')
  .transform((text) => parseDay(text)!)
  .describe('YYYY-MM-DD')
const dayOut = z.string().describe('YYYY-MM-DD')
const id = z.uuid('not-an-option')
const version = z.int().min(1).describe('the version that was read; another one in between is refused')
const reason = z
  .string()
  .regex(/^[a-z][A-Za-z]{1,39}$/, 'invalid')
  .describe('key of the list of hurdles')

const states = [...waitingStates, ...doneStates] as const satisfies readonly State[]

export const ListQuery = z.object({
  view: z
    .enum(inboxViews, 'not-an-option')
    .default('received')
    .describe('what waits here, what was given, what is done'),
  offset: z.coerce.number('not-a-number').int().min(0).max(100_000).default(0),
  limit: z.coerce.number('not-a-number').int().min(1).max(200).default(50),
})

const Listed = z.object({
  id,
  side: z.enum(['sender', 'receiver']),
  interfaceId: id,
  fromOrganisationId: id,
  toOrganisationId: id,
  kind: z.enum(purposes).nullable(),
  reference: z.string().nullable().describe('file reference of the giving side'),
  state: z.enum(states),
  offeredOn: dayOut.nullable(),
  firstOn: dayOut.nullable().describe('first appointment or first benefit'),
  replyBy: dayOut.nullable().describe('the last day for what is to be done next'),
})

export const ListAnswer = z.object({ total: z.int(), handovers: z.array(Listed) })

export const HandoverAnswer = Listed.extend({
  version: z.int(),
  outcome: z.enum(outcomes).nullable(),
  reason: z.string().nullable(),
  readsUntil: dayOut.nullable(),
  /** Closed: why there is nothing to read. */
  content: z.object({
    closing: z.string().describe('open, or why it is closed'),
    items: z.array(z.object({ category: z.enum(dataCategories), label: z.string(), lines: z.array(z.string()) })),
    note: z.string().nullable(),
    documents: z.array(z.object({ id, name: z.string(), sizeBytes: z.int() })),
  }),
})

export const Done = z.object({ id, state: z.enum(states), version: z.int() })

export const AnswerBody = z.discriminatedUnion('answer', [
  z.object({
    answer: z.literal('accepted'),
    version,
    on: day.optional(),
    acknowledged: z.boolean().optional().describe('needed where a change of jurisdiction comes with it'),
  }),
  z.object({
    answer: z.literal('declined'),
    version,
    on: day.optional(),
    reason,
    note: z.string().trim().min(1).max(longestMessage).optional(),
  }),
  z.object({
    answer: z.literal('askedBack'),
    version,
    on: day.optional(),
    question: z.string().trim().min(1, 'required').max(longestMessage, 'too-long'),
  }),
])

export const ArrivalBody = z.object({ version, on: day, lateReason: reason.optional() })
export const CompletionBody = z.object({ version, on: day, outcome: z.enum(outcomes, 'not-an-option') })
export const WithdrawalBody = z.object({ version })

const item = z.object({
  category: z.enum(dataCategories, 'not-an-option'),
  label: z.string().trim().min(1, 'required').max(80, 'too-long'),
  lines: z.array(z.string().trim().min(1).max(300, 'too-long')).min(1).max(20),
  norm: z
    .string()
    .trim()
    .min(2, 'required')
    .max(120)
    .describe('the norm by which it may pass; consents are kept with case files'),
})

export const OfferBody = z.object({
  interfaceId: id,
  toOrganisationId: id,
  municipalityId: id.nullable().default(null),
  targetGroup: z.string().max(120).nullable().default(null),
  reference: z.string().trim().min(1).max(40).optional(),
  note: z.string().trim().min(1).max(longestNote, 'too-long').optional(),
  items: z.array(item).min(1).max(mostItems),
  readsUntil: day.optional(),
})

export const PlacesAnswer = z.object({
  interfaces: z.array(z.object({ id, key: z.string(), name: z.string() })),
  organisations: z.array(z.object({ id, key: z.string(), name: z.string() })),
})
