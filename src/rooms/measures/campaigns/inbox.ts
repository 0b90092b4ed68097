import type { Day } from '../../../kernel/day.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { InboxItem } from '../../../platform/room.ts'
import { runs } from './access.ts'
import { isOpen } from './domain/steps.ts'
import { campaignPath, ownRequestPath, reportPath } from './paths.ts'
import { askedOf, itemsOf } from './queries/asked.ts'
import { listCampaigns } from './queries/campaigns.ts'
import { waitingReports } from './queries/reports.ts'

/**
 * What campaigns put into the inbox: for the municipality role what its own organisation has not answered, for the lead
 * the campaigns with answers to review, for who runs them those past their last day with answers missing.
 */
export async function campaignInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<InboxItem[]> {
  const items: InboxItem[] = []
  for (const asked of await askedOf(tx, actor)) {
    if (!(await itemsOf(tx, asked.id)).some((item) => isOpen(item.state))) continue
    items.push({
      title: `${asked.organisationName}: ${asked.title}`,
      path: ownRequestPath(asked.id),
      kind: 'measures.inbox.open',
      due: asked.dueOn,
    })
  }
  if (runs(actor)) {
    const { rows } = await listCampaigns(tx, actor, 1, ['asking'])
    for (const campaign of rows) {
      const [first] =
        campaign.submitted > 0 && may(actor, 'measures.approve') ? await waitingReports(tx, actor, campaign.id) : []
      if (first)
        items.push({
          title: campaign.title,
          path: reportPath(first.id),
          kind: 'measures.inbox.review',
          due: campaign.dueOn,
        })
      if (campaign.open > 0 && campaign.dueOn < today)
        items.push({
          title: campaign.title,
          path: campaignPath(campaign.id),
          kind: 'measures.inbox.unanswered',
          due: campaign.dueOn,
        })
    }
  }
  return items.slice(0, limit)
}
