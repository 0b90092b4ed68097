import type { PageRequest, SlotPanel } from '../../../platform/http/index.ts'
import { Link, List, Section, Stack, useRender } from '../../../platform/ui/index.ts'
import { getInterface } from '../../network/index.ts'
import { VerdictMark } from './pages/words.tsx'
import { checkPath, newCheckPath } from './paths.ts'
import { type Check, listChecks } from './queries/checks.ts'

/** Checks that a page of a lower room names; the list has them all. */
const mostShown = 8

/** "Hat es geholfen?": fills the pages of a measure and of an interface. */
export const effectPanels: readonly SlotPanel[] = [
  {
    slot: 'measures.measure',
    right: 'steering.read',
    order: 50,
    async show({ tx, actor }: PageRequest, measureId) {
      const { rows } = await listChecks(tx, actor, { measureId, limit: mostShown })
      return <Checks rows={rows} question={`measure=${measureId}`} none="steering.effect.panel-none-measure" />
    },
  },
  {
    slot: 'network.interface',
    right: 'steering.read',
    order: 50,
    async show({ tx, actor, clock }: PageRequest, key) {
      const { id } = await getInterface(tx, actor, key, clock.today())
      const { rows } = await listChecks(tx, actor, { interfaceId: id, limit: mostShown })
      return <Checks rows={rows} question={`interface=${key}`} none="steering.effect.panel-none-interface" />
    },
  },
]

function Checks({ rows, question, none }: { rows: readonly Check[]; question: string; none: string }) {
  const { t, may } = useRender()
  return (
    <Section title={t('steering.effect.panel')}>
      <Stack gap="s">
        {rows.length === 0 ? (
          t(none)
        ) : (
          <List
            items={rows.map((check) => ({
              key: check.id,
              content: <Link to={checkPath(check.id)}>{check.title}</Link>,
              meta: <VerdictMark state={check.state} verdict={check.verdict} />,
            }))}
          />
        )}
        {may('steering.prepare') && <Link to={`${newCheckPath}?${question}`}>{t('steering.effect.plan')}</Link>}
      </Stack>
    </Section>
  )
}
