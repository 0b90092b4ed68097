import { addMonths, type Month, monthOf } from '../../../kernel/period.ts'
import { address, Button, Link, Options, Row, Stack, useRender } from '../../../platform/ui/index.ts'
import type { Sheet } from '../sheet.ts'
import type { View } from '../view.ts'
import { optionsOf, townOptions } from './filterbar.tsx'
import { usePeriods } from './filternames.ts'

/** How many months back a period of one's own may begin. */
const monthsBack = 60

/** All filters on a page of their own: for phones, for several towns, and for months of one's own. A GET form without script. */
export function FilterPage({ view }: { view: Omit<View<Sheet>, 'figures'> }) {
  const context = useRender()
  const { t, path, format } = context
  const { directory, filter, groups, span } = view
  const newest = monthOf(context.today)
  const months = Array.from({ length: monthsBack }, (_, back) => addMonths(newest, -back)).map((month) => ({
    value: month,
    label: format.month(month),
  }))
  const own = typeof filter.period === 'object' ? filter.period : undefined
  const first = own?.from ?? monthOf(span.period.from)
  const last = own?.to ?? monthOf(span.period.to)
  return (
    <form className="nl-form nl-stack nl-stack--l" action={address(context, path)}>
      <Stack>
        <fieldset className="kern-fieldset">
          <legend className="kern-label">{t('insight.filter.period')}</legend>
          <div className="kern-fieldset__body">
            {[
              ...usePeriods({ filter: { ...filter, period: '12-months' }, span }),
              { value: 'months', label: t('insight.filter.months') },
            ].map(({ value, label }) => (
              <Check
                key={value}
                kind="radio"
                name="period"
                value={value}
                label={label}
                checked={own ? value === 'months' : value === filter.period}
              />
            ))}
          </div>
        </fieldset>
        <Row>
          <MonthSelect name="from" label={t('insight.filter.from')} value={first} months={months} />
          <MonthSelect name="to" label={t('insight.filter.to')} value={last} months={months} />
        </Row>
      </Stack>
      {directory.towns.size > 1 && (
        <fieldset className="kern-fieldset">
          <legend className="kern-label">{t('insight.filter.town')}</legend>
          <div className="kern-fieldset__body">
            {townOptions(view).map(({ value, label }) => (
              <Check
                key={value}
                kind="checkbox"
                name="town"
                value={value}
                label={label}
                checked={filter.towns.includes(value)}
              />
            ))}
          </div>
        </fieldset>
      )}
      {groups.size > 1 && (
        <Choice
          name="group"
          label={t('insight.filter.group')}
          empty={t('insight.filter.all-groups')}
          value={filter.group}
          options={optionsOf(groups)}
        />
      )}
      {directory.jurisdictions.size > 1 && (
        <Choice
          name="jurisdiction"
          label={t('insight.filter.jurisdiction')}
          empty={t('insight.filter.all-jurisdictions')}
          value={filter.jurisdiction}
          options={optionsOf(directory.jurisdictions)}
        />
      )}
      <Row>
        <Button>{t('insight.filter.show')}</Button>
        <Link to={path}>{t('insight.filter.reset')}</Link>
      </Row>
    </form>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly empty?: string
  readonly value: string | null
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

function Choice({ name, label, empty, value, options }: ChoiceProps) {
  return (
    <div className="kern-form-input">
      <label className="kern-label" htmlFor={`filter-${name}`}>
        {label}
      </label>
      <div className="kern-form-input__select-wrapper">
        <select className="kern-form-input__select" id={`filter-${name}`} name={name} defaultValue={value ?? ''}>
          {empty !== undefined && <option value="">{empty}</option>}
          <Options options={options} />
        </select>
      </div>
    </div>
  )
}

function MonthSelect({
  months,
  ...props
}: Omit<ChoiceProps, 'options' | 'empty'> & { value: Month; months: ChoiceProps['options'] }) {
  const known = months.some(({ value }) => value === props.value)
  return <Choice {...props} options={known ? months : [...months, { value: props.value, label: props.value }]} />
}

function Check(props: { kind: 'radio' | 'checkbox'; name: string; value: string; label: string; checked: boolean }) {
  const id = `filter-${props.name}-${props.value}`
  return (
    <div className="kern-form-check">
      <input
        className={props.kind === 'radio' ? 'kern-form-check__radio' : 'kern-form-check__checkbox'}
        type={props.kind}
        id={id}
        name={props.name}
        value={props.value}
        defaultChecked={props.checked}
      />
      <label className="kern-label" htmlFor={id}>
        {props.label}
      </label>
    </div>
  )
}
