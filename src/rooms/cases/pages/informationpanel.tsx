import type { Id } from '../../../kernel/ids.ts'
import type { PageRequest, SlotPanel } from '../../../platform/http/index.ts'
import { Link, List, type ListItem, Section, Stack, Text } from '../../../platform/ui/index.ts'
import { codePath, handoversOf } from '../../journeys/index.ts'
import { goalsOf } from '../work/plan/queries.ts'
import { filesOf } from './personpanel.tsx'

/** Beside the sheet for a person: what else they may take along, the plan in their language and the code for their hand-overs. */
export const informationPanel: SlotPanel = {
  slot: 'people.information',
  right: 'cases.edit',
  order: 10,
  async show(request, person) {
    const { t } = request
    const files = (await filesOf(request, person as Id<'person'>)).filter(({ closed_on }) => closed_on === null)
    const items: ListItem[] = []
    for (const file of files) items.push(...(await itemsOf(request, file)))
    if (items.length === 0) return null
    return (
      <div className="nl-noprint">
        <Section title={t('cases.take-along.title')}>
          <Stack gap="s">
            <Text>{t('cases.take-along.text')}</Text>
            <List items={items} />
          </Stack>
        </Section>
      </div>
    )
  },
}

async function itemsOf(
  { tx, actor, t }: PageRequest,
  file: { readonly id: Id<'case'>; readonly reference: string },
): Promise<readonly ListItem[]> {
  const goals = (await goalsOf(tx, file.id)).filter(({ state }) => state === 'open')
  const given = (await handoversOf(tx, actor, file.id)).find(({ side, offeredOn }) => side === 'given' && offeredOn)
  return [
    ...(goals.length > 0
      ? [
          {
            key: `plan ${file.id}`,
            content: <Link to={`/cases/${file.id}/plan/print`}>{t('cases.take-along.plan')}</Link>,
            meta: t('cases.take-along.plan-detail', { reference: file.reference, count: goals.length }),
          },
        ]
      : []),
    ...(given
      ? [
          {
            key: `code ${file.id}`,
            content: <Link to={codePath(given.id)}>{t('cases.take-along.code')}</Link>,
            meta: t('cases.take-along.code-detail'),
          },
        ]
      : []),
  ]
}
