/** What of hand-overs a case worker opens in the morning, for the start page of the work: whose turn it is, and what lies elsewhere. */
import { addDays, daysBetween } from '../../../kernel/day.ts'
import type { Land } from '../../../kernel/holidays.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { Link, Meta, Name, Table, useRender } from '../../../platform/ui/index.ts'
import { type Names, namesOn } from '../names.ts'
import { handoverPath } from '../paths.ts'
import type { InboxRow } from '../queries/inbox.ts'
import { type Listed, listElsewhere, listTurn } from '../queries/morning.ts'
import { type Reasons, readReasons } from '../reasons.ts'
import { Due, StateWord, Way } from './words.tsx'

/** Days for which an answer is news. */
export const newsDays = 7

/** The same for a refusal: it wants to be asked anew, as the page of a file says for as long. */
export const refusalDays = 30

/** Rows of each table; the Postkorb has all. */
const mostRows = 8

export interface MorningHandovers {
  readonly turn: Listed
  readonly elsewhere: Listed
  readonly names: Names
  readonly reasons: Reasons
  readonly land: Land
}

/** Reads both lists and notes the look; `mine` leaves out what somebody else of the team has. */
export async function readMorning(request: PageRequest, mine: boolean): Promise<MorningHandovers> {
  const { tx, actor, clock, locale, tenant } = request
  const today = clock.today()
  const listing = {
    mine,
    today,
    since: addDays(today, -newsDays),
    declinedSince: addDays(today, -refusalDays),
    limit: mostRows,
  }
  const turn = await listTurn(tx, actor, listing)
  const elsewhere = await listElsewhere(tx, actor, listing)
  const ids = [...turn.rows, ...elsewhere.rows].map(({ id }) => id)
  if (ids.length > 0)
    await recordLook(tx, actor, { event: 'journeys.handovers-listed', subjectKind: 'journeys.handover', ids })
  const names = await namesOn(tx, actor, today)
  return { turn, elsewhere, names, reasons: await readReasons(tx, locale, today), land: tenant.land }
}

interface MorningTableProps {
  readonly caption: string
  readonly rows: readonly InboxRow[]
  readonly of: MorningHandovers
}

/** Who it is with and what for, how it stands, by when; the Aktenzeichen stands in the small line. */
export function MorningTable({ caption, rows, of: { names, reasons, land } }: MorningTableProps) {
  const { t, format, today } = useRender()
  const nameOf = (row: InboxRow) =>
    names.organisation(row.side === 'receiver' ? row.fromOrganisationId : row.toOrganisationId)
  const waits = ({ offeredOn, firstOn, state, targetDays }: InboxRow) => {
    if (offeredOn === null || firstOn !== null || state === 'declined' || state === 'completed') return null
    const days = daysBetween(offeredOn, today)
    return targetDays === null
      ? t('journeys.inbox.waits', { days })
      : t('journeys.inbox.waits-target', { days, target: targetDays })
  }
  return (
    <Table
      caption={caption}
      stacks
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        {
          key: 'what',
          header: t('journeys.inbox.column.both'),
          names: true,
          full: true,
          cell: (row) => (
            <>
              <Link to={handoverPath(row.id)}>
                <Name>{nameOf(row)}</Name>
              </Link>
              <Meta parts={[row.reference, <Way key="way" of={names.interface(row.interfaceId)} />, waits(row)]} />
            </>
          ),
        },
        {
          key: 'state',
          header: t('journeys.inbox.column.state'),
          cell: (row) => (
            <>
              <StateWord state={row.state} reason={reasons.word(row.reason)} />
              <Meta>{format.dayShort(row.lastStepOn)}</Meta>
            </>
          ),
        },
        {
          key: 'due',
          header: t('journeys.inbox.column.due'),
          cell: (row) => <Due state={row.state} replyBy={row.replyBy} side={row.side} land={land} />,
        },
      ]}
    />
  )
}
