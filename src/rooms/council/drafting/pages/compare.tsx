import { NotFound } from '../../../../kernel/errors.ts'
import { type Block, DocumentBody } from '../../../../platform/documents/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { ButtonLink, Empty, Stack } from '../../../../platform/ui/index.ts'
import { findPaper, findWorkingText, versionsOf } from '../../queries/papers.ts'
import { changedParts, comparedSections } from '../domain/comparing.ts'
import { documentOf } from '../files.ts'
import { draftPath } from '../paths.ts'
import { type Draft, getDraft, getVersion } from '../queries.ts'
import { crumbsTo } from './crumbs.ts'

/** What the report says differently: from the last report, or, with `?version=`, from an earlier version of itself. */
export async function showComparison(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, query, t } = request
  const draft = await getDraft(tx, actor, params.id)
  const version = Number(query.get('version')) || undefined
  const { title, blocks } = version ? await withVersion(request, draft, version) : await withPrevious(request, draft)
  const document = await documentOf(tx, actor, draft.paper, { proposedResolution: '', explanation: [], sources: [] })
  return {
    title,
    name: t('council.drafting.compare.name'),
    layout: 'paper',
    crumbs: crumbsTo(t, draft),
    actions: (
      <ButtonLink to={draftPath(draft.id)} look="secondary">
        {t('council.drafting.compare.back')}
      </ButtonLink>
    ),
    body: (
      <Stack gap="l">
        {blocks.length === 0 ? (
          <Empty title={t('council.drafting.compare.same')}>{t('council.drafting.compare.same-text')}</Empty>
        ) : (
          <DocumentBody paper={{ ...document, title, blocks, sources: [] }} />
        )}
      </Stack>
    ),
  }
}

async function withVersion({ tx, t }: PageRequest, draft: Draft, version: number) {
  if (!Number.isInteger(version) || version < 1 || version >= draft.version) throw new NotFound(`no version ${version}`)
  const before = await getVersion(tx, draft.id, version)
  const parts = changedParts(before.composition, draft.composition, { old: before.edits, young: draft.edits })
  return {
    title: t('council.drafting.compare.with-version', { before: version, after: draft.version }),
    blocks: parts.flatMap((part): Block[] => [
      { kind: 'heading', level: 1, text: part.heading },
      { kind: 'comparison', runs: part.runs },
    ]),
  }
}

/** Explanation against explanation, section by section. */
async function withPrevious({ tx, actor, t }: PageRequest, draft: Draft) {
  const previous = draft.previousPaperId && (await findPaper(tx, actor, draft.previousPaperId))
  if (!previous) throw new NotFound('no earlier report is named')
  const [released] = await versionsOf(tx, previous.id)
  const now = await findWorkingText(tx, actor, draft.paper.id)
  const sections = comparedSections(released?.content.explanation ?? [], now?.content.explanation ?? [])
  return {
    title: t('council.drafting.compare.with-previous', { number: previous.number ?? previous.title }),
    blocks: sections.flatMap(({ heading, runs }): Block[] => [
      ...(heading ? [{ kind: 'heading' as const, level: 1 as const, text: heading }] : []),
      { kind: 'comparison', runs },
    ]),
  }
}
