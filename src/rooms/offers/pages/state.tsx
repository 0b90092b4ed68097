import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Form,
  Hidden,
  Name,
  RadioGroup,
  Stack,
  TextArea,
} from '../../../platform/ui/index.ts'
import { getKept } from '../actions/offers.ts'
import { transitions } from '../domain/kinds.ts'
import { offerPath, offersPath } from '../paths.ts'
import { changedMeanwhile } from './meanwhile.tsx'
import { OfferStateMark } from './parts.tsx'

/** Opens, pauses or ends an offer. */
export async function showState(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, form, clock } = request
  const offer = await getKept(tx, actor, params.id)
  return {
    title: t('offers.state-change'),
    crumbs: [
      { label: t('offers.title'), path: offersPath },
      { label: offer.name, path: offerPath(offer.id) },
    ],
    meta: <Name>{offer.name}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {await changedMeanwhile(request, offer)}
        <OfferStateMark state={offer.state} since={offer.stateSince} />
        <Form
          labels={{
            state: t('offers.field.newState'),
            since: t('offers.field.since'),
            reason: t('offers.field.reason'),
          }}
          initial={{ since: clock.today() }}
          state={form}
          withoutSummary={isConflict(form)}
        >
          <Hidden name="version" value={versionFor(form, offer.version)} />
          <RadioGroup
            name="state"
            choices={transitions[offer.state].map((value) => ({ value, label: t(`offers.state.${value}`) }))}
          />
          <DateField name="since" />
          <TextArea name="reason" optional maxLength={500} rows={3} hint={t('offers.hint.reason')} />
          <ButtonRow>
            <Button>{t('offers.save')}</Button>
            <ButtonLink look="tertiary" to={offerPath(offer.id)}>
              {t('offers.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
