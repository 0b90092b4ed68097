import { defineRights, may, roleKeys } from '../access/index.ts'
import { type Page, type PageRequest, routesFor } from '../http/index.ts'
import { Columns, Empty, Link, List, Section, Text, useRender } from '../ui/index.ts'
import { type AdministrationEntry, administrationGroups } from './entry.ts'

export const administrationRights = defineRights({ 'administration.open': roleKeys })

const { page } = routesFor(administrationRights)

/** `/admin`: every place of the administration that the person who asks may go to. */
export function administrationRoutes(entries: readonly AdministrationEntry[]) {
  async function showAdministration({ actor, t }: PageRequest): Promise<Page> {
    const open = entriesFor(entries, actor)
    return { title: t('administration.title'), body: <Administration entries={open} /> }
  }
  return [page('/admin', 'administration.open', showAdministration)]
}

/** Those that this person may open, in their order. */
export function entriesFor(
  entries: readonly AdministrationEntry[],
  actor: Parameters<typeof may>[0],
): readonly AdministrationEntry[] {
  return entries.filter(({ right }) => may(actor, right)).sort((one, other) => one.order - other.order)
}

function Administration({ entries }: { entries: readonly AdministrationEntry[] }) {
  const { t } = useRender()
  if (entries.length === 0) return <Empty title={t('administration.none')}>{t('administration.none-text')}</Empty>
  return (
    <Columns kind="equal">
      {administrationGroups.map((group) => {
        const places = entries.filter((entry) => entry.group === group)
        if (places.length === 0) return null
        const items = places.map(({ path, label, detail }) => ({
          key: path,
          content: (
            <>
              <Link to={path}>{t(label)}</Link>
              <Text>{t(detail)}</Text>
            </>
          ),
        }))
        return (
          <Section key={group} title={t(`administration.group.${group}`)}>
            <List items={items} />
          </Section>
        )
      })}
    </Columns>
  )
}
