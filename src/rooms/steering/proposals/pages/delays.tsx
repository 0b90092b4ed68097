import type { Month } from '../../../../kernel/period.ts'
import { Link, List, Meta, Parts, Section, Stack, State, Text, useRender } from '../../../../platform/ui/index.ts'
import { topicPath } from '../../topics/index.ts'
import { proposalPath } from '../paths.ts'
import type { Delays } from '../queries/delays.ts'

/** What is late: decisions past their date, topics without a decision past theirs, interfaces that got slower. */
export function DelaySection({ delays: { decisions, topics, interfaces, release } }: { delays: Delays }) {
  const { t, format, may } = useRender()
  const items = [
    ...decisions.map((one) => ({
      key: `decision-${one.proposalId}-${one.round}`,
      content: <Link to={proposalPath(one.proposal)}>{one.title}</Link>,
      meta: (
        <Parts
          parts={[
            <State key="late" kind="attention">
              {t('steering.delays.decision', { day: one.dueOn ? format.day(one.dueOn) : '' })}
            </State>,
            one.responsible,
          ]}
        />
      ),
    })),
    ...topics.map((one) => ({
      key: `topic-${one.id}`,
      content: <Link to={topicPath(one.number)}>{one.title}</Link>,
      meta: (
        <State kind="attention">{t('steering.delays.topic', { day: one.dueOn ? format.day(one.dueOn) : '' })}</State>
      ),
    })),
    ...interfaces.map((one) => ({
      key: `interface-${one.interface}`,
      content: may('insight.read') ? <Link to={`/interfaces/${one.interface}`}>{one.name}</Link> : one.name,
      meta: (
        <State kind="attention">
          {t('steering.delays.interface', {
            before: Math.round(one.before),
            now: Math.round(one.now),
            since: format.month(one.since as Month),
          })}
        </State>
      ),
    })),
  ]
  return (
    <Section title={t('steering.delays.title')}>
      <Stack gap="s">
        {items.length === 0 ? <Text>{t('steering.delays.none')}</Text> : <List items={items} />}
        <Meta>
          {release
            ? t('steering.delays.source', {
                period: format.period(release.source.period.from, release.source.period.to),
                checksum: `${release.checksum.slice(0, 4)} ${release.checksum.slice(4, 8)}`,
              })
            : t('steering.delays.no-release')}
        </Meta>
      </Stack>
    </Section>
  )
}
