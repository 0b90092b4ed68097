import { z } from 'zod'
import * as field from '../../../../platform/http/fields.ts'
import { documentKinds, noteKinds, visibilities } from './domain.ts'

const note = { kind: field.oneOf(noteKinds), happenedOn: field.day(), text: field.longText(8000) }

export const NewNote = z.object({ ...note, visibility: field.oneOf(visibilities) })
export const CorrectedNote = z.object({ ...note, reason: field.text(300), number: field.version() })

export const NewDocument = z.object({ title: field.text(200), kind: field.oneOf(documentKinds) })
export const RemovedDocument = z.object({ reason: field.text(300), version: field.version() })

export type NoteInput = z.output<typeof NewNote>
