/** The machine-readable copy of what is kept of a person (Art. 20 GDPR), as a schema. Its names never change. */
import { z } from 'zod'
import type { PersonalDataOfRoom } from '../../../platform/access/personal.ts'

/** Kept in every copy: a program that reads one knows by it what to expect. */
export const copyFormat = 'nahtlos-person/1'

const maybe = <T extends z.ZodType>(type: T) => type.nullable().optional()
const day = z.iso.date()
const birth = z.strictObject({ date: day, precision: z.enum(['day', 'month', 'year']) })

/** What the room of persons itself gives. Instants are written as ISO 8601. */
export const personSchema = z.strictObject({
  record: z.strictObject({
    code: z.string(),
    name: maybe(z.string()),
    pseudonymous: z.boolean(),
    givenName: maybe(z.string()),
    familyName: maybe(z.string()),
    birth: maybe(birth),
    gender: maybe(z.string()),
    languages: z.array(z.string()).describe('BCP 47, the preferred one first'),
    needsInterpreter: z.boolean(),
    germanLevel: maybe(z.string()),
    municipality: maybe(z.string()),
    phone: maybe(z.string()),
    email: maybe(z.string()),
    address: maybe(z.string()),
    reachNote: maybe(z.string()),
    residenceGroup: maybe(z.string()),
    arrivedOn: maybe(day),
    restrictedOn: maybe(day).describe('Since then the record is kept and not worked with (Art. 18 GDPR)'),
    simulated: z.boolean(),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
  }),
  families: z.array(z.strictObject({ code: z.string(), role: z.string(), since: day, until: maybe(day) })),
  requests: z.array(
    z.strictObject({
      kind: z.string(),
      receivedOn: day,
      note: maybe(z.string()),
      state: z.string(),
      outcome: maybe(z.string()),
    }),
  ),
  told: z
    .array(
      z.strictObject({
        kind: z.string(),
        recipient: maybe(z.string()),
        toldAt: z.iso.datetime(),
        seenAt: maybe(z.iso.datetime()),
        fields: z.array(z.string()),
        body: maybe(z.string()),
      }),
    )
    .describe('Which recipients were told of a correction, an erasure or a restriction (Art. 19 GDPR)'),
  transferBases: z.array(
    z.strictObject({
      kind: z.string(),
      recipient: maybe(z.string()),
      purpose: z.string(),
      categories: z.array(z.string()),
      norm: maybe(z.string()),
      givenOn: maybe(day),
      validUntil: maybe(day),
      revokedOn: maybe(day),
      language: z.string().optional(),
      method: maybe(z.string()),
      interpreterUsed: maybe(z.boolean()),
      wording: z.array(z.strictObject({ german: z.string(), other: maybe(z.string()) })).optional(),
    }),
  ),
  history: z.array(
    z.strictObject({
      event: z.string(),
      changedAt: z.iso.datetime(),
      changes: z.array(z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    }),
  ),
  mergedRecords: z.array(z.string()),
})

/** The whole copy, room by room. */
export const copySchemaOf = (rooms: readonly Pick<PersonalDataOfRoom, 'room' | 'schema'>[]) =>
  z.strictObject({
    format: z.literal(copyFormat),
    createdOn: day,
    controller: z.string(),
    code: z.string(),
    rooms: z.strictObject(Object.fromEntries(rooms.map(({ room, schema }) => [room, schema]))),
  })

/** The same as JSON Schema. */
export const jsonSchemaOf = (rooms: readonly Pick<PersonalDataOfRoom, 'room' | 'schema'>[]) =>
  z.toJSONSchema(copySchemaOf(rooms), { unrepresentable: 'any' })
