/** What a file can be, by its content, with the media type it is sent under. */
export const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  png: 'image/png',
  jpeg: 'image/jpeg',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
} as const

export type FileKind = keyof typeof mediaTypes

/** What is attached to records of an office: texts, tables, pictures of plans. */
export const attachmentKinds: readonly FileKind[] = [
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'png',
  'jpeg',
  'csv',
  'txt',
]

/** Why a file is not taken; the sentences stand below `error.`. */
export type FileRefusal =
  | 'file-missing'
  | 'file-empty'
  | 'file-too-large'
  | 'file-kind'
  | 'file-macros'
  | 'file-executable'
  | 'file-old-office'
  | 'file-bomb'
  | 'file-broken'
