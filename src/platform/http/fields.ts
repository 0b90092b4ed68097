import { z } from 'zod'
import type { Day } from '../../kernel/day.ts'
import { type Id, isId } from '../../kernel/ids.ts'
import { isDayIssue, readTypedDay } from '../i18n/index.ts'

/**
 * Schemas for what forms send: always text, once or several times, empty where nothing was typed. Each yields codes,
 * never sentences, and the value that the action wants.
 */

/** One line, trimmed, needed. */
export const text = (max = 200) => z.string('required').trim().min(1, 'required').max(max, 'too-long')

/** One line or empty; empty becomes undefined. */
export const optionalText = (max = 200) =>
  z
    .string('invalid')
    .trim()
    .max(max, 'too-long')
    .optional()
    .transform((typed) => typed || undefined)

/** Several lines, needed. Spaces at the ends go, line breaks inside stay. */
export const longText = (max = 4000) => text(max)

/** Several lines or empty. */
export const optionalLongText = (max = 4000) => optionalText(max)

/** An e-mail address in the form it is kept and compared in: lower case. */
export const email = () => text(254).toLowerCase().pipe(z.email('not-an-email'))

/** A day as people type it: `17.11.2026`. */
export const day = () => text(40).transform(readDay)

export const optionalDay = () =>
  optionalText(40).transform((typed, context) => (typed === undefined ? undefined : readDay(typed, context)))

/** Exactly one of the given values. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.string('choose').min(1, 'choose').pipe(z.enum(values, 'not-an-option'))

/** One of the given values or none. */
export const optionalOneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.preprocess((sent) => sent || undefined, z.enum(values, 'not-an-option').optional())

/** Any of the given values; at least `least`. */
export const manyOf = <const Values extends readonly [string, ...string[]]>(values: Values, least = 0) =>
  z.preprocess(asList, z.array(z.enum(values, 'not-an-option')).min(least, 'choose'))

/** A box that is ticked or not. */
export const checkbox = () => z.preprocess((sent) => sent === 'on', z.boolean())

/** A whole number within bounds. */
export const wholeNumber = (min: number, max: number) =>
  text(20)
    .transform((typed) => typed.replace(/[\s.\u202f]/g, ''))
    .pipe(z.string().regex(/^-?\d+$/, 'not-a-number'))
    .transform(Number)
    .pipe(z.number().min(min).max(max))

export const optionalWholeNumber = (min: number, max: number) =>
  z.preprocess(
    (sent) => (typeof sent === 'string' && sent.trim() !== '' ? sent : undefined),
    wholeNumber(min, max).optional(),
  )

/** The version of a record that a page showed, sent back unseen. */
export const version = () => z.coerce.number('invalid').int('invalid').min(1, 'invalid').max(2_000_000_000, 'invalid')

/** The id of something that was chosen from a list. */
export const id = <Kind extends string>() =>
  z
    .string('choose')
    .min(1, { error: 'choose', abort: true })
    .refine(isId, 'not-an-option')
    .transform((sent) => sent as Id<Kind>)

export const optionalId = <Kind extends string>() => z.preprocess((sent) => sent || undefined, id<Kind>().optional())

function readDay(typed: string, context: z.RefinementCtx): Day {
  const read = readTypedDay(typed)
  if (!isDayIssue(read)) return read
  context.addIssue({ code: 'custom', message: read.code, params: read.values })
  return z.NEVER
}

function asList(sent: unknown): unknown {
  if (sent === undefined || sent === '') return []
  return Array.isArray(sent) ? sent : [sent]
}
