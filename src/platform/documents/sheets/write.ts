import type { Book } from './model.ts'

/** A workbook for Excel and LibreOffice: bold frozen header, filter, real numbers and dates, never a formula. */
export async function writeXlsx(book: Book): Promise<Uint8Array> {
  throw new Error(`not yet: ${book.title}`)
}
