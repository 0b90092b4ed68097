import type { PageRequest, SlotPanel } from '../../../platform/http/index.ts'
import { Link, List, Name, Parts, Section, useRender } from '../../../platform/ui/index.ts'
import { organisationNames } from '../../network/index.ts'
import { offerPath, offersPath } from '../paths.ts'
import { listOffers, type OfferRow } from '../queries/offers.ts'
import { RoomState, useWaitingWords } from './parts.tsx'

/** Offers that the page of an organisation shows; the directory has them all. */
const few = 8

async function show({ tx, actor, clock, t }: PageRequest, organisationKey: string) {
  const today = clock.today()
  const organisation = (await organisationNames(tx, today)).find((one) => one.key === organisationKey)
  if (!organisation) return null
  const { rows, total } = await listOffers(tx, actor, { organisationId: organisation.id, limit: few }, today)
  if (total === 0) return null
  return (
    <Section
      title={t('offers.panel.title')}
      aside={
        <Link to={`${offersPath}?organisation=${organisationKey}`}>{t('offers.panel.all', { count: total })}</Link>
      }
    >
      <OfferList rows={rows} />
    </Section>
  )
}

function OfferList({ rows }: { rows: readonly OfferRow[] }) {
  const waitingWords = useWaitingWords()
  const { t } = useRender()
  return (
    <List
      items={rows.map((row) => ({
        key: row.id,
        content: (
          <Link to={offerPath(row.id)}>
            <Name>{row.name}</Name>
          </Link>
        ),
        meta: (
          <Parts
            parts={[
              <RoomState key="room" offer={row} />,
              waitingWords(row),
              t(row.districtWide ? 'offers.reach.district' : 'offers.reach.towns'),
            ]}
          />
        ),
      }))}
    />
  )
}

/** "Angebote dieser Stelle" on the page of an organisation. */
export const panels: readonly SlotPanel[] = [{ slot: 'network.organisation', right: 'offers.read', order: 20, show }]
