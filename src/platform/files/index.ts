/** The door of files: what is attached to records. */
export { fileFormLimit, type NewFile, publishFile, readFile, type StoredFile, storeFile, storeUpload } from './files.ts'
export type { FileKind, FileRefusal } from './kinds.ts'
