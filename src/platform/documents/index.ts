/** The door of documents: what leaves the platform as a file, and what comes in as a spreadsheet. */
export { compareTexts } from './compare.ts'
export { type CsvValue, csvType, writeCsv } from './csv.ts'
export type { Block, Inline, PaperDocument, ParallelRow, Run, Source, TableColumn } from './model.ts'
export { DocumentBody } from './paper/body.tsx'
export { toDocx } from './paper/docx.ts'
export { toHtml } from './paper/html.tsx'
export { type PaperJson, toJson } from './paper/json.ts'
export { toPdf } from './paper/pdf.ts'
export type { PaperSection, PaperSectionContent, PaperSectionRequest } from './section.ts'
export type {
  Book,
  BookCell,
  BookColumn,
  BookSheet,
  PlainCell,
  SheetCell,
  SheetContent,
  SheetInfo,
  SheetLimits,
  SheetOutcome,
  SheetReading,
  SheetRefusal,
  SheetRow,
} from './sheets/model.ts'
export { readRows, readSheet } from './sheets/read.ts'
export { writeXlsx } from './sheets/write.ts'
export { docxType, pdfType, xlsxType } from './types.ts'
