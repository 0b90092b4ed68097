/** The door of files: what is attached to records. */
export {
  describeFiles,
  fileFormLimit,
  judgeFile,
  largestFileBytes,
  type NewFile,
  publishFile,
  readFile,
  removeFile,
  type StoredFile,
  storeFile,
  storeUpload,
} from './files.ts'
export { attachmentKinds, type FileKind, type FileRefusal } from './kinds.ts'
