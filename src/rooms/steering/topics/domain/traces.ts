import { findTraces, isRefused } from '../../../../platform/redaction/index.ts'

/** What only looks like a name: "Familie und Beruf", "Frau in Ausbildung". */
const noName = /^\p{L}+\.?\s(?:und|in|im|am|mit|bei|auf|aus|zu|ist|hat|als|wie|vor|für|ab|an|um|die|der|das|des)\s/iu

/** Suspicions that a card raises as well: nobody reads it before everybody in the room does. */
const alsoOnCards: readonly string[] = ['address', 'number']

/** Arabic and Persian digits as ours, each in its place: a telephone number is one in every script. */
const plainDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))

/**
 * The first place of a text that tells who somebody is: what is refused in findings, and names, since no second person reads a
 * topic or a card before it is shown. Records of what was said and decided may name days. A rule that reads German and English.
 */
export function traceIn(
  text: string,
  where: 'topic' | 'card' | 'record' = 'topic',
): ReturnType<typeof findTraces>[number] | undefined {
  return findTraces(plainDigits(text)).find(
    ({ trace, text: found }) =>
      (isRefused(trace) && !(where === 'record' && trace === 'day')) ||
      (trace === 'nameLike' && !noName.test(found)) ||
      (where === 'card' && alsoOnCards.includes(trace)),
  )
}
