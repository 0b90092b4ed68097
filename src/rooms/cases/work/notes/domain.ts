export const noteKinds = ['talk', 'phone', 'visit', 'letter', 'mail', 'accompaniment', 'other'] as const
export type NoteKind = (typeof noteKinds)[number]

/** `own`: only who wrote it reads it, whoever else reads the file. */
export const visibilities = ['team', 'own'] as const
export type Visibility = (typeof visibilities)[number]

export const documentKinds = ['application', 'notice', 'certificate', 'letter', 'consent', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]
