import { DescriptionList, Name, Section, useRender } from '../../../../platform/ui/index.ts'
import type { Campaign } from '../queries/campaigns.ts'
import { Lines } from './parts.tsx'

/** Who asks, since when, with which words. */
export function About({ campaign }: { campaign: Campaign }) {
  const { t, format } = useRender()
  return (
    <Section title={t('measures.campaign.about')}>
      <DescriptionList
        items={[
          { term: t('measures.campaign.asked-by'), value: <Name>{campaign.askedBy}</Name> },
          { term: t('measures.campaign.field.contact'), value: campaign.contact && <Name>{campaign.contact}</Name> },
          { term: t('measures.campaign.field.note'), value: campaign.note && <Lines text={campaign.note} /> },
          {
            term: t('measures.campaign.started'),
            value: campaign.startedAt && format.instant(campaign.startedAt),
          },
          { term: t('measures.campaign.closed'), value: campaign.closedAt && format.instant(campaign.closedAt) },
        ]}
      />
    </Section>
  )
}
