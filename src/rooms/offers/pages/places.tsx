import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Details,
  Form,
  Hidden,
  Meta,
  Name,
  Part,
  RadioGroup,
  Stack,
  TextField,
} from '../../../platform/ui/index.ts'
import { getKept } from '../actions/offers.ts'
import { entryReasons, leavingReasons, moveReasons, sourcesOfCounts } from '../domain/kinds.ts'
import { offerPath, offersPath } from '../paths.ts'
import { changedMeanwhile } from './meanwhile.tsx'

const numbers = ['capacity', 'freePlaces', 'waiting', 'expectedWaitDays'] as const

/** How many places there are today: what was said last is filled in, so that confirming is one click. */
export async function showPlaces(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, form, clock } = request
  const offer = await getKept(tx, actor, params.id)
  const own = actor.organisationId === offer.organisationId
  const field = (name: string) => [name, t(`offers.field.${name}`)]
  const move = (reason: string) => [reason, t(`offers.move.${reason}`)]
  const counter = (name: string) => <TextField key={name} name={name} optional numeric width="s" maxLength={5} />
  return {
    title: t('offers.check.title'),
    crumbs: [
      { label: t('offers.title'), path: offersPath },
      { label: offer.name, path: offerPath(offer.id) },
    ],
    meta: <Name>{offer.name}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {await changedMeanwhile(request, offer)}
        <Form
          labels={Object.fromEntries([...[...numbers, 'checkedOn', 'told'].map(field), ...moveReasons.map(move)])}
          initial={{
            capacity: offer.capacity,
            freePlaces: offer.freePlaces,
            waiting: offer.waiting,
            expectedWaitDays: offer.expectedWaitDays,
            told: own ? 'provider' : 'phone',
            checkedOn: clock.today(),
          }}
          state={form}
          withoutSummary={isConflict(form)}
        >
          <Hidden name="version" value={versionFor(form, offer.version)} />
          <TextField name="capacity" optional numeric width="s" maxLength={5} hint={t('offers.hint.capacity')} />
          {counter('freePlaces')}
          <TextField name="waiting" optional numeric width="s" maxLength={5} hint={t('offers.hint.waiting')} />
          <TextField
            name="expectedWaitDays"
            optional
            numeric
            width="s"
            maxLength={4}
            hint={t('offers.hint.expectedWaitDays')}
          />
          <RadioGroup
            name="told"
            choices={sourcesOfCounts.map((value) => ({ value, label: t(`offers.told.${value}`) }))}
          />
          <DateField name="checkedOn" optional />
          <Details
            summary={t('offers.moves.summary')}
            open={form !== undefined && moveReasons.some((reason) => form.values[reason])}
          >
            <Stack>
              <Meta>{t('offers.moves.hint')}</Meta>
              <Part title={t('offers.moves.entered')}>{entryReasons.map(counter)}</Part>
              <Part title={t('offers.moves.left')}>{leavingReasons.map(counter)}</Part>
            </Stack>
          </Details>
          <ButtonRow>
            <Button>{t('offers.check.send')}</Button>
            <ButtonLink look="tertiary" to={offerPath(offer.id)}>
              {t('offers.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
