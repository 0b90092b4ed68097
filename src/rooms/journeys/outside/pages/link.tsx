import { NotFound } from '../../../../kernel/errors.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Code,
  ConfirmationNote,
  DescriptionList,
  Form,
  List,
  Name,
  RadioGroup,
  Section,
  Stack,
  Strong,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { handoverPath, inboxPath } from '../../paths.ts'
import { getOpened, type Opened } from '../../queries/opened.ts'
import type { MadeLink } from '../actions/links.ts'
import { canBeAnswered } from '../domain/link.ts'
import { linkPath, linkRoute } from '../paths.ts'
import { contactsOf, type LinkContact } from '../queries/contacts.ts'
import { type ListedLink, linksOf } from '../queries/links.ts'
import { LinkStanding } from './section.tsx'

/** The links of one hand-over, for its giver: make one, make a new one, end it. */
export async function showLink({ tx, actor, params, clock, t, form }: PageRequest<'id'>): Promise<Page> {
  const of = await getOpened(tx, actor, params.id)
  if (of.side !== 'sender') throw new NotFound('only the giving side makes a link')
  const links = await linksOf(tx, of.id, clock.today())
  const contacts = await contactsOf(tx, actor, of.toOrganisationId, clock.today())
  return {
    title: t('journeys.outside.link.title'),
    crumbs: crumbsOf(of, t('journeys.inbox.title'), t('journeys.handover.name')),
    layout: 'narrow',
    body: <Links of={of} links={links} contacts={contacts} form={form} />,
  }
}

export const crumbsOf = (of: Opened, inbox: string, handover: string) => [
  { label: inbox, path: inboxPath },
  { label: of.reference ?? handover, path: handoverPath(of.id) },
]

interface LinksProps {
  readonly of: Opened
  readonly links: readonly ListedLink[]
  readonly contacts: readonly LinkContact[]
  readonly form: PageRequest['form']
}

function Links({ of, links, contacts, form }: LinksProps) {
  const { t } = useRender()
  const mailable = contacts.filter(({ email }) => email !== null)
  const isOpen = links.some(({ state }) => ['open', 'locked', 'over'].includes(state))
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ ended: 'journeys.outside.done.ended' }} />
      <Text>{t('journeys.outside.link.text')}</Text>
      {canBeAnswered(of.state) ? (
        <Form
          action={linkPath(of.id)}
          route={linkRoute}
          state={form}
          labels={{ mailTo: t('journeys.outside.link.mail-to') }}
          initial={{ mailTo: mailable[0]?.id }}
          prefix="make-"
        >
          <Text>{t(isOpen ? 'journeys.outside.link.renew-text' : 'journeys.outside.link.make-text')}</Text>
          {mailable.length > 0 ? (
            <RadioGroup
              name="mailTo"
              hint={t('journeys.outside.link.mail-hint')}
              choices={[
                ...mailable.map(({ id, office, email }) => ({
                  value: id,
                  label: <bdi>{office}</bdi>,
                  hint: <bdi>{email}</bdi>,
                })),
                { value: '', label: t('journeys.outside.link.mail-self') },
              ]}
            />
          ) : (
            <Text>{t('journeys.outside.link.no-address')}</Text>
          )}
          <ButtonRow>
            <Button>{t(isOpen ? 'journeys.outside.link.renew' : 'journeys.outside.link.make')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <Text>{t('journeys.outside.link.not-open')}</Text>
      )}
      {links.length > 0 && (
        <Section title={t('journeys.outside.link.list')}>
          <Stack>
            <List
              items={links.map((link) => ({
                key: link.id,
                content: <LinkStanding link={link} isSettled={!canBeAnswered(of.state)} />,
              }))}
            />
            {isOpen && (
              <Form action={`${linkPath(of.id)}/end`} route={`${linkRoute}/end`} state={form} labels={{}} prefix="end-">
                <ButtonRow>
                  <Button look="secondary">{t('journeys.outside.link.end')}</Button>
                </ButtonRow>
              </Form>
            )}
          </Stack>
        </Section>
      )}
    </Stack>
  )
}

/** Link and PIN right after they were made. The platform keeps only their hashes, so this page is there once. */
export function madePage({ t, params, origin, tenant }: PageRequest<'id'>, made: MadeLink): Page {
  return {
    title: t('journeys.outside.made.title', { addressed: made.addressed }),
    name: t('journeys.outside.link.title'),
    layout: 'narrow',
    body: <Made made={made} address={`${origin}/${tenant.key}${made.path}`} back={handoverPath(params.id)} />,
  }
}

function Made({ made, address, back }: { made: MadeLink; address: string; back: string }) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      <Alert kind="success" title={t('journeys.outside.made.once')}>
        <p>{t('journeys.outside.made.text')}</p>
      </Alert>
      <DescriptionList
        items={[
          { term: t('journeys.outside.made.to'), value: <Name>{made.addressed}</Name> },
          made.mailedTo
            ? { term: t('journeys.outside.made.sent'), value: <bdi>{made.mailedTo.email}</bdi> }
            : { term: t('journeys.outside.made.link'), value: <Code>{address}</Code> },
          {
            term: t('journeys.outside.made.pin'),
            value: <Strong>{`${made.pin.slice(0, 3)} ${made.pin.slice(3)}`}</Strong>,
          },
        ]}
      />
      <Text>{t(made.mailedTo ? 'journeys.outside.made.ways-mailed' : 'journeys.outside.made.ways')}</Text>
      <Section title={t('journeys.outside.made.read-out')}>
        <Stack>
          {made.phones.length > 0 && (
            <List
              items={made.phones.map(({ id, office, phone }) => ({
                key: id,
                content: <Strong>{phone}</Strong>,
                meta: <bdi>{office}</bdi>,
              }))}
            />
          )}
          <blockquote className="nl-quote">
            {t('journeys.outside.made.say', {
              giver: made.giver,
              pin: [...made.pin].map((digit) => t(`journeys.outside.made.digit.${digit}`)).join(', '),
            })}
          </blockquote>
          <Text>{t('journeys.outside.made.care')}</Text>
        </Stack>
      </Section>
      <ButtonRow>
        <ButtonLink look="secondary" to={back}>
          {t('journeys.outside.made.back')}
        </ButtonLink>
      </ButtonRow>
    </Stack>
  )
}
