import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { languageName } from '../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DatedList,
  DescriptionList,
  Facts,
  Form,
  Hidden,
  Link,
  Meta,
  Name,
  Parts,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  TextField,
  useRender,
} from '../../../platform/ui/index.ts'
import { networkPath } from '../../network/index.ts'
import { keeps } from '../access.ts'
import { isUnchecked } from '../domain/places.ts'
import { offerPath, offersPath } from '../paths.ts'
import { countsOf, type PastState, statesOf } from '../queries/histories.ts'
import { type Names, readNames } from '../queries/names.ts'
import { getOffer, type Offer } from '../queries/offers.ts'
import { CountTable } from './counts.tsx'
import { Checked, OfferStateMark, RoomState, useWaitingWords } from './parts.tsx'
import { readGroups, readTopics, type Words } from './words.ts'

/** Checks that the page of an offer shows; its history has them all. */
const fewCounts = 6

const confirmations = {
  created: 'offers.done.created',
  changed: 'offers.done.changed',
  checked: 'offers.done.checked',
  state: 'offers.done.state',
}

/** One offer: is there room, for whom, how to get in, and how its room changed. */
export async function showOffer(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, clock } = request
  const today = clock.today()
  const offer = await getOffer(tx, actor, params.id)
  const names = await readNames(tx, actor, today)
  const [topics, groups] = [await readTopics(tx, locale), await readGroups(tx, locale)]
  const counts = await countsOf(tx, offer.id, fewCounts)
  const states = await statesOf(tx, offer.id)
  const panels = await request.slot('offers.offer', offer.id)
  const mine = keeps(actor, offer.organisationId)
  // Who notes it for another organisation says how they know, on the page of the form.
  const own = mine && actor.organisationId === offer.organisationId
  const path = offerPath(offer.id)
  return {
    title: offer.name,
    headline: <Name>{offer.name}</Name>,
    crumbs: [{ label: t('offers.title'), path: offersPath }],
    meta: (
      <Parts parts={[topics.name(offer.topic), <Name key="who">{names.organisation(offer.organisationId)}</Name>]} />
    ),
    actions: mine && (
      <>
        {offer.state !== 'ended' && <ButtonLink to={`${path}/places`}>{t('offers.check.title')}</ButtonLink>}
        <ButtonLink look="secondary" to={`${path}/edit`}>
          {t('offers.edit')}
        </ButtonLink>
      </>
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        <Columns kind="side">
          <Stack gap="l">
            <Stack>
              <Text>
                <Name>{offer.summary}</Name>
              </Text>
              <Room offer={offer} />
            </Stack>
            <About offer={offer} names={names} topics={topics} groups={groups} />
            <Section
              title={t('offers.counts.title')}
              aside={<Link to={`${path}/history`}>{t('offers.history.link')}</Link>}
            >
              {counts.length > 0 ? <CountTable counts={counts} /> : <Meta>{t('offers.counts.none')}</Meta>}
            </Section>
            {panels}
          </Stack>
          <Stack gap="l">
            {own && offer.state !== 'ended' && <QuickCheck offer={offer} request={request} />}
            <Contact offer={offer} />
            <States offer={offer} states={states} mine={mine} />
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

function Room({ offer }: { offer: Offer }) {
  const { t, format } = useRender()
  const waitingWords = useWaitingWords()
  return (
    <Facts
      facts={[
        {
          label: t('offers.fact.places'),
          value: <RoomState offer={offer} />,
          words: true,
          beside:
            offer.capacity === null ? t('offers.capacity.none') : t('offers.of-places', { count: offer.capacity }),
        },
        {
          label: t('offers.fact.waiting'),
          value: offer.waiting === null ? t('offers.waiting.none') : format.number(offer.waiting),
          words: offer.waiting === null,
          beside: offer.waiting === null ? undefined : waitingWords(offer),
        },
        {
          label: t('offers.fact.checked'),
          value: <Checked offer={offer} />,
          words: true,
          beside: t('offers.checked.rule'),
        },
      ]}
    />
  )
}

function About({ offer, names, topics, groups }: { offer: Offer; names: Names; topics: Words; groups: Words }) {
  const { t, locale } = useRender()
  const organisationKey = names.organisationKey(offer.organisationId)
  return (
    <Section title={t('offers.about')}>
      <Stack>
        {offer.description && (
          <Text>
            <Name>{offer.description}</Name>
          </Text>
        )}
        <DescriptionList
          items={[
            { term: t('offers.field.topic'), value: topics.name(offer.topic) },
            {
              term: t('offers.field.organisation'),
              value: organisationKey && (
                <Link to={networkPath('organisation', organisationKey)}>
                  <Name>{names.organisation(offer.organisationId)}</Name>
                </Link>
              ),
            },
            {
              term: t('offers.field.municipality'),
              value: (
                <Parts
                  parts={[
                    offer.siteId && <Name key="site">{names.site(offer.siteId)}</Name>,
                    offer.municipalityId ? (
                      <Name key="town">{names.town(offer.municipalityId)}</Name>
                    ) : (
                      t('offers.place.none')
                    ),
                  ]}
                />
              ),
            },
            {
              term: t('offers.field.reach'),
              value: offer.districtWide ? (
                t('offers.reach.district')
              ) : (
                <Name>
                  {offer.municipalityIds
                    .map(names.town)
                    .sort((one, other) => one.localeCompare(other, 'de'))
                    .join(', ')}
                </Name>
              ),
            },
            {
              term: t('offers.field.targetGroups'),
              value:
                offer.targetGroups.length > 0 ? offer.targetGroups.map(groups.name).join(', ') : t('offers.everybody'),
            },
            {
              term: t('offers.field.languages'),
              value: offer.languages.map((tag) => languageName(tag, locale)).join(', '),
            },
            { term: t('offers.field.timesNote'), value: offer.timesNote && <Name>{offer.timesNote}</Name> },
            { term: t('offers.field.booking'), value: t(`offers.booking.${offer.booking}`) },
            {
              term: t('offers.field.cost'),
              value: <Parts parts={[t(`offers.cost.${offer.cost}`), offer.costNote]} />,
            },
            {
              term: t('offers.field.accessibilityNote'),
              value: offer.accessibilityNote ?? t('offers.accessibility-unknown'),
            },
          ]}
        />
      </Stack>
    </Section>
  )
}

/** The newest numbers, to be confirmed or corrected in one go: open the offer, send. */
function QuickCheck({ offer, request }: { offer: Offer; request: PageRequest }) {
  const { t, today } = useRender()
  return (
    <Section title={t('offers.check.today')}>
      <Form
        action={`${offerPath(offer.id)}/places`}
        labels={{ freePlaces: t('offers.field.freePlaces'), waiting: t('offers.field.waiting') }}
        initial={{ freePlaces: offer.freePlaces, waiting: offer.waiting }}
        state={request.form}
        route="/offers/:id/places"
      >
        <Hidden name="version" value={offer.version} />
        <Hidden name="told" value="provider" />
        {offer.capacity !== null && <Hidden name="capacity" value={offer.capacity} />}
        {offer.expectedWaitDays !== null && <Hidden name="expectedWaitDays" value={offer.expectedWaitDays} />}
        {offer.capacity !== null && <TextField name="freePlaces" optional numeric width="s" maxLength={5} />}
        <TextField name="waiting" optional numeric width="s" maxLength={5} />
        {isUnchecked(offer.state, offer.checkedOn, today) && <Meta>{t('offers.check.due')}</Meta>}
        <ButtonRow>
          <Button look="secondary">{t('offers.check.send')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}

function Contact({ offer }: { offer: Offer }) {
  const { t } = useRender()
  const known = offer.contactOffice || offer.phone || offer.email || offer.homepage
  return (
    <Section title={t('offers.contact')}>
      {known ? (
        <DescriptionList
          items={[
            { term: t('offers.field.contactOffice'), value: offer.contactOffice && <Name>{offer.contactOffice}</Name> },
            {
              term: t('offers.field.phone'),
              value: offer.phone && <Link to={`tel:${offer.phone.replace(/[^+\d]/g, '')}`}>{offer.phone}</Link>,
            },
            {
              term: t('offers.field.email'),
              value: offer.email && <Link to={`mailto:${offer.email}`}>{offer.email}</Link>,
            },
            {
              term: t('offers.field.homepage'),
              value: offer.homepage && <Link to={offer.homepage}>{offer.homepage}</Link>,
            },
          ]}
        />
      ) : (
        <Meta>{t('offers.contact-none')}</Meta>
      )}
    </Section>
  )
}

function States({ offer, states, mine }: { offer: Offer; states: readonly PastState[]; mine: boolean }) {
  const { t } = useRender()
  return (
    <Section
      title={t('offers.states')}
      aside={mine && <Link to={`${offerPath(offer.id)}/state`}>{t('offers.state-change')}</Link>}
    >
      <Stack gap="s">
        <Row>
          <OfferStateMark state={offer.state} since={offer.stateSince} />
          {offer.simulated && <Tag>{t('offers.simulated')}</Tag>}
        </Row>
        <DatedList
          years
          items={states.slice(1).map((state) => ({
            key: String(state.number),
            on: state.since,
            content: t(`offers.state.${state.state}`),
            meta: state.reason,
          }))}
        />
        {states[0]?.reason && <Meta>{states[0].reason}</Meta>}
      </Stack>
    </Section>
  )
}
