/** The door of importing: what a room needs to have its lists read in. */
export { namesIn } from './domain/cells.ts'
export type { ImportColumn, Mapping } from './domain/columns.ts'
export { languagesByName } from './domain/languages.ts'
export { lookupOf, type NamesByKey, uniqueNames } from './domain/names.ts'
export { type Lookup, RowReader } from './domain/reader.ts'
export { besideRow, type Candidate, type Choice, hasErrors, type Judged, type RowIssue } from './domain/rows.ts'
export { SimilarTitles, trigrams } from './domain/similar.ts'
export { codesByWord, wordForm, yesOrNo } from './domain/words.ts'
export type {
  ChosenRow,
  ImportKind,
  ImportSetting,
  RowDescription,
  RowJudge,
  RowWriter,
  ShownRow,
  TakenRow,
  WrittenRow,
} from './kind.ts'
export { importRoutes } from './routes.ts'
