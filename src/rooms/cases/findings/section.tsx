import { dayOfInstant } from '../../../kernel/day.ts'
import { may } from '../../../platform/access/index.ts'
import { Link, List, Parts, Section, useRender } from '../../../platform/ui/index.ts'
import type { CaseSection } from '../sections.ts'
import { findingPath, findingsPath } from './paths.ts'
import { type OwnFinding, ownOfCase } from './queries.ts'
import { type FindingWords, readWords } from './words.ts'

/** Findings of the reader that the file shows; the rest stands under "Meine Hinweise". */
const mostShown = 3

/** "Ihre Hinweise wirken": what became of what the reader reported from this case. Nobody sees those of others. */
export const findingsSection: CaseSection = {
  key: 'findings',
  column: 'side',
  order: 40,
  async read({ tx, actor, locale, clock }, file) {
    if (!may(actor, 'cases.report-finding')) return null
    const own = await ownOfCase(tx, actor, file.id, mostShown)
    if (own.length === 0) return null
    return <Works own={own} words={await readWords(tx, actor, locale, clock.today())} />
  },
}

function Works({ own, words }: { own: readonly OwnFinding[]; words: FindingWords }) {
  const { t, format } = useRender()
  return (
    <Section title={t('cases.finding.works')} aside={<Link to={findingsPath}>{t('cases.finding.all')}</Link>}>
      <List
        items={own.map((finding) => ({
          key: finding.id,
          content: t(`cases.finding.works-text.${finding.state}`, {
            on: format.dayShort(dayOfInstant(finding.reportedAt.getTime(), 'Europe/Berlin')),
            hurdle: words.hurdle(finding.hurdle),
            reason: finding.reason ? t(`cases.finding.reason.${finding.reason}`) : '',
            topic: finding.topicTitle ?? '',
          }),
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
