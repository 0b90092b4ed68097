// Over 300 lines: notes and documents share labels and the way back; each page alone is short.
import { NotFound } from '../../../../kernel/errors.ts'
import { recordLook } from '../../../../platform/audit/index.ts'
import { readFile } from '../../../../platform/files/index.ts'
import { isConflict, versionFor } from '../../../../platform/http/changed.ts'
import { type Download, type Page, type PageRequest, pageNumber } from '../../../../platform/http/index.ts'
import { namesOf } from '../../../../platform/identity/members.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  DateField,
  Details,
  Empty,
  FileField,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Name,
  Pager,
  RadioGroup,
  Note as Remark,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { fileOf, keptFileOf, type SeenFile } from '../file.ts'
import { Meanwhile } from '../meanwhile.tsx'
import { filePath, partPage } from '../part.tsx'
import { documentKinds, noteKinds, visibilities } from './domain.ts'
import {
  countNotes,
  type Document,
  documentsOf,
  getDocument,
  type Note,
  notesOf,
  notesPerPage,
  versionsOf,
} from './queries.ts'
import { NoteList, NoteText, sizeWords } from './section.tsx'

/** All notes of a file, the latest first. */
export async function showNotes(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, query } = request
  const file = await fileOf(request)
  const page = pageNumber(query)
  const notes = await notesOf(tx, file.id, { page })
  const total = await countNotes(tx, file.id)
  const names = await namesOf(
    tx,
    notes.map(({ authorId }) => authorId),
  )
  await recordLook(tx, actor, { event: 'cases.notes-read', subjectKind: 'cases.file', ids: [file.id] })
  return partPage(request, file, {
    title: t('cases.note.title'),
    actions: file.writes && <ButtonLink to={`${filePath(file.id)}/notes/new`}>{t('cases.note.new')}</ButtonLink>,
    body: (
      <Stack gap="l">
        {notes.length === 0 ? (
          <Empty title={t('cases.note.none')}>{t('cases.note.none-next')}</Empty>
        ) : (
          <NoteList caseId={file.id} notes={notes} names={names} whole />
        )}
        <Pager total={total} size={notesPerPage} page={page} />
      </Stack>
    ),
  })
}

/** One note with everything that it said before. */
export async function showNote(request: PageRequest<'id' | 'note'>): Promise<Page> {
  const { tx, actor, t, params, form } = request
  const file = await fileOf(request)
  const versions = await versionsOf(tx, file, params.note)
  const [note, ...earlier] = versions
  const names = await namesOf(
    tx,
    versions.map(({ authorId }) => authorId),
  )
  await recordLook(tx, actor, { event: 'cases.notes-read', subjectKind: 'cases.file', ids: [file.id] })
  const own = file.writes && note.authorId === actor.userId
  return partPage(request, file, {
    title: t('cases.note.title-of', { kind: t(`cases.note.kind.${note.kind}`) }),
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={{ corrected: 'cases.note.done.corrected' }} />
        <Stack gap="s">
          <NoteMeta note={note} names={names} />
          <NoteText text={note.text} />
          {note.reason && <Meta>{t('cases.note.corrected-because', { reason: note.reason })}</Meta>}
        </Stack>
        {earlier.length > 0 && (
          <Section title={t('cases.note.earlier')}>
            <List
              items={earlier.map((one) => ({
                key: String(one.number),
                content: <NoteText text={one.text} />,
                meta: <NoteMeta note={one} names={names} />,
              }))}
            />
          </Section>
        )}
        {own && (
          <Details summary={t('cases.note.correct')} open={form !== undefined}>
            <CorrectionForm file={file} note={note} form={form} />
          </Details>
        )}
      </Stack>
    ),
  })
}

function NoteMeta({ note, names }: { note: Note; names: ReadonlyMap<string, string> }) {
  const { t, format } = useRender()
  return (
    <Meta
      parts={[
        format.day(note.happenedOn),
        names.get(note.authorId ?? '') ?? t('cases.note.formerly'),
        t('cases.note.written', { at: format.instant(note.writtenAt) }),
        t(`cases.note.visibility.${note.visibility}`),
      ]}
    />
  )
}

function CorrectionForm({ file, note, form }: { file: SeenFile; note: Note; form: PageRequest['form'] }) {
  const { t } = useRender()
  return (
    <>
      <Meanwhile
        form={form}
        route="/cases/:id/notes/:note"
        fields={[
          {
            name: 'kind',
            label: t('cases.note.field.kind'),
            saved: note.kind,
            words: (kind) => t(`cases.note.kind.${kind}`),
          },
          { name: 'happenedOn', label: t('cases.note.field.happenedOn'), saved: note.happenedOn },
          { name: 'text', label: t('cases.note.field.text'), saved: note.text },
        ]}
      />
      <Form
        action={`${filePath(file.id)}/notes/${note.id}`}
        route="/cases/:id/notes/:note"
        withoutSummary={isConflict(form)}
        state={form}
        initial={{ kind: note.kind, happenedOn: note.happenedOn, text: note.text }}
        labels={noteLabels(t)}
      >
        <Hidden name="number" value={versionFor(form, note.number, 'number')} />
        <NoteFields />
        <TextField name="reason" maxLength={300} hint={t('cases.note.reason-hint')} />
        <ButtonRow>
          <Button>{t('cases.note.save-correction')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

const noteLabels = (t: PageRequest['t']) => ({
  kind: t('cases.note.field.kind'),
  happenedOn: t('cases.note.field.happenedOn'),
  text: t('cases.note.field.text'),
  visibility: t('cases.note.field.visibility'),
  reason: t('cases.note.field.reason'),
})

function NoteFields() {
  const { t } = useRender()
  return (
    <>
      <Select name="kind" options={noteKinds.map((kind) => ({ value: kind, label: t(`cases.note.kind.${kind}`) }))} />
      <DateField name="happenedOn" />
      <TextArea name="text" rows={8} maxLength={8000} hint={t('cases.note.text-hint')} />
    </>
  )
}

export async function showNewNote(request: PageRequest<'id'>): Promise<Page> {
  const { t, form, clock } = request
  const file = await keptFileOf(request)
  return partPage(request, file, {
    title: t('cases.note.new'),
    layout: 'narrow',
    body: (
      <Form
        state={form}
        initial={{ kind: 'talk', happenedOn: clock.today(), visibility: 'team' }}
        labels={noteLabels(t)}
      >
        <NoteFields />
        <RadioGroup
          name="visibility"
          choices={visibilities.map((one) => ({
            value: one,
            label: t(`cases.note.visibility.${one}`),
            hint: t(`cases.note.visibility-hint.${one}`),
          }))}
        />
        <ButtonRow>
          <Button>{t('cases.note.save')}</Button>
        </ButtonRow>
      </Form>
    ),
  })
}

/** Documents of a file: to fetch, to add, to delete with a reason. */
export async function showDocuments(request: PageRequest<'id'>): Promise<Page> {
  const { tx, t, form } = request
  const file = await fileOf(request)
  const documents = await documentsOf(tx, file.id)
  return partPage(request, file, {
    title: t('cases.document.title'),
    layout: 'narrow',
    body: <Documents file={file} documents={documents} form={form} />,
  })
}

interface DocumentsProps {
  readonly file: SeenFile
  readonly documents: readonly Document[]
  readonly form: PageRequest['form']
}

function Documents({ file, documents, form }: DocumentsProps) {
  const { t, format } = useRender()
  const path = `${filePath(file.id)}/documents`
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ added: 'cases.document.done.added', removed: 'cases.document.done.removed' }} />
      {documents.length === 0 && <Empty title={t('cases.document.none')}>{t('cases.document.none-next')}</Empty>}
      <List
        items={documents.map((document) => ({
          key: document.id,
          content: document.fileId ? (
            <Link to={`${path}/${document.id}`} download={document.fileName}>
              <Name>{document.title}</Name>
            </Link>
          ) : (
            <Name>{document.title}</Name>
          ),
          meta: document.removedOn
            ? t('cases.document.removed', { day: format.day(document.removedOn), reason: document.removedReason ?? '' })
            : [
                t(`cases.document.kind.${document.kind}`),
                format.instant(document.addedAt),
                sizeWords(document.bytes, format.number),
                document.fileName,
              ].join(' · '),
          below: file.writes && document.fileId && <RemoveForm path={path} document={document} form={form} />,
        }))}
      />
      {file.writes && (
        <Section title={t('cases.document.add')}>
          <Form
            action={path}
            route="/cases/:id/documents"
            state={form}
            files
            labels={{
              title: t('cases.document.field.title'),
              kind: t('cases.document.field.kind'),
              file: t('cases.document.field.file'),
            }}
          >
            <TextField name="title" maxLength={200} />
            <Select
              name="kind"
              options={documentKinds.map((kind) => ({ value: kind, label: t(`cases.document.kind.${kind}`) }))}
            />
            <FileField name="file" hint={t('cases.document.file-hint')} />
            <Remark>{t('cases.document.needed-only')}</Remark>
            <ButtonRow>
              <Button>{t('cases.document.add')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </Stack>
  )
}

function RemoveForm({ path, document, form }: { path: string; document: Document; form: PageRequest['form'] }) {
  const { t } = useRender()
  const mine = form?.route === '/cases/:id/documents/:document/remove'
  return (
    <Details summary={t('cases.document.remove')} open={mine}>
      <Form
        action={`${path}/${document.id}/remove`}
        route="/cases/:id/documents/:document/remove"
        state={mine ? form : undefined}
        prefix={`remove-${document.id}-`}
        labels={{ reason: t('cases.document.field.reason') }}
      >
        <Hidden name="version" value={document.version} />
        <TextField name="reason" maxLength={300} />
        <ButtonRow>
          <Button look="secondary">{t('cases.document.remove-now')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

/** The document itself, for who sees the file; every fetch is noted. */
export async function fetchDocument(request: PageRequest<'id' | 'document'>): Promise<Download> {
  const { tx, actor, params } = request
  const file = await fileOf(request)
  const document = await getDocument(tx, file, params.document)
  if (document.fileId === null) throw new NotFound('the document was removed')
  await recordLook(tx, actor, {
    event: 'cases.document-read',
    subjectKind: 'cases.file',
    ids: [file.id],
    details: { document: document.id },
  })
  return await readFile(tx, document.fileId)
}
