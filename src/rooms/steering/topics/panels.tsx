import type { SlotPanel } from '../../../platform/http/index.ts'
import { Link, List, Section, useRender } from '../../../platform/ui/index.ts'
import { getInterface } from '../../network/index.ts'
import { TopicStateMark } from './pages/parts.tsx'
import { topicPath } from './paths.ts'
import { listTopics, type Topic } from './queries/topics.ts'

/** Topics that the page of an interface names; the list has them all. */
const mostShown = 8

/**
 * "Themen an dieser Schnittstelle": fills the page of an interface in the catalogue. That a topic has a cell there may be what
 * one person reported, so it is for those who see exact small cells.
 */
export const topicPanels: readonly SlotPanel[] = [
  {
    slot: 'network.interface',
    right: 'insight.read',
    order: 40,
    async show({ tx, actor, clock }, key) {
      const { id } = await getInterface(tx, actor, key, clock.today())
      const { rows } = await listTopics(tx, actor, { interfaceId: id, limit: mostShown })
      return <AtInterface topics={rows} />
    },
  },
]

function AtInterface({ topics }: { topics: readonly Topic[] }) {
  const { t } = useRender()
  return (
    <Section title={t('steering.topics.at-interface')}>
      {topics.length === 0 ? (
        t('steering.topics.at-interface-none')
      ) : (
        <List
          items={topics.map((topic) => ({
            key: topic.id,
            content: <Link to={topicPath(topic.number)}>{topic.title}</Link>,
            meta: <TopicStateMark state={topic.state} />,
          }))}
        />
      )}
    </Section>
  )
}
