import { useRender } from '../../ui/index.ts'
import type { Choice } from '../domain/rows.ts'
import type { RowDescription } from '../kind.ts'
import type { ImportRow } from '../queries/imports.ts'

/** Create, change, the same as which, or leave out: only what the row allows. */
export function Decision({ row, shown }: { row: ImportRow; shown: RowDescription | undefined }) {
  const { t } = useRender()
  const options = optionsOf(row, shown)
  if (options.length === 0) return t('importing.choice.skip')
  const chosen =
    row.choice === 'update' && options.some(({ value }) => value === row.targetId) ? row.targetId : row.choice
  return (
    <div className="kern-form-input__select-wrapper">
      <select
        className="kern-form-input__select"
        name={`r${row.number}`}
        defaultValue={chosen ?? row.choice}
        aria-label={t('importing.decision-of', { row: row.number })}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label ? t('importing.choice.same', { name: label }) : t(`importing.choice.${value}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

interface DecisionOption {
  readonly value: string
  /** Of a record that the row may be. */
  readonly label?: string
}

function optionsOf(row: ImportRow, shown: RowDescription | undefined): readonly DecisionOption[] {
  if (row.verdict === 'beside' || row.verdict === 'same') return []
  const plain = (...choices: Choice[]) => [...new Set(choices)].map((value) => ({ value }))
  if (row.verdict === 'error') return plain(row.choice, 'skip')
  const candidates = (row.reading.candidates ?? []).flatMap(({ id, refused }) => {
    const label = shown?.candidates?.get(id)?.label
    return label && !refused ? [{ value: id, label }] : []
  })
  return [
    ...(row.choice === 'open' ? plain('open') : []),
    ...(row.verdict === 'new' || row.verdict === 'similar' ? plain('create') : []),
    ...(row.targetId && !row.reading.candidates ? plain('update') : []),
    ...candidates,
    ...plain('skip'),
  ]
}
