/** The machine-readable copy of files (Art. 20 GDPR), as a schema: what a program that takes it over may rely on. */
import { z } from 'zod'
import { type Field, fileFields, parts } from './parts.ts'

const maybe = <T extends z.ZodType>(type: T) => type.nullable().optional()
const named = maybe(z.string())

const planned = {
  title: z.string(),
  translated: z.string().optional(),
  doer: z.string().optional(),
  doerName: z.string().optional(),
  dueOn: z.iso.date().optional(),
}

const types = {
  text: z.string(),
  day: z.iso.date(),
  instant: z.iso.datetime(),
  number: z.number(),
  boolean: z.boolean(),
  code: z.string().describe('A code in English; its words stand in the paper copy'),
  step: z.strictObject({
    ...planned,
    title: z.string().optional(),
    state: z.string().optional(),
    endedOn: z.iso.date().optional(),
    note: z.string().optional(),
    reason: z.string().optional(),
  }),
  plan: z.array(
    z.strictObject({
      title: z.string(),
      translated: z.string().optional(),
      targetOn: z.iso.date().optional(),
      steps: z.array(z.strictObject(planned)),
    }),
  ),
} satisfies Record<Field['type'], z.ZodType>

const shapeOf = (fields: Readonly<Record<string, Field>>) =>
  Object.fromEntries(Object.values(fields).map(({ name, type }) => [name, maybe(types[type])]))

const assessment = z.strictObject({
  heldOn: z.iso.date(),
  interpreterUsed: z.boolean(),
  resources: named,
  ratings: z.array(z.strictObject({ lifeDomain: z.string(), rating: z.string() })),
  answers: z.array(z.strictObject({ question: z.string(), answer: z.string() })),
})

const handover = z.strictObject({
  passage: named,
  from: named,
  to: named,
  side: z.enum(['given', 'received']),
  kind: named,
  reference: named,
  state: z.string(),
  preparedOn: maybe(z.iso.date()),
  offeredOn: maybe(z.iso.date()),
  answeredOn: maybe(z.iso.date()),
  firstOn: maybe(z.iso.date()),
  endedOn: maybe(z.iso.date()),
  readsUntil: maybe(z.iso.date()),
  reason: named,
  outcome: named,
  shared: z.array(z.strictObject({ label: z.string(), lines: z.array(z.string()) })),
  note: named,
  documents: z.array(z.string()),
  messages: z.array(z.strictObject({ from: named, kind: z.string(), body: z.string(), at: z.iso.datetime() })),
})

export const copySchema = z.strictObject({
  files: z.array(
    z.strictObject({
      ...shapeOf(fileFields),
      team: named,
      formerTeam: named,
      municipality: named,
      ...Object.fromEntries(parts.map(({ key, fields }) => [key, z.array(z.strictObject(shapeOf(fields))).optional()])),
      assessments: z.array(assessment),
      handovers: z.array(handover),
    }),
  ),
})
