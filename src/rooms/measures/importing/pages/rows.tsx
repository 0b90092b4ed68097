import { type Day, parseDay } from '../../../../kernel/day.ts'
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
} from '../../../../platform/ui/index.ts'
import { type ColumnKey, columns } from '../domain/columns.ts'
import type { Choice, Verdict } from '../domain/judge.ts'
import type { NamesByKey } from '../domain/names.ts'
import type { PresentMeasure } from '../domain/present.ts'
import type { Lookups, RowIssue, RowValues } from '../domain/row.ts'
import { cellOf } from '../export.ts'
import { importPath } from '../paths.ts'
import type { Import, ImportRow } from '../queries/imports.ts'

interface Shown {
  readonly one: Import
  readonly rows: readonly ImportRow[]
  readonly present: readonly PresentMeasure[]
  readonly names: Record<keyof Lookups, NamesByKey>
}

/** The rows of a report; as long as nothing is taken over, with what is to become of each. */
export function RowTable({ one, rows, present, names }: Shown) {
  const context = useRender()
  const { t, query } = context
  const byId = new Map(present.map((measure) => [measure.id, measure]))
  const over = one.state === 'done' || one.state === 'undone'
  const table: Column<ImportRow>[] = [
    { key: 'number', header: t('measures.import.row'), kind: 'number', cell: (row) => row.number },
    {
      key: 'title',
      header: t('measures.measure.one'),
      names: true,
      cell: (row) => (
        <RowName meta={row.reading.values.number}>
          {row.measureId && row.measureVersion !== null ? (
            <Link to={`/measures/${row.measureId}`}>{row.title}</Link>
          ) : (
            row.title || t('measures.import.untitled')
          )}
        </RowName>
      ),
    },
    {
      key: 'result',
      header: t('measures.import.result'),
      full: true,
      cell: (row) => (
        <Result
          row={row}
          target={byId.get(row.targetId ?? '')}
          names={names}
          over={over}
          undone={one.state === 'undone'}
        />
      ),
    },
  ]
  if (over) return <Table caption={t('measures.import.report')} columns={table} rows={rows} keyOf={keyOf} stacks />
  const decide: Column<ImportRow> = {
    key: 'choice',
    header: t('measures.import.decision'),
    full: true,
    cell: (row) => <Decision row={row} />,
  }
  const here = new URLSearchParams([...query].filter(([name]) => name === 'show' || name === 'page'))
  const action = `${importPath(one.id)}/rows${here.size > 0 ? `?${here}` : ''}`
  return (
    <form method="post" action={address(context, action)}>
      <input type="hidden" name="csrf" value={context.csrf} />
      <Stack>
        <Table caption={t('measures.import.report')} columns={[...table, decide]} rows={rows} keyOf={keyOf} stacks />
        <Row>
          <Button look="secondary">{t('measures.import.keep-decisions')}</Button>
        </Row>
      </Stack>
    </form>
  )
}

const keyOf = (row: ImportRow): string => String(row.number)

const marks: Readonly<Record<Verdict, StateKind>> = {
  new: 'open',
  similar: 'attention',
  update: 'progress',
  same: 'done',
  error: 'late',
  beside: 'rest',
}

interface ResultProps {
  readonly row: ImportRow
  readonly target: PresentMeasure | undefined
  readonly names: Record<keyof Lookups, NamesByKey>
  readonly over: boolean
  readonly undone: boolean
}

/** What the row comes to, what an update changes, and what is to be said about its cells. */
function Result({ row, target, names, over, undone }: ResultProps) {
  const { t, format } = useRender()
  const { reading, verdict, choice } = row
  const isError = (issue: RowIssue) => issue.kind === 'error'
  const issueLine = (issue: RowIssue) => (
    <li key={`${issue.column} ${issue.code} ${issue.value}`} className="nl-meta">
      <IssueText issue={issue} />
    </li>
  )
  const word = over
    ? undone
      ? row.measureVersion === null
        ? 'undone'
        : 'left'
      : choice === 'create'
        ? 'created'
        : 'updated'
    : verdict
  const kind = word === 'left' ? 'attention' : over ? 'done' : marks[verdict]
  const changes = choice === 'update' || verdict === 'update' ? reading.changed : []
  const lines = over
    ? []
    : [
        ...reading.issues.filter(isError).map(issueLine),
        ...(target ? changes : []).map((name) => (
          <li key={name} className="nl-meta">
            {changeOf(name, reading.values, target as PresentMeasure, names, (day) => format.day(day))}
          </li>
        )),
        ...reading.issues.filter((issue) => !isError(issue)).map(issueLine),
      ]
  return (
    <>
      <State kind={kind}>{t(`measures.import.verdict.${word}`)}</State>
      {reading.beside && <span className="nl-meta">{t(`measures.import.beside.${reading.beside}`)}</span>}
      {lines.length > 0 && <ul className="nl-sheet__list">{lines}</ul>}
    </>
  )
}

function IssueText({ issue }: { issue: RowIssue }) {
  const { t, format } = useRender()
  const day = parseDay(issue.value ?? '')
  const column = columns.find(({ key }) => key === issue.column)?.header ?? ''
  return (
    <>
      {issue.kind === 'error' && <strong>{t('measures.import.error')} </strong>}
      {t(`measures.import.issue.${issue.code}`, {
        column,
        value: day ? format.day(day) : (issue.value ?? ''),
        other: issue.other ?? '',
      })}
    </>
  )
}

/** `Stand: läuft → verstetigt`; of long texts only that they change. */
function changeOf(
  name: keyof RowValues,
  values: RowValues,
  target: PresentMeasure,
  names: Record<keyof Lookups, NamesByKey>,
  dayOf: (day: Day) => string,
): string {
  const key = (name === 'municipalities' ? 'places' : name) as ColumnKey
  const header = columns.find((column) => column.key === key)?.header ?? name
  if (key === 'description' || key === 'publicText') return header
  const text = (measure: RowValues) => {
    const cell = String(cellOf({ values: measure as Required<RowValues> }, key, names) ?? '') || '–'
    const day = parseDay(cell)
    return day ? dayOf(day) : cell
  }
  return `${header}: ${text(target.values)} → ${text({ ...target.values, ...values })}`
}

/** Create, change or leave out: only what the row allows. */
function Decision({ row }: { row: ImportRow }) {
  const { t } = useRender()
  if (row.verdict === 'beside' || row.verdict === 'same') return t('measures.import.choice.skip')
  const choices: Choice[] =
    row.verdict === 'error'
      ? [...new Set([row.choice, 'skip'] as const)]
      : [
          ...(row.verdict === 'new' || row.verdict === 'similar' ? (['create'] as const) : []),
          ...(row.targetId ? (['update'] as const) : []),
          'skip',
        ]
  return (
    <div className="kern-form-input__select-wrapper">
      <select
        className="kern-form-input__select"
        name={`r${row.number}`}
        defaultValue={row.choice}
        aria-label={t('measures.import.decision-of', { row: row.number })}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`measures.import.choice.${choice}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
