import { DocumentBody, type PaperDocument } from '../../../../platform/documents/index.ts'
import { FollowLinks } from '../../../../platform/subscriptions/index.ts'
import {
  Empty,
  Link,
  List,
  Name,
  PageCount,
  Pager,
  Section,
  Stack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { Attachment, Paper } from '../../queries/papers.ts'

/** Papers on a page for everybody. */
export const papersPageSize = 25

export function Papers({ rows, total, page }: { rows: readonly Paper[]; total: number; page: number }) {
  const { t, locale, format } = useRender()
  return (
    <Stack gap="l">
      <Text>{t('council.public.papers-text')}</Text>
      {rows.length === 0 ? (
        <Empty title={t('council.public.no-papers')} />
      ) : (
        <Stack>
          <PageCount total={total} size={papersPageSize} page={page} />
          <List
            items={rows.map((paper) => ({
              key: paper.id,
              content: (
                <Link to={`/${locale}/papers/${paper.id}`}>
                  <Name>{paper.title}</Name>
                </Link>
              ),
              meta: [paper.number, t(`council.public.paper-kind.${paper.kind}`), format.day(paper.datedOn)]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
          <Pager total={total} size={papersPageSize} page={page} />
        </Stack>
      )}
      <FollowLinks feed="/papers/feed.xml" />
    </Stack>
  )
}

export const publicFormats = ['pdf', 'docx', 'html', 'json'] as const

export interface PaperProps {
  readonly id: string
  readonly document: PaperDocument
  readonly attachments: readonly Attachment[]
}

export function PublicPaper({ id, document, attachments }: PaperProps) {
  const { t, locale } = useRender()
  return (
    <Stack gap="l">
      <nav aria-label={t('council.public.as-file')} className="nl-row nl-noprint">
        <span>{t('council.public.as-file')}</span>
        {publicFormats.map((format) => (
          <Link key={format} to={`/${locale}/papers/${id}/paper.${format}`} download="">
            {t(`council.public.format.${format}`)}
          </Link>
        ))}
      </nav>
      <DocumentBody paper={document} />
      {attachments.length > 0 && (
        <Section title={t('council.public.attachments')}>
          <List
            items={attachments.map(({ id: attachment, name, address }) => ({
              key: attachment,
              content: (
                <Link to={address ?? `/${locale}/papers/${id}/attachments/${attachment}`}>
                  <Name>{name}</Name>
                </Link>
              ),
            }))}
          />
        </Section>
      )}
      <FollowLinks feed="/papers/feed.xml" topic={{ kind: 'paper', id }} />
    </Stack>
  )
}
