import type { FormState } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  DateField,
  Details,
  Form,
  Hidden,
  Section,
  Stack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { Progress } from '../domain/steps.ts'
import { campaignPath } from '../paths.ts'
import type { Campaign } from '../queries/campaigns.ts'

export const extendRoute = '/measures/campaigns/:id/extend'
export const closeRoute = '/measures/campaigns/:id/close'

/** Moving the last day, and ending. */
export function Ending({
  campaign,
  form,
  progress,
}: {
  campaign: Campaign
  form: FormState | undefined
  progress: Progress
}) {
  const { t } = useRender()
  const path = campaignPath(campaign.id)
  return (
    <Section title={t('measures.campaign.steer')}>
      <Stack gap="s">
        <Details summary={t('measures.campaign.extend')} open={form?.route === extendRoute}>
          <Form
            action={`${path}/extend`}
            route={extendRoute}
            labels={{ dueOn: t('measures.campaign.new-due') }}
            {...(form && { state: form })}
            prefix="extend-"
          >
            <Hidden name="version" value={campaign.version} />
            <DateField name="dueOn" />
            <ButtonRow>
              <Button look="secondary">{t('measures.campaign.extend')}</Button>
            </ButtonRow>
          </Form>
        </Details>
        <Details summary={t('measures.campaign.close')} open={form?.route === closeRoute}>
          <Form action={`${path}/close`} route={closeRoute} labels={{}} {...(form && { state: form })} prefix="close-">
            <Hidden name="version" value={campaign.version} />
            <Text>{t('measures.campaign.close-text')}</Text>
            {(progress.open > 0 || progress.submitted > 0) && (
              <Text>{t('measures.campaign.close-open', { open: progress.open, submitted: progress.submitted })}</Text>
            )}
            <ButtonRow>
              <Button look="secondary">{t('measures.campaign.close-do')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      </Stack>
    </Section>
  )
}
