/** Numbers of papers: counted per year, three digits at least, as in `066/2023`. */
export const paperNumber = (count: number, year: number): string => `${String(count).padStart(3, '0')}/${year}`

/** Count and year of a number in that form; undefined for numbers of other council systems. */
export function readPaperNumber(number: string): { count: number; year: number } | undefined {
  const found = /^(\d{3,6})\/(\d{4})$/.exec(number)
  return found ? { count: Number(found[1]), year: Number(found[2]) } : undefined
}
