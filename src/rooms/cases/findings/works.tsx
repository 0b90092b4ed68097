import { dayOfInstant } from '../../../kernel/day.ts'
import { Link, List, Parts, Section, useRender } from '../../../platform/ui/index.ts'
import { newsText } from './news.ts'
import { findingPath, findingsPath } from './paths.ts'
import type { OwnFinding } from './queries.ts'
import type { FindingWords } from './words.ts'

/** "Ihre Hinweise wirken": what became of each of these findings of the reader. */
export function Works({ own, words }: { own: readonly OwnFinding[]; words: FindingWords }) {
  const { t, format } = useRender()
  return (
    <Section title={t('cases.finding.works')} aside={<Link to={findingsPath}>{t('cases.finding.all')}</Link>}>
      <List
        items={own.map((finding) => ({
          key: finding.id,
          content: t(
            `cases.finding.works-text.${finding.latest && finding.state === 'inTopic' ? 'ledTo' : finding.state}`,
            {
              news: finding.latest ? newsText(finding.latest, t, format) : '',
              on: format.dayShort(dayOfInstant(finding.reportedAt.getTime(), 'Europe/Berlin')),
              hurdle: words.hurdle(finding.hurdle),
              reason: finding.reason ? t(`cases.finding.reason.${finding.reason}`) : '',
              topic: finding.topicTitle ?? '',
            },
          ),
          meta: (
            <Parts
              parts={[
                <Link key="finding" to={findingPath(finding.id)}>
                  {t(finding.state === 'returned' ? 'cases.finding.again' : 'cases.finding.open')}
                </Link>,
                finding.topicDecisionOn && t('cases.finding.decision-on', { on: format.day(finding.topicDecisionOn) }),
              ]}
            />
          ),
        }))}
      />
    </Section>
  )
}
