import { daysBetween } from '../../../../kernel/day.ts'
import { isConflict, versionFor } from '../../../../platform/http/changed.ts'
import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import { languageName } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DateField,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  Link,
  List,
  Name,
  Parts,
  Section,
  Select,
  Stack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { municipalityNames } from '../../../network/index.ts'
import { type OfferRow, offerNames, offerPath } from '../../../offers/index.ts'
import { getCase } from '../../queries.ts'
import { readLifeDomains } from '../../work/domains.ts'
import { Meanwhile } from '../../work/meanwhile.tsx'
import { partPage } from '../../work/part.tsx'
import { needPath } from '../paths.ts'
import { getNeed, offersFor, type Reasons, readReasons, type StoredNeed } from '../queries.ts'

interface View {
  readonly caseId: string
  readonly need: StoredNeed
  readonly writes: boolean
  readonly form: FormState | undefined
  readonly reasons: Reasons
  readonly place: string | null
  readonly offer: { readonly id: string; readonly name: string } | null
  readonly offers: readonly OfferRow[]
  readonly otherLanguages: boolean
}

/** One need: what is known of it, how it ends, and beside it the offers that fit. */
export async function showNeed(request: PageRequest<'id' | 'need'>): Promise<Page> {
  const { tx, actor, params, t, locale, form, clock } = request
  const file = await getCase(tx, actor, params.id)
  const need = await getNeed(tx, file.id, params.need)
  const [domains, reasons] = [await readLifeDomains(tx, locale), await readReasons(tx, locale)]
  const place = (await municipalityNames(tx)).find(({ id }) => id === need.municipalityId)?.name ?? null
  const found =
    need.state === 'open' ? await offersFor(tx, actor, need, clock.today()) : { offers: [], otherLanguages: false }
  const name = need.offerId && (await offerNames(tx, [need.offerId])).get(need.offerId)?.name
  const offer = need.offerId && name ? { id: need.offerId, name } : null
  return partPage(request, file, {
    title: t('cases.need.of', { topic: domains.name(need.topic) }),
    meta: t(`cases.need.state.${need.state}`),
    body: <NeedPage view={{ caseId: file.id, need, writes: file.writes, form, reasons, place, offer, ...found }} />,
  })
}

const confirmations = { recorded: 'cases.need.done.recorded', corrected: 'cases.need.done.corrected' }

function NeedPage({ view }: { view: View }) {
  const { t, format, today, locale } = useRender()
  const { need, caseId, reasons, place, offer, writes } = view
  const ended = need.metOn ?? need.givenUpOn
  return (
    <Columns kind="side">
      <Stack gap="l">
        <ConfirmationNote texts={confirmations} />
        <Section
          title={t('cases.need.known')}
          aside={writes && <Link to={`${needPath(caseId, need.id)}/edit`}>{t('cases.need.correct')}</Link>}
        >
          <DescriptionList
            items={[
              {
                term: t('cases.need.needed-on'),
                value: t('cases.need.on-days', {
                  day: format.day(need.neededOn),
                  days: daysBetween(need.neededOn, ended ?? today),
                }),
              },
              {
                term: t('cases.need.language'),
                value: need.language ? languageName(need.language, locale) : t('cases.need.any-language'),
              },
              { term: t('cases.need.town'), value: place && <Name>{place}</Name> },
              { term: t('cases.need.group'), value: need.targetGroup && <Name>{need.targetGroup}</Name> },
              {
                term: t('cases.need.reason'),
                value: need.reason
                  ? reasons.name(need.reason)
                  : need.state === 'met'
                    ? null
                    : t('cases.need.reason-unknown'),
              },
              {
                term: t('cases.need.ended'),
                value:
                  need.state === 'open' ? null : (
                    <Parts
                      parts={[
                        t(`cases.need.state.${need.state}`),
                        ended && format.day(ended),
                        offer && (
                          <Link key="offer" to={offerPath(offer.id)}>
                            <Name>{offer.name}</Name>
                          </Link>
                        ),
                        need.metHow === 'elsewhere' && t('cases.need.elsewhere'),
                      ]}
                    />
                  ),
              },
            ]}
          />
        </Section>
        {writes && <Ending view={view} />}
      </Stack>
      <Stack gap="l">{need.state === 'open' && <Offers view={view} />}</Stack>
    </Columns>
  )
}

function Ending({ view }: { view: View }) {
  const { t, today } = useRender()
  const { need, form, offers, reasons } = view
  const labels = {
    endedOn: t('cases.need.ended-on'),
    offer: t('cases.need.by-offer'),
    reason: t('cases.need.given-up-reason'),
  }
  const conflict = (
    <Meanwhile
      form={form}
      fields={[{ name: 'endedOn', label: labels.endedOn, saved: need.metOn ?? need.givenUpOn ?? today }]}
    />
  )
  if (need.state !== 'open')
    return (
      <Stack>
        {conflict}
        <Form labels={labels} state={form} withoutSummary={isConflict(form)}>
          <Hidden name="version" value={versionFor(form, need.version)} />
          <Button look="secondary" name="do" value="reopen">
            {t('cases.need.reopen')}
          </Button>
        </Form>
      </Stack>
    )
  const sentAs = String(form?.values['do'] ?? '')
  const one = (move: 'meet' | 'giveUp') => ({
    labels,
    prefix: `${move}-`,
    state: sentAs === move ? form : undefined,
    initial: { endedOn: today },
    failure: t('cases.need.not-saved'),
    withoutSummary: isConflict(form),
  })
  return (
    <>
      {conflict}
      <Section title={t('cases.need.meet')}>
        <Form {...one('meet')}>
          <Hidden name="version" value={versionFor(form, need.version)} />
          <DateField name="endedOn" />
          <Select
            name="offer"
            optional
            empty={t('cases.need.elsewhere')}
            options={offers.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <ButtonRow>
            <Button name="do" value="meet">
              {t('cases.need.record-met')}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t('cases.need.give-up')}>
        <Form {...one('giveUp')}>
          <Hidden name="version" value={versionFor(form, need.version)} />
          <DateField name="endedOn" />
          <Select name="reason" empty={t('cases.choose')} options={[...reasons.choosable(today, need.reason)]} />
          <ButtonRow>
            <Button look="secondary" name="do" value="giveUp">
              {t('cases.need.record-given-up')}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
    </>
  )
}

function Offers({ view }: { view: View }) {
  const { t, format } = useRender()
  return (
    <Section title={t('cases.need.offers')}>
      {view.otherLanguages && <Text>{t('cases.need.other-languages')}</Text>}
      {view.offers.length === 0 ? (
        <Empty title={t('cases.need.no-offers')}>{t('cases.need.no-offers-next')}</Empty>
      ) : (
        <List
          items={view.offers.map((offer) => ({
            key: offer.id,
            content: (
              <Link to={offerPath(offer.id)}>
                <Name>{offer.name}</Name>
              </Link>
            ),
            meta: (
              <Parts
                parts={[
                  offer.capacity === null
                    ? t('cases.need.places-open')
                    : offer.freePlaces === null
                      ? t('cases.need.places-unknown')
                      : t('cases.need.places', { free: offer.freePlaces }),
                  (offer.waiting ?? 0) > 0 && t('cases.need.waiting', { waiting: offer.waiting ?? 0 }),
                  offer.checkedOn && t('cases.need.checked', { day: format.day(offer.checkedOn) }),
                ]}
              />
            ),
          }))}
        />
      )}
    </Section>
  )
}
