import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'

/** What the forms of drafts send. Limits are those of the database. */

/** The version that the person saw: nobody overwrites unseen what somebody else has changed. */
const version = { version: field.version() }

/** `register`, or the id of a snapshot. */
const basis = z
  .string('choose')
  .refine((sent) => sent === 'register' || field.id().safeParse(sent).success, 'not-an-option')
  .transform((sent) => (sent === 'register' ? undefined : sent))

const manyIds = z.preprocess(
  (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
  z.array(field.id<'obligation'>()),
)

export const NewDraftForm = z.object({
  obligation: field.id<'obligation'>(),
  subject: field.text(500),
  proposedResolution: field.longText(4000),
  isPublic: field.checkbox(),
  leadUnit: field.optionalId<'organisation'>(),
  rapporteurRole: field.optionalText(200),
  meeting: field.optionalId<'meeting'>(),
  referenceDay: field.day(),
  basis,
  previous: field.optionalId<'paper'>(),
  discharged: manyIds,
  dischargedBy: field.oneOf(['release', 'hand']),
})

/** What the office writes in place of a part; no longer than a paper of many pages. */
export const PartForm = z.object({ text: field.longText(40_000), ...version })
export const VersionForm = z.object(version)
export const HeadForm = z.object({ subject: field.text(500), proposedResolution: field.longText(4000), ...version })
export const RecomposeForm = z.object({
  referenceDay: field.day(),
  basis,
  kept: z.preprocess(
    (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
    z.array(z.string().max(80)),
  ),
  ...version,
})
export const ReturnForm = z.object({ note: field.longText(2000), ...version })
