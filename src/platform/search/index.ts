/** The door of the search by words: how names are taken apart, stored and found by index under row-level security. */
export { found, storeWords, type Worded } from './stored.ts'
export { endingsOf, fold, type SoughtWord, soughtWords, type WordEnding } from './words.ts'
