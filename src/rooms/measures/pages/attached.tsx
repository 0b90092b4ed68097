import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { Checkbox, DateField, FileField, Name, Parts, Tag, TextField } from '../../../platform/ui/index.ts'
import { getConcept } from '../queries/concepts.ts'
import { documentsOf, sourcesOf } from '../queries/parts.ts'
import { DocumentLink } from './measureside.tsx'
import { measureSubject, type PartSubject, partPage } from './partpage.tsx'
import { labelsFor } from './parts.tsx'

/** Documents and sources: they hang on measures and on concepts alike. */

export const showMeasureDocuments = async (request: PageRequest<'id'>): Promise<Page> =>
  documentsPage(request, await measureSubject(request))
export const showMeasureSources = async (request: PageRequest<'id'>): Promise<Page> =>
  sourcesPage(request, await measureSubject(request))
export const showConceptDocuments = async (request: PageRequest<'key'>): Promise<Page> =>
  documentsPage(request, await conceptSubject(request))
export const showConceptSources = async (request: PageRequest<'key'>): Promise<Page> =>
  sourcesPage(request, await conceptSubject(request))

async function conceptSubject({ tx, actor, params, t }: PageRequest<'key'>): Promise<PartSubject> {
  const { id, key, title, version } = await getConcept(tx, actor, params.key)
  const path = `/measures/concepts/${key}`
  return {
    path,
    title,
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: t('measures.concept.many'), path: '/measures/concepts' },
      { label: title, path },
    ],
    record: { kind: 'concept', id, version },
    route: '/measures/concepts/:key',
  }
}

async function documentsPage(request: PageRequest, subject: PartSubject): Promise<Page> {
  const { t, tx, actor } = request
  return partPage(request, subject, {
    part: 'documents',
    files: true,
    rows: (await documentsOf(tx, actor, subject.record.id)).map((row) => ({
      id: row.id,
      content: <DocumentLink path={subject.path} document={row} />,
      meta: (
        <Parts
          parts={[row.address ?? t('measures.document.file'), !row.isPublic && <Tag>{t('measures.not-public')}</Tag>]}
        />
      ),
    })),
    labels: { ...labelsFor(t, ['title', 'address', 'file']), isPublic: t('measures.document.public') },
    fields: (
      <>
        <TextField name="title" maxLength={300} />
        <FileField name="file" optional hint={t('measures.document.file-hint')} />
        <TextField name="address" type="url" optional maxLength={1000} hint={t('measures.document.address-hint')} />
        <Checkbox name="isPublic" hint={t('measures.document.public-hint')} />
      </>
    ),
  })
}

async function sourcesPage(request: PageRequest, subject: PartSubject): Promise<Page> {
  const { t, tx, locale } = request
  const format = createFormat(locale)
  return partPage(request, subject, {
    part: 'sources',
    rows: (await sourcesOf(tx, subject.record.id)).map((row) => ({
      id: row.id,
      content: <Name>{row.title}</Name>,
      meta: (
        <Parts parts={[row.datedOn && t('measures.source.dated', { day: format.day(row.datedOn) }), row.address]} />
      ),
    })),
    labels: labelsFor(t, ['title', 'address', 'datedOn']),
    fields: (
      <>
        <TextField name="title" maxLength={300} />
        <TextField name="address" type="url" optional maxLength={1000} hint={t('measures.document.address-hint')} />
        <DateField name="datedOn" optional />
      </>
    ),
  })
}
