import { may } from '../../../platform/access/index.ts'
import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  Hidden,
  Meta,
  MultiSelect,
  Name,
  RadioGroup,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
} from '../../../platform/ui/index.ts'
import { choosableMunicipalities, choosableOrganisations, choosableSites } from '../../network/index.ts'
import { getKept } from '../actions/offers.ts'
import { bookings, costs } from '../domain/kinds.ts'
import { offerPath, offersPath } from '../paths.ts'
import type { Offer } from '../queries/offers.ts'
import { changedMeanwhile } from './meanwhile.tsx'
import { languageOptions, readGroups, readTopics } from './words.ts'

export const showNewOffer = (request: PageRequest): Promise<Page> => offerForm(request, undefined)

export async function showOfferForm(request: PageRequest<'id'>): Promise<Page> {
  return offerForm(request, await getKept(request.tx, request.actor, request.params.id))
}

const fields = [
  'name',
  'summary',
  'description',
  'topic',
  'organisation',
  'site',
  'municipality',
  'reach',
  'languages',
  'targetGroups',
  'booking',
  'cost',
  'costNote',
  'timesNote',
  'accessibilityNote',
  'contactOffice',
  'phone',
  'email',
  'homepage',
  'state',
] as const

async function offerForm(request: PageRequest, offer: Offer | undefined): Promise<Page> {
  const { tx, actor, t, locale, clock, form, query } = request
  const today = clock.today()
  const all = may(actor, 'offers.keep-all')
  const organisations = (await choosableOrganisations(tx, actor, today)).filter(
    ({ id }) => all || id === actor.organisationId,
  )
  const towns = (await choosableMunicipalities(tx, actor, today)).map(({ id, name }) => ({ value: id, label: name }))
  const sites = await choosableSites(tx, actor, today)
  const topics = (await readTopics(tx, locale)).options(today, offer && [offer.topic])
  const groups = (await readGroups(tx, locale)).options(today, offer?.targetGroups)
  const asChoices = (codes: readonly string[], key: string) =>
    codes.map((value) => ({ value, label: t(`${key}.${value}`) }))
  return {
    title: t(offer ? 'offers.change' : 'offers.add'),
    crumbs: [
      { label: t('offers.title'), path: offersPath },
      ...(offer ? [{ label: offer.name, path: offerPath(offer.id) }] : []),
    ],
    ...(offer && { meta: <Name>{offer.name}</Name> }),
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {offer && (await changedMeanwhile(request, offer))}
        <Form
          labels={Object.fromEntries(fields.map((name) => [name, t(`offers.field.${name}`)]))}
          initial={
            offer
              ? {
                  ...offer,
                  organisation: offer.organisationId,
                  site: offer.siteId,
                  municipality: offer.municipalityId,
                  reach: offer.municipalityIds,
                  simulated: undefined,
                  checkedOn: undefined,
                  changedAt: undefined,
                }
              : {
                  organisation:
                    query.get('organisation') ?? (organisations.length === 1 ? organisations[0]?.id : undefined),
                  languages: ['de'],
                  booking: 'registration',
                  cost: 'free',
                  state: 'open',
                }
          }
          state={form}
          withoutSummary={isConflict(form)}
        >
          <Meta>{t('offers.optional-hint')}</Meta>
          {offer && <Hidden name="version" value={versionFor(form, offer.version)} />}
          <Stack gap="l">
            <Section title={t('offers.form.what')}>
              <Stack>
                <TextField name="name" maxLength={200} />
                <TextField name="summary" maxLength={300} hint={t('offers.hint.summary')} />
                <TextArea name="description" optional maxLength={4000} rows={5} />
                <Select name="topic" options={topics} empty={t('offers.choose')} />
                {!offer && <RadioGroup name="state" choices={asChoices(['open', 'planned'], 'offers.state')} />}
              </Stack>
            </Section>
            <Section title={t('offers.form.where')}>
              <Stack>
                <Select
                  name="organisation"
                  options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
                  empty={t('offers.choose')}
                />
                <Select
                  name="site"
                  optional
                  options={sites.map(({ id, name, organisationName }) => ({
                    value: id,
                    label: `${name} (${organisationName})`,
                  }))}
                  empty={t('offers.site-none')}
                />
                <Select name="municipality" optional options={towns} empty={t('offers.place.none')} />
                <MultiSelect name="reach" optional choices={towns} hint={t('offers.hint.reach')} />
                <TextArea name="timesNote" optional maxLength={500} rows={2} />
                <TextArea
                  name="accessibilityNote"
                  optional
                  maxLength={1000}
                  rows={2}
                  hint={t('offers.hint.accessibility')}
                />
              </Stack>
            </Section>
            <Section title={t('offers.form.whom')}>
              <Stack>
                <MultiSelect name="languages" choices={languageOptions(locale)} />
                <MultiSelect name="targetGroups" optional choices={groups} hint={t('offers.hint.targetGroups')} />
                <RadioGroup name="booking" choices={asChoices(bookings, 'offers.booking')} />
                <RadioGroup name="cost" choices={asChoices(costs, 'offers.cost')} />
                <TextField name="costNote" optional maxLength={300} />
              </Stack>
            </Section>
            <Section title={t('offers.contact')}>
              <Stack>
                <TextField name="contactOffice" optional maxLength={200} hint={t('offers.hint.contactOffice')} />
                <TextField name="phone" optional type="tel" width="m" maxLength={40} />
                <TextField name="email" optional type="email" maxLength={254} />
                <TextField name="homepage" optional type="url" maxLength={500} />
              </Stack>
            </Section>
          </Stack>
          <ButtonRow>
            <Button>{t('offers.save')}</Button>
            <ButtonLink look="tertiary" to={offer ? offerPath(offer.id) : offersPath}>
              {t('offers.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
