import type { ReactNode } from 'react'
import type { Tx } from '../../../../platform/database/index.ts'
import { namesOf } from '../../../../platform/identity/members.ts'
import { DatedList, Empty, Link, Meta, Name, Row, Section, Tag, useRender } from '../../../../platform/ui/index.ts'
import { filePath } from '../part.tsx'
import { countNotes, type Document, documentsOf, type Note, notesOf } from './queries.ts'

/** The latest notes, in the file. */
export async function notesSection(tx: Tx, caseId: string, writes: boolean): Promise<ReactNode> {
  const notes = await notesOf(tx, caseId, { size: 4 })
  const count = notes.length < 4 ? notes.length : await countNotes(tx, caseId)
  const names = await namesOf(
    tx,
    notes.map(({ authorId }) => authorId),
  )
  return <NotesSection caseId={caseId} notes={notes} count={count} names={names} writes={writes} />
}

interface Props {
  readonly caseId: string
  readonly notes: readonly Note[]
  readonly count: number
  readonly names: ReadonlyMap<string, string>
  readonly writes: boolean
}

function NotesSection({ caseId, notes, count, names, writes }: Props) {
  const { t } = useRender()
  const path = `${filePath(caseId)}/notes`
  return (
    <Section
      title={t('cases.note.title')}
      id="notes"
      aside={
        <Row>
          {count > 0 && <Link to={path}>{t('cases.note.all', { count })}</Link>}
          {writes && <Link to={`${path}/new`}>{t('cases.note.new-short')}</Link>}
        </Row>
      }
    >
      {notes.length === 0 ? (
        <Empty title={t('cases.note.none')}>{t('cases.note.none-next')}</Empty>
      ) : (
        <NoteList caseId={caseId} notes={notes} names={names} />
      )}
    </Section>
  )
}

/** Notes with their day; long ones are cut in the file and whole on their page. */
export function NoteList({
  caseId,
  notes,
  names,
  whole,
}: Pick<Props, 'caseId' | 'notes' | 'names'> & { whole?: boolean }) {
  const { t } = useRender()
  return (
    <DatedList
      items={notes.map((note) => ({
        key: note.id,
        on: note.happenedOn,
        content: whole ? <NoteText text={note.text} /> : <Name>{cut(note.text)}</Name>,
        meta: (
          <>
            <Link to={`${filePath(caseId)}/notes/${note.id}`}>{t(`cases.note.kind.${note.kind}`)}</Link>
            {' · '}
            <bdi>{names.get(note.authorId ?? '') ?? t('cases.note.formerly')}</bdi>
            {note.number > 1 && ` · ${t('cases.note.corrected')}`}
            {note.visibility === 'own' && (
              <>
                {' '}
                <Tag>{t('cases.note.visibility.own')}</Tag>
              </>
            )}
          </>
        ),
      }))}
    />
  )
}

const longest = 280

const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest).trimEnd()} …`)

/** Free words, line by line, as they were typed. */
export function NoteText({ text }: { text: string }) {
  return (
    <div className="nl-stack nl-stack--s" lang="de">
      {text.split(/\n+/).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never change their order
        <p key={index} className="nl-text">
          {line}
        </p>
      ))}
    </div>
  )
}

/** Documents, in the side column. */
export async function documentsSection(tx: Tx, caseId: string, writes: boolean): Promise<ReactNode> {
  const documents = (await documentsOf(tx, caseId, 50)).filter(({ removedOn }) => removedOn === null)
  return <DocumentsSection caseId={caseId} documents={documents} writes={writes} />
}

function DocumentsSection({
  caseId,
  documents,
  writes,
}: {
  caseId: string
  documents: readonly Document[]
  writes: boolean
}) {
  const { t, format } = useRender()
  const path = `${filePath(caseId)}/documents`
  return (
    <Section
      title={t('cases.document.title')}
      id="documents"
      aside={<Link to={path}>{t(writes ? 'cases.document.manage' : 'cases.document.all')}</Link>}
    >
      {documents.length === 0 ? (
        <Meta>{t('cases.document.none')}</Meta>
      ) : (
        <ul className="nl-list">
          {documents.slice(0, 6).map((document) => (
            <li key={document.id}>
              <Link to={`${path}/${document.id}`} download={document.fileName}>
                <Name>{document.title}</Name>
              </Link>
              <Meta
                parts={[
                  t(`cases.document.kind.${document.kind}`),
                  format.instant(document.addedAt).slice(0, 10),
                  sizeWords(document.bytes, format.number),
                ]}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** `1,2 MB`, `48 kB`. */
export const sizeWords = (bytes: number, number: (value: number, decimals?: number) => string): string =>
  bytes >= 1_000_000 ? `${number(bytes / 1_000_000, 1)} MB` : `${number(Math.max(1, Math.round(bytes / 1000)))} kB`
