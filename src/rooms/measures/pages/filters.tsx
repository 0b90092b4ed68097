import { FilterBar, FilterSelect, FilterText, useRender } from '../../../platform/ui/index.ts'
import { centreRoles } from '../domain/kinds.ts'
import type { Choices } from '../queries/choices.ts'
import { stateFilters } from '../queries/filter.ts'

/** What narrows the register. The empty entry of each choice means all. */
export function RegisterFilters({ choices }: { choices: Choices }) {
  const { t } = useRender()
  const keyed = (list: readonly { key: string; name: string }[]) =>
    list.map(({ key, name }) => ({ value: key, label: name }))
  const codes = (prefix: string, list: readonly string[]) =>
    list.map((code) => ({ value: code, label: t(`${prefix}.${code}`) }))
  return (
    <FilterBar label={t('measures.filter.label')} action="/measures" keep={['sort', 'order']}>
      <FilterText name="q" label={t('measures.filter.q')} />
      <FilterSelect
        name="field"
        label={t('measures.filter.field')}
        options={keyed(choices.fields)}
        empty={t('measures.filter.any')}
      />
      <FilterSelect
        name="state"
        label={t('measures.filter.state')}
        options={codes('measures.state', stateFilters)}
        empty={t('measures.filter.any')}
      />
      <FilterSelect
        name="responsible"
        label={t('measures.filter.responsible')}
        options={[
          { value: 'district', label: t('measures.filter.of-district') },
          { value: 'towns', label: t('measures.filter.towns') },
          { value: 'none', label: t('measures.nobody') },
          { label: t('measures.filter.offices'), options: keyed(choices.offices) },
        ]}
        empty={t('measures.filter.any-office')}
      />
      <FilterSelect
        name="place"
        label={t('measures.filter.place')}
        options={[
          { value: 'district-wide', label: t('measures.district-wide') },
          ...(choices.regions.length > 0
            ? [
                {
                  label: t('measures.filter.regions'),
                  options: choices.regions.map(({ key, name }) => ({ value: `region:${key}`, label: name })),
                },
              ]
            : []),
          { label: t('measures.filter.municipalities'), options: keyed(choices.municipalities) },
        ]}
        empty={t('measures.filter.any-place')}
      />
      <FilterSelect
        name="concept"
        label={t('measures.filter.concept')}
        options={keyed(choices.concepts)}
        empty={t('measures.filter.any')}
      />
      <FilterSelect
        name="role"
        label={t('measures.filter.role')}
        options={codes('measures.role', [...centreRoles, 'any'])}
        empty={t('measures.filter.any')}
      />
    </FilterBar>
  )
}
