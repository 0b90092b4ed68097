import { may } from '../../../../platform/access/index.ts'
import type { SlotPanel } from '../../../../platform/http/index.ts'
import {
  Link,
  Meta,
  Name,
  Section,
  Stack,
  State,
  type StateKind,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { getOpened, type Opened } from '../../queries/opened.ts'
import { canBeAnswered, type LinkState } from '../domain/link.ts'
import { codePath, linkPath } from '../paths.ts'
import { codesOf, type ListedCode } from '../queries/codes.ts'
import { type ListedLink, linksOf } from '../queries/links.ts'
import { dayOf } from './words.ts'

const linkMarks: Readonly<Record<LinkState, StateKind>> = {
  open: 'progress',
  locked: 'attention',
  over: 'rest',
  ended: 'rest',
  renewed: 'rest',
  answered: 'finished',
}

/** On the page of a hand-over, for its giver: whether it can be answered by a link, and the code of the person served. */
export const outsidePanel: SlotPanel = {
  slot: 'journeys.handover',
  right: 'journeys.hand-over',
  order: 10,
  async show({ tx, actor, clock }, subject) {
    const of = await getOpened(tx, actor, subject)
    if (of.side !== 'sender' || !may(actor, 'journeys.hand-over')) return null
    const today = clock.today()
    const links = await linksOf(tx, of.id, today)
    const codes = await codesOf(tx, actor, of.id)
    return <OutsideLinkSection of={of} links={links} codes={codes} />
  },
}

/** The links of a hand-over and the code, in short; making and ending are pages of their own. */
export function OutsideLinkSection({
  of,
  links,
  codes,
}: {
  of: Opened
  links: readonly ListedLink[]
  codes: readonly ListedCode[]
}) {
  const { t } = useRender()
  const [latest] = links
  if (!latest && !canBeAnswered(of.state) && codes.length === 0) return null
  return (
    <Section title={t('journeys.outside.section.title')}>
      <Stack>
        {latest && <LinkStanding link={latest} isSettled={!canBeAnswered(of.state)} />}
        {(latest || canBeAnswered(of.state)) && (
          <Text>
            <Link to={linkPath(of.id)}>
              {t(latest ? 'journeys.outside.section.manage' : 'journeys.outside.section.make')}
            </Link>
          </Text>
        )}
        <Text>
          <Link to={codePath(of.id)}>
            {t(codes.length > 0 ? 'journeys.outside.section.codes' : 'journeys.outside.section.code')}
          </Link>
        </Text>
      </Stack>
    </Section>
  )
}

/** How a link stands, and what was answered by it. `isSettled`: nothing is left to answer, by whatever way it was. */
export function LinkStanding({ link, isSettled }: { link: ListedLink; isSettled: boolean }) {
  const { t, format } = useRender()
  return (
    <div>
      {link.answered && (
        <State kind={link.answered.kind === 'declined' ? 'declined' : 'done'}>
          {t(`journeys.outside.by-link.${link.answered.kind}`, { day: format.day(dayOf(link.answered.at)) })}
        </State>
      )}
      {link.state !== 'answered' && (
        <State kind={isSettled ? 'rest' : linkMarks[link.state]}>
          {t(`journeys.outside.link-state.${isSettled && link.state === 'open' ? 'settled' : link.state}`, {
            day: format.day(link.lastsUntil),
            left: link.triesLeft,
          })}
        </State>
      )}
      <Meta
        parts={[
          <Name key="addressed">{link.addressed}</Name>,
          link.answered && t('journeys.outside.section.label', { label: link.answered.label }),
          link.booked &&
            t('journeys.outside.section.booked', {
              label: link.booked.label,
              day: format.day(dayOf(link.booked.at)),
            }),
          t('journeys.outside.section.made', { day: format.day(dayOf(link.madeAt)) }),
          link.mailedTo && t('journeys.outside.section.mailed', { to: link.mailedTo }),
        ]}
      />
    </div>
  )
}
