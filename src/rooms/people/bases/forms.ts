import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'
import { locales } from '../../../platform/i18n/index.ts'
import { dataCategories } from '../domain/kinds.ts'
import { methods, purposes } from './domain/kinds.ts'
import { normKeys } from './domain/norms.ts'
import { ownPath } from './paths.ts'

const languages = locales as readonly [string, ...string[]]
const norms = normKeys as [string, ...string[]]

/** Where who asks came from; anything but an address of the platform is left out. */
const back = z.preprocess((sent) => ownPath(typeof sent === 'string' ? sent : null), z.string().optional())

const scope = {
  recipient: field.id<'organisation'>(),
  purpose: field.oneOf(purposes),
  categories: field.manyOf(dataCategories, 1),
}

export const NewConsent = z.object({
  ...scope,
  validUntil: field.day(),
  back,
  language: field.oneOf(languages),
})

export const NewTask = z.object({
  ...scope,
  norm: field.oneOf(norms),
  givenOn: field.day(),
  validUntil: field.optionalDay(),
})

export const Signing = z.object({
  version: field.version(),
  back,
  givenOn: field.day(),
  method: field.oneOf(methods),
  interpreterUsed: field.checkbox(),
})

/** Nothing is typed: one click ends a basis. */
export const Revoking = z.object({})

export const TakingNote = z.object({})

export const TextForm = z.object({
  after: z.coerce.number('invalid').int('invalid').min(0, 'invalid').max(2_000_000_000, 'invalid'),
  text: field.longText(20_000),
  reviewedBy: field.optionalText(200),
})
