/**
 * Advance widths of Fira Sans in thousandths of the size, measured for the letters of our languages in groups of like
 * width. Labels are placed on the server, where no browser measures; an error of a few per cent is within their margins.
 */
const groups: readonly (readonly [letters: string, width: number])[] = [
  ["iljI.,:;'|!·", 265],
  ['frtJ()[]-/ ', 345],
  ['csz', 480],
  ['mwMWÄÖ@%—…', 820],
  ['ABCDGHKNOPQRSUVXYZÜ&→', 630],
  ['EFLT', 545],
]
const usual = 555
const widths = new Map(groups.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)))

/** Width in pixels of a line of text. */
export function textWidth(text: string, size = 14, bold = false): number {
  let sum = 0
  for (const letter of text) sum += widths.get(letter) ?? usual
  return (sum / 1000) * size * (bold ? 1.05 : 1)
}

/** The text, or as much of it as fits followed by an ellipsis; undefined when fewer than three letters fit. */
export function fitText(text: string, width: number, size = 14, bold = false): string | undefined {
  if (textWidth(text, size, bold) <= width) return text
  const letters = [...text]
  for (let count = letters.length - 1; count >= 3; count--) {
    const shorter = `${letters.slice(0, count).join('').trimEnd()}…`
    if (textWidth(shorter, size, bold) <= width) return shorter
  }
  return undefined
}
