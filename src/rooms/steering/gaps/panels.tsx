import type { SlotPanel } from '../../../platform/http/index.ts'
import { ButtonLink, Link, List, Parts, Section, Stack, Text, useRender } from '../../../platform/ui/index.ts'
import { GapStateMark } from './pages/parts.tsx'
import { gapPath, newGapPath, registerPath } from './paths.ts'
import { type Gap, listGaps } from './queries/gaps.ts'

/** Gaps that insight's page of a topic names; the register has them all. */
const mostShown = 8

/** "Im Lückenregister": what became of a gap that insight's figures show, or the way into the register. */
export const gapPanels: readonly SlotPanel[] = [
  {
    slot: 'insight.gap',
    right: 'steering.read',
    order: 10,
    async show({ tx, actor, query }, topic) {
      const { rows } = await listGaps(tx, actor, { topic, limit: mostShown })
      return <InRegister gaps={rows} asked={`${new URLSearchParams([['topic', topic], ...query])}`} />
    },
  },
  {
    slot: 'insight.gaps',
    right: 'steering.read',
    order: 10,
    show: async ({ tx, actor }) => <OpenGaps {...(await listGaps(tx, actor, { open: true, limit: mostShown }))} />,
  },
  {
    slot: 'steering.cockpit',
    right: 'steering.read',
    order: 10,
    show: async ({ tx, actor }) => <OpenGaps {...(await listGaps(tx, actor, { open: true, limit: mostShown }))} />,
  },
]

/** The gaps that press most, and the way to all of them. */
function OpenGaps({ rows, total }: { rows: readonly Gap[]; total: number }) {
  const { t, format } = useRender()
  return (
    <Section
      title={t('steering.gap.open-in-register')}
      aside={<Link to={registerPath}>{t('steering.gap.all-open', { count: total })}</Link>}
    >
      {rows.length === 0 ? (
        <Text>{t('steering.gap.none')}</Text>
      ) : (
        <List
          items={rows.map((gap) => ({
            key: gap.id,
            content: <Link to={gapPath(gap.number)}>{gap.title}</Link>,
            meta: (
              <Parts
                parts={[
                  <GapStateMark key="state" state={gap.state} priority={gap.priority} />,
                  gap.state !== 'prioritised' &&
                    gap.priority &&
                    t('steering.gap.priority-is', { priority: t(`steering.gap.priority.${gap.priority}`) }),
                  gap.dueOn && t('steering.gap.due-on', { day: format.day(gap.dueOn) }),
                ]}
              />
            ),
          }))}
        />
      )}
    </Section>
  )
}

function InRegister({ gaps, asked }: { gaps: readonly Gap[]; asked: string }) {
  const { t, may } = useRender()
  return (
    <Section title={t('steering.gap.panel')}>
      <Stack>
        {gaps.length === 0 ? (
          <Text>{t('steering.gap.panel-none')}</Text>
        ) : (
          <List
            items={gaps.map((gap) => ({
              key: gap.id,
              content: <Link to={gapPath(gap.number)}>{gap.title}</Link>,
              meta: <GapStateMark state={gap.state} />,
            }))}
          />
        )}
        {may('steering.prepare') && (
          <ButtonLink look="secondary" to={`${newGapPath}?${asked}`}>
            {t('steering.gap.panel-new')}
          </ButtonLink>
        )}
      </Stack>
    </Section>
  )
}
