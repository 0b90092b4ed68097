const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' })
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}/u
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

/** Letters, figures and signs of one column each: most labels, without asking for graphemes. */
const narrow = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e\u2190-\u21ff]*$/

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  if (narrow.test(text)) return text.length
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += widthOfGrapheme(segment)
  return width
}

function widthOfGrapheme(segment: string): number {
  if (/^[\p{Control}\p{Format}\p{Mn}\p{Me}]*$/u.test(segment)) return 0
  return wide.test(segment) ? 2 : 1
}

/**
 * A label as it may stand in a line: control characters (line breaks, escape sequences) as signs for them, direction marks
 * left out, and a right-to-left label kept from turning the line around it.
 */
export function inLine(label: string): string {
  const shown = label
    .replace(/\r\n|[\n\r\u2028\u2029]/g, '↵')
    .replace(/\t/g, ' ')
    .replace(/\p{Control}/gu, '�')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown
}

/** Shortens a text to a width by taking out its middle, where labels differ least. */
export function cutMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  const isolated = text.startsWith('\u2068')
  const parts = [...graphemes.segment(isolated ? text.slice(1, -1) : text)].map(({ segment }) => segment)
  const head: string[] = []
  const tail: string[] = []
  let left = width - 1
  for (let i = 0, j = parts.length - 1; i <= j; ) {
    const fromHead = head.length <= tail.length
    const part = parts[fromHead ? i++ : j--] as string
    left -= widthOfGrapheme(part)
    if (left < 0) break
    if (fromHead) head.push(part)
    else tail.unshift(part)
  }
  const cut = `${head.join('')}…${tail.join('')}`
  return isolated ? `\u2068${cut}\u2069` : cut
}

/** Fills up with blanks at the end, or at the start. */
export function pad(text: string, width: number, side: 'end' | 'start'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)))
  return side === 'end' ? text + blanks : blanks + text
}

/** Breaks a paragraph at blanks into lines of at most `width`; a longer word stands on a line of its own. */
export function wrap(text: string, width: number): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].join('\n')
}
