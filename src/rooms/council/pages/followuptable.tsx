import { type Column, Link, Meta, Name, RowName, Table, useRender } from '../../../platform/ui/index.ts'
import type { FollowUpRow } from '../domain/followup.ts'
import { paperPath, resolutionPath } from '../paths.ts'
import { DueMark, ObligationMark, PublicTag } from './words.tsx'

interface Props {
  readonly rows: readonly FollowUpRow[]
  /** Names the body of each row: in lists of several bodies. */
  readonly withBody: boolean
}

/** One row per obligation, as councils ask for it: what, from whom, who, by when, how it stands and why. */
export function FollowUpTable({ rows, withBody }: Props) {
  const { t, format } = useRender()
  const columns: readonly Column<FollowUpRow>[] = [
    {
      key: 'obligation',
      header: t('council.obligation.one'),
      names: true,
      cell: (row) => (
        <RowName meta={<Name>{shortened(row.wording)}</Name>}>
          <Link to={`${resolutionPath(row.resolutionId)}#o${row.obligationId}`} quiet>
            <Name>{row.title}</Name>
          </Link>{' '}
          <PublicTag isPublic={row.isPublic} />
        </RowName>
      ),
    },
    {
      key: 'decided',
      header: t('council.obligation.field.decided'),
      cell: (row) => (
        <>
          <span className="nl-num">{format.day(row.decidedOn)}</span>
          {withBody && <Meta>{row.bodyName}</Meta>}
          {row.paperNumber !== null && (
            <Meta>
              {row.paperId === null ? row.paperNumber : <Link to={paperPath(row.paperId)}>{row.paperNumber}</Link>}
            </Meta>
          )}
        </>
      ),
    },
    {
      key: 'originator',
      header: t('council.obligation.field.originator'),
      cell: (row) => row.originator ?? t('council.paper.administration'),
    },
    {
      key: 'responsible',
      header: t('council.obligation.field.responsible'),
      cell: (row) =>
        row.responsible === null ? (
          <span className="nl-muted">{t('council.obligation.nobody')}</span>
        ) : (
          <>
            {row.responsible}
            {row.contact && <Meta>{row.contact}</Meta>}
          </>
        ),
    },
    {
      key: 'due',
      header: t('council.obligation.field.due'),
      cell: (row) => <DueMark one={{ ...row, dueBodyId: null, dueDay: null, dueCount: null }} />,
    },
    {
      key: 'state',
      header: t('council.obligation.field.state'),
      cell: (row) => (
        <>
          <ObligationMark state={row.state} />
          <Meta>{t('council.since', { day: format.day(row.since) })}</Meta>
          {row.reason && <Meta>{row.reason}</Meta>}
        </>
      ),
    },
    {
      key: 'report',
      header: t('council.obligation.field.lastReport'),
      cell: (row) => (
        <>
          {row.lastReportOn === null ? (
            <span className="nl-muted">{t('council.obligation.no-report')}</span>
          ) : (
            <>
              <span className="nl-num">{format.day(row.lastReportOn)}</span>
              <Meta>{row.lastReport}</Meta>
            </>
          )}
          {row.nextReportOn !== null && (
            <Meta>{t('council.obligation.next-report', { day: format.day(row.nextReportOn) })}</Meta>
          )}
        </>
      ),
    },
  ]
  return (
    <Table caption={t('council.tracking')} columns={columns} rows={rows} keyOf={(row) => row.obligationId} stacks />
  )
}

/** A list shows the beginning of a long wording; its page shows all of it. */
const shortened = (text: string): string =>
  text.length > 180 ? `${text.slice(0, 170).replace(/\s+\S*$/, '')} …` : text
