import type { Day } from '../../../../kernel/day.ts'
import type { Land } from '../../../../kernel/holidays.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { Empty, Link, Meta, Name, RowName, Table, Text, useRender } from '../../../../platform/ui/index.ts'
import { Due, handoverPath, StateWord } from '../../../journeys/index.ts'
import { type CaseFile, getCase } from '../../queries.ts'
import { type ListedOfFile, readListed } from '../listed.ts'
import { newHandoverPath } from '../paths.ts'
import { noteRead } from '../reading.ts'

/** All hand-overs of a file, those that wait first. */
export async function showHandovers(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, tenant } = request
  const file = await getCase(tx, actor, params.id)
  await noteRead(request, file.id)
  const { rows, total } = await readListed(request, file)
  return {
    title: t('cases.sharing.all', { count: total }),
    meta: file.reference,
    crumbs: [
      { label: t('cases.title'), path: '/cases' },
      { label: file.reference, path: `/cases/${file.id}` },
    ],
    body: <FileHandovers file={file} rows={rows} total={total} land={tenant.land} />,
  }
}

interface FileHandoversProps {
  readonly file: CaseFile
  readonly rows: readonly ListedOfFile[]
  /** Of all hand-overs of the file. */
  readonly total: number
  readonly land: Land
}

export function FileHandovers({ file, rows, total, land }: FileHandoversProps) {
  const { t, format, today } = useRender()
  if (total === 0) return <Empty title={t('cases.sharing.none')}>{t('cases.sharing.none-next')}</Empty>
  if (rows.length === 0) return <Text>{t('cases.sharing.none-open')}</Text>
  return (
    <Table<ListedOfFile>
      caption={t('cases.sharing.open')}
      stacks
      keyOf={(row) => row.id}
      rows={rows}
      columns={[
        {
          key: 'to',
          header: t('cases.sharing.to-whom'),
          names: true,
          cell: (row) => (
            <RowName meta={waitWords(row, t)}>
              <Link to={handoverPath(row.id)}>
                <Name>
                  {row.side === 'given' ? row.otherName : t('cases.sharing.received-from', { name: row.otherName })}
                </Name>
              </Link>
              {row.change && <Change of={row.change} />}
            </RowName>
          ),
        },
        {
          key: 'state',
          header: t('cases.sharing.stands'),
          cell: (row) => (
            <>
              <StateWord state={row.state} reason={row.reasonWord} />
              <Meta>
                {t('cases.sharing.since', {
                  what: t(`journeys.state.${row.state}`),
                  day: format.dayShort(row.lastStepOn),
                })}
              </Meta>
            </>
          ),
        },
        {
          key: 'due',
          header: t('cases.sharing.answer-by'),
          cell: (row) => (
            <Due
              state={row.state}
              replyBy={row.replyBy}
              side={row.side === 'given' ? 'sender' : 'receiver'}
              land={land}
            />
          ),
        },
        {
          key: 'act',
          header: t('cases.sharing.act'),
          headerHidden: true,
          kind: 'action',
          cell: (row) => <Deed row={row} file={file} today={today} />,
        },
      ]}
    />
  )
}

/** The change of jurisdiction: from when, whether the receiver has taken it over, and what was open with it. */
function Change({ of: { effectiveOn, acknowledgedOn, openItems } }: { of: NonNullable<ListedOfFile['change']> }) {
  const { t, format } = useRender()
  const day = format.day(effectiveOn)
  return (
    <>
      <Meta>
        {acknowledgedOn
          ? t('cases.sharing.change-taken', { day, on: format.day(acknowledgedOn) })
          : t('cases.sharing.change-open', { day })}
      </Meta>
      {openItems && (
        <Meta>
          {t('cases.sharing.change-items')} <span className="nl-lines">{openItems}</span>
        </Meta>
      )}
    </>
  )
}

/** "AsylbLG → SGB II · wartet 41 Tage, Ziel 14". */
function waitWords({ way, waited, targetDays, endedOn, firstOn }: ListedOfFile, t: PageRequest['t']): string {
  if (waited === null || endedOn !== null || firstOn !== null) return way
  return targetDays === null
    ? t('cases.sharing.waits-no-target', { way, days: waited })
    : t('cases.sharing.waits', { way, days: waited, target: targetDays })
}

/** What whoever leads the file does next with a hand-over. */
function Deed({ row, file, today }: { row: ListedOfFile; file: CaseFile; today: Day }) {
  const { t } = useRender()
  const word = deedOf(row, today)
  const to =
    word === 'again'
      ? `${newHandoverPath(file.id)}?interface=${row.interfaceId}&to=${row.toOrganisationId}`
      : handoverPath(row.id)
  return <Link to={to}>{t(`cases.sharing.deed.${word}`)}</Link>
}

function deedOf(
  { side, state, replyBy }: ListedOfFile,
  today: Day,
): 'remind' | 'answer' | 'again' | 'withdraw' | 'open' {
  if (side === 'received') return 'open'
  if (state === 'declined') return 'again'
  if (state === 'askedBack') return 'answer'
  if ((state === 'offered' || state === 'accepted') && replyBy !== null && replyBy < today) return 'remind'
  return state === 'offered' ? 'withdraw' : 'open'
}
