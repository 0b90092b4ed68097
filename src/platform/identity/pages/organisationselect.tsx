import type { OrganisationChoice } from '../../room.ts'
import { Select } from '../../ui/index.ts'

/** Choice of an organisation, where the rooms have some. `own`: what is meant by choosing none. */
export function OrganisationSelect({
  organisations,
  own,
}: {
  organisations: readonly OrganisationChoice[]
  own: string
}) {
  if (organisations.length === 0) return null
  const options = organisations.map((organisation) => ({ value: organisation.id, label: organisation.name }))
  return <Select name="organisation" optional empty={own} options={options} />
}
