import {
  address,
  Button,
  type Column,
  Link,
  Row,
  RowName,
  Stack,
  State,
  type StateKind,
  Table,
  useRender,
} from '../../ui/index.ts'
import { hasErrors, type RowIssue, type Verdict } from '../domain/rows.ts'
import type { ImportKind, RowDescription } from '../kind.ts'
import type { Import, ImportRow } from '../queries/imports.ts'
import { besideText, issueText, remainsText } from '../wording.ts'
import { Decision } from './decision.tsx'

interface Shown {
  readonly kind: ImportKind
  readonly one: Import
  readonly rows: readonly ImportRow[]
  readonly shown: ReadonlyMap<number, RowDescription>
}

/** The rows of a report; as long as nothing is taken over, with what is to become of each. */
export function RowTable({ kind, one, rows, shown }: Shown) {
  const context = useRender()
  const { t, query } = context
  const over = one.state === 'done' || one.state === 'undone'
  const table: Column<ImportRow>[] = [
    { key: 'number', header: t('importing.row'), kind: 'number', narrow: true, cell: (row) => row.number },
    {
      key: 'title',
      header: t(`${kind.words}.one`),
      names: true,
      cell: (row) => <RowTitle row={row} shown={shown.get(row.number)} />,
    },
    {
      key: 'result',
      header: t('importing.outcome'),
      full: true,
      cell: (row) => <Outcome kind={kind} one={one} row={row} shown={shown.get(row.number)} />,
    },
  ]
  if (over) return <Table caption={t('importing.report')} columns={table} rows={rows} keyOf={keyOf} stacks />
  const decide: Column<ImportRow> = {
    key: 'choice',
    header: t('importing.decision'),
    full: true,
    cell: (row) => <Decision row={row} shown={shown.get(row.number)} />,
  }
  const here = new URLSearchParams([...query].filter(([name]) => name === 'show' || name === 'page'))
  const action = `${kind.path}/${one.id}/rows${here.size > 0 ? `?${here}` : ''}`
  return (
    <form method="post" action={address(context, action)}>
      <input type="hidden" name="csrf" value={context.csrf} />
      <Stack>
        <Table caption={t('importing.report')} columns={[...table, decide]} rows={rows} keyOf={keyOf} stacks />
        <Row>
          <Button look="secondary">{t('importing.keep-decisions')}</Button>
        </Row>
      </Stack>
    </form>
  )
}

const keyOf = (row: ImportRow): string => String(row.number)

interface OfRow {
  readonly row: ImportRow
  readonly shown: RowDescription | undefined
}

function RowTitle({ row, shown }: OfRow) {
  const { t } = useRender()
  const name = row.title || t('importing.untitled')
  const there = shown?.path && row.recordVersion !== null
  return <RowName meta={shown?.meta}>{there ? <Link to={shown.path}>{name}</Link> : name}</RowName>
}

const marks: Readonly<Record<Verdict, StateKind>> = {
  new: 'open',
  similar: 'attention',
  update: 'progress',
  same: 'done',
  error: 'late',
  beside: 'rest',
}

/** What became of a row that was taken over. */
function wordAfter(one: Import, row: ImportRow): string {
  if (row.recordId === null) return row.verdict
  if (one.state === 'undone') return row.remains ? 'left' : 'undone'
  return row.choice === 'create' ? 'created' : 'updated'
}

/** What the row comes to, what would be written or changed, and what is to be said about its cells. */
function Outcome({ kind, one, row, shown }: OfRow & { kind: ImportKind; one: Import }) {
  const { t, locale } = useRender()
  const wording = { t, locale, kind }
  const { reading, verdict, remains } = row
  const over = one.state === 'done' || one.state === 'undone'
  const word = over ? wordAfter(one, row) : verdict
  const mark = word === 'left' ? 'attention' : over && row.recordId !== null ? 'done' : marks[verdict]
  const line = (text: React.ReactNode, key: string) => (
    <li key={key} className="nl-meta">
      {text}
    </li>
  )
  const issueLine = (issue: RowIssue) =>
    line(
      <>
        {issue.kind === 'error' && <strong>{t('importing.error')} </strong>}
        {issueText(wording, issue)}
      </>,
      `${issue.column} ${issue.code} ${issue.value}`,
    )
  const lines = [
    ...(remains ? [line(remainsText(wording, remains), 'remains')] : []),
    ...reading.issues.filter((issue) => issue.kind === 'error').map(issueLine),
    ...(hasErrors(reading.issues) ? [] : (shown?.lines ?? [])).map((text, index) => line(text, `line ${index}`)),
    ...reading.issues.filter((issue) => issue.kind === 'warning').map(issueLine),
    ...(over ? [] : (reading.candidates ?? [])).flatMap(({ id }) => {
      const candidate = shown?.candidates?.get(id)
      if (!candidate) return []
      return line(
        <>
          {candidate.path ? <Link to={candidate.path}>{candidate.label}</Link> : candidate.label}: {candidate.detail}
        </>,
        id,
      )
    }),
  ]
  return (
    <>
      <State kind={mark}>{t(`importing.verdict.${word}`)}</State>
      {reading.beside && <span className="nl-meta"> {besideText(wording, reading.beside)}</span>}
      {lines.length > 0 && <ul className="nl-sheet__list">{lines}</ul>}
    </>
  )
}
