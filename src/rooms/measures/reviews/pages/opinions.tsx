import { Details, Link, List, Meta, Name, Note, Section, Stack, useRender } from '../../../../platform/ui/index.ts'
import type { Evidence } from '../domain/outcome.ts'
import type { Agreement } from '../domain/progress.ts'
import type { GivenOpinion } from '../queries/work.ts'
import type { Other } from './judging.tsx'
import { Paragraphs, verdictWord } from './words.tsx'

interface OpinionsProps {
  /** Newest first, also those that were replaced. */
  readonly opinions: readonly GivenOpinion[]
  readonly agreement: Agreement
  readonly others: readonly Other[]
}

/** What the reviewers say, each with what it rests on; an opinion that was replaced stays readable below. */
export function OpinionsGiven({ opinions, agreement, others }: OpinionsProps) {
  const { t } = useRender()
  const latest = opinions.filter(
    (opinion, index) => opinions.findIndex(({ reviewerId }) => reviewerId === opinion.reviewerId) === index,
  )
  const replaced = opinions.filter((opinion) => !latest.includes(opinion))
  return (
    <Section title={t(`measures.reviews.opinions.${agreement}`, { count: latest.length })}>
      <Stack>
        <OpinionList opinions={latest} others={others} />
        {replaced.length > 0 && (
          <Details summary={t('measures.reviews.replaced', { count: replaced.length })}>
            <OpinionList opinions={replaced} others={others} />
          </Details>
        )}
      </Stack>
    </Section>
  )
}

function OpinionList({ opinions, others }: Pick<OpinionsProps, 'opinions' | 'others'>) {
  const { t, format } = useRender()
  return (
    <List
      items={opinions.map((opinion) => ({
        key: opinion.id,
        content: (
          <>
            <strong className="nl-strong">{verdictWord(t, opinion.verdict)}</strong>
            {opinion.mergeWith.length > 0 && (
              <>
                {' '}
                <Name>{namesOf(opinion.mergeWith, others)}</Name>
              </>
            )}
          </>
        ),
        meta: (
          <>
            <Name>{opinion.reviewer}</Name> · {format.instant(opinion.givenAt)}
          </>
        ),
        below: (
          <Stack gap="s">
            <Paragraphs text={opinion.reason} />
            {opinion.targetText && (
              <Note>
                <Meta>{t('measures.reviews.field.targetText')}</Meta>
                <Paragraphs text={opinion.targetText} />
              </Note>
            )}
            {opinion.heard && (
              <Meta>
                {t('measures.reviews.heard')} <Name>{opinion.heard}</Name>
              </Meta>
            )}
            {opinion.evidence.length > 0 && <EvidenceList evidence={opinion.evidence} />}
          </Stack>
        ),
      }))}
    />
  )
}

const namesOf = (ids: readonly string[], others: readonly Other[]): string =>
  ids
    .map((id) => others.find((other) => other.id === id))
    .map((other) => (other ? `${other.number} ${other.title}` : ''))
    .join(', ')

/** What an opinion rests on, as it was frozen, with its day and the beginning of its checksum. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const { t, format } = useRender()
  return (
    <Details summary={t('measures.reviews.evidence-count', { count: evidence.length })}>
      <List
        items={evidence.map((one, index) => ({
          key: String(index),
          content: <Name>{one.label}</Name>,
          meta: t('measures.reviews.frozen', { day: format.day(one.asOf), checksum: one.checksum.slice(0, 12) }),
          below:
            one.kind === 'document' && /^https?:/.test(one.content) ? (
              <Link to={one.content}>{one.content}</Link>
            ) : (
              <Paragraphs text={one.content} />
            ),
        }))}
      />
    </Details>
  )
}
