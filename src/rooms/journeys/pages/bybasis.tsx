/** What hangs on a transfer basis: for its giver before and after a revocation, for the recipient who is told of one. */
import type { ReactNode } from 'react'
import type { PageRequest, SlotPanel } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { Link, List, Meta, Name, Row, Section, Stack, Text } from '../../../platform/ui/index.ts'
import { type Basis, basesById, stateOf } from '../../people/index.ts'
import type { Side } from '../domain.ts'
import { namesOn } from '../names.ts'
import { handoverPath } from '../paths.ts'
import { type ByBasis, countByBasis, handoversByBasis } from '../queries/bybasis.ts'
import { StateWord } from './words.tsx'

/** Before somebody revokes: which hand-overs lose what was shared. Afterwards: which have. */
export const basisPanel: SlotPanel = {
  slot: 'people.basis',
  right: 'journeys.hand-over',
  order: 10,
  async show(request, subject) {
    const { tx, actor, t, clock } = request
    const basis = await findBasis(request, subject)
    const state = basis && stateOf(basis, clock.today())
    if (!basis || basis.controllerId !== actor.controllerId) return null
    if (state !== 'valid' && state !== 'ending' && state !== 'revoked') return null
    const { open, ended } = await countByBasis(tx, basis)
    const rows = await handoversByBasis(tx, actor, basis, 'sender', 'open')
    const when = state === 'revoked' ? 'after' : 'before'
    if (when === 'after' && open + ended === 0) return null
    return (
      <Section title={t(`journeys.by-basis.title.${when}`)}>
        <Stack gap="s">
          <Text>{t(open === 0 ? `journeys.by-basis.none.${when}` : `journeys.by-basis.means.${when}`)}</Text>
          {rows.length > 0 && (await listOf(request, rows, 'sender'))}
          {open > rows.length && <Meta>{t('journeys.by-basis.others', { count: open - rows.length })}</Meta>}
          {ended > 0 && <Meta>{t(`journeys.by-basis.ended.${when}`, { count: ended })}</Meta>}
        </Stack>
      </Section>
    )
  },
}

/** In a list of bases: how many open hand-overs rest on one. */
export const basisRowPanel: SlotPanel = {
  slot: 'people.basis-row',
  right: 'journeys.hand-over',
  order: 10,
  async show(request, subject) {
    const basis = await findBasis(request, subject)
    if (!basis || basis.controllerId !== request.actor.controllerId) return null
    const { open } = await countByBasis(request.tx, basis)
    return open === 0 ? null : <Meta>{request.t('journeys.by-basis.row', { count: open })}</Meta>
  },
}

/** For a recipient: which of the hand-overs they took lost something. */
export const noticePanel: SlotPanel = {
  slot: 'people.basis-notice',
  right: 'journeys.receive',
  order: 10,
  async show(request, subject) {
    const { tx, actor, t } = request
    const basis = await findBasis(request, subject)
    if (!basis || basis.recipientId !== actor.organisationId) return null
    const rows = await handoversByBasis(tx, actor, basis, 'receiver', 'all')
    return (
      <Section title={t('journeys.by-basis.title.received')}>
        {rows.length === 0 ? (
          <Text>{t('journeys.by-basis.none.received')}</Text>
        ) : (
          <Stack gap="s">
            <Text>{t('journeys.by-basis.means.received')}</Text>
            {await listOf(request, rows, 'receiver')}
          </Stack>
        )}
      </Section>
    )
  },
}

const findBasis = async ({ tx }: PageRequest, id: string): Promise<Basis | undefined> => (await basesById(tx, [id]))[0]

async function listOf(
  { tx, actor, clock, t, locale }: PageRequest,
  rows: readonly ByBasis[],
  side: Side,
): Promise<ReactNode> {
  const names = await namesOn(tx, actor, clock.today())
  const format = createFormat(locale)
  return (
    <List
      items={rows.map((row) => {
        const { name, laws } = names.interface(row.interfaceId)
        return {
          key: row.id,
          content: (
            <Row>
              <Link to={handoverPath(row.id)}>
                <Name>{names.organisation(side === 'sender' ? row.toOrganisationId : row.fromOrganisationId)}</Name>
              </Link>{' '}
              <StateWord state={row.state} />
            </Row>
          ),
          meta: [
            laws ? `${laws.from} → ${laws.to}` : name,
            row.offeredOn && t('journeys.by-basis.offered', { day: format.day(row.offeredOn) }),
          ]
            .filter(Boolean)
            .join(' · '),
        }
      })}
    />
  )
}
