/** The door of documents: what leaves the platform as a file. */
export { type CsvValue, csvType, writeCsv } from './csv.ts'
