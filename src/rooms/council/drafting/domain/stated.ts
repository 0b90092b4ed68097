import { figure, type PartInline } from './composition.ts'

/**
 * Digits that are not a number of something: days, years, paragraphs of a law, numbers of papers, and the one party that
 * has a number in its name.
 */
const notCounted =
  /\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\.\d{1,2}\.(?!\d)|\d{1,2}\. (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?: \d{4})?|(?:§+ ?\d+[a-z]?)|(?:Abs\. ?\d+)|\d{1,4}\/\d{4}|(?<!(?:mehr als|über|rund|etwa|fast|knapp|ungefähr) )\b(?:19|20)\d{2}\b|Bündnis 90/u

const anything = new RegExp(
  `(${notCounted.source})|(?:(?:mehr als|über|rund|etwa|fast|knapp|ungefähr) )?\\d+(?:[.,]\\d+)*(?: ?%)?`,
  'gu',
)

/** Text of others or of the office with every number in it as a figure of one source. Days and years stay text. */
export function statedText(text: string, key: string, source: string): PartInline[] {
  const parts: PartInline[] = []
  let end = 0
  let number = 0
  for (const match of text.matchAll(anything)) {
    if (match[1] !== undefined) continue
    if (match.index > end) parts.push(text.slice(end, match.index))
    number += 1
    parts.push(figure(`${key}-${number}`, match[0], source))
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts
}

/** Whether a text holds a number that somebody must answer for. */
export const hasNumbers = (text: string) => statedText(text, '', '').some((part) => typeof part !== 'string')
