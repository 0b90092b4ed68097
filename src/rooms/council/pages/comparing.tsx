import { NotFound } from '../../../kernel/errors.ts'
import { type Block, compareTexts, DocumentBody } from '../../../platform/documents/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { DescriptionList, Name, Stack } from '../../../platform/ui/index.ts'
import { checksumOf, type PaperContent, plainText } from '../domain/content.ts'
import { paperPath, papers } from '../paths.ts'
import { getPaper, versionsOf } from '../queries/papers.ts'

interface Said {
  readonly title: string
  readonly content: PaperContent
}

/** True when two texts say the same, figures and sources included. */
export const sameText = (a: Said, b: Said): boolean =>
  checksumOf({ title: a.title, content: a.content }) === checksumOf({ title: b.title, content: b.content })

/** What a correction changed: subject, proposed resolution and explanation, old and new in one text. */
export function comparisonBlocks(before: Said, after: Said, labels: readonly [string, string, string]): Block[] {
  const texts = (said: Said) => [said.title, said.content.proposedResolution, plainText(said.content.explanation)]
  const [old, now] = [texts(before), texts(after)]
  return labels.flatMap((label, index): Block[] =>
    old[index] === now[index]
      ? []
      : [{ kind: 'comparison', label, runs: compareTexts(old[index] ?? '', now[index] ?? '') }],
  )
}

/** A correction beside what it corrected. */
export async function showComparison(request: PageRequest<'id' | 'number'>): Promise<Page> {
  const { tx, actor, params, t, locale, tenant } = request
  const format = createFormat(locale)
  const paper = await getPaper(tx, actor, params.id)
  const versions = await versionsOf(tx, paper.id)
  const after = versions.find(({ number }) => String(number) === params.number)
  const before = versions.find(({ number }) => number === (after?.number ?? 0) - 1)
  if (!after || !before) throw new NotFound(`the paper ${paper.id} has no correction ${params.number}`)
  return {
    title: t('council.paper.compared', { number: after.number }),
    crumbs: [
      { label: t('council.papers'), path: papers },
      { label: paper.number ?? paper.title, path: paperPath(paper.id) },
    ],
    meta: <Name>{paper.title}</Name>,
    layout: 'paper',
    body: (
      <Stack>
        <DescriptionList
          items={[
            { term: t('council.paper.field.reason'), value: after.reason },
            { term: t('council.paper.before'), value: format.day(before.releasedOn) },
            { term: t('council.paper.after'), value: format.day(after.releasedOn) },
          ]}
        />
        <DocumentBody
          paper={{
            title: t('council.paper.compared', { number: after.number }),
            language: locale === 'en' ? 'en' : 'de',
            issuer: tenant.name,
            marks: [],
            createdOn: after.releasedOn,
            sources: [],
            blocks: comparisonBlocks(before, after, [
              t('council.paper.field.title'),
              t('council.paper.field.proposedResolution'),
              t('council.paper.field.explanation'),
            ]),
          }}
        />
      </Stack>
    ),
  }
}
