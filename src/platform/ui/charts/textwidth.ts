/**
 * Advance widths of Fira Sans in thousandths of the size, measured for the letters of our languages in groups of like
 * width. Labels are placed on the server, where no browser measures; what is left of error lies within their margins.
 */
const groups: readonly (readonly [letters: string, width: number])[] = [
  [" !'.,:;·‚‘’ijlıîİIÎ", 270],
  ['()[]fłJ', 324],
  ['tț', 361],
  ['-r|"„“”', 402],
  ['*?zż', 443],
  ['cçsşśșvxyLF+', 485],
  ['ETZk/<=>_−–Łgğ§', 518],
  ['BKPRbdhnopqußöüñńóû', 593],
  ['DGĞ', 638],
  ['HNOÖQUÜÛ', 682],
  ['w…', 727],
  ['&M—', 790],
  ['%W', 832],
  ['m', 857],
  ['→←↑↓', 900],
]
const usual = 555
const widths = new Map(groups.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)))

/** Width in pixels of a line of text. */
export function textWidth(text: string, size = 14, bold = false): number {
  let sum = 0
  for (const letter of text) sum += widths.get(letter) ?? usual
  return (sum / 1000) * size * (bold ? 1.02 : 1)
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
