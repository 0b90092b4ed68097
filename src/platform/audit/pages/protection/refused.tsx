import {
  addressWith,
  Empty,
  FilterSelect,
  Link,
  PageCount,
  Pager,
  RowName,
  Section,
  Stack,
  State,
  Table,
  Text,
  useRender,
} from '../../../ui/index.ts'
import { looksPerPage, type RefusedGroup } from '../../looks.ts'
import { EntryFilter, useEventName, useRouteName, Who } from '../entries.tsx'
import { type ListProps, PeriodLine } from './looks.tsx'

export interface RefusedProps extends ListProps {
  readonly groups: readonly RefusedGroup[]
}

export function RefusedPage(props: RefusedProps) {
  const { lines, total, page, period, groups, members, names } = props
  const { t, format, query } = useRender()
  const eventName = useEventName()
  const routeName = useRouteName()
  const routes = [
    ...new Set(groups.map(({ route }) => route).filter((route): route is string => route !== null)),
  ].sort()
  return (
    <Stack gap="l">
      <Stack>
        <Text>{t('protection.refused.text')}</Text>
        <EntryFilter label={t('protection.filter')} members={members} wrongDays={period.wrong}>
          <FilterSelect
            name="route"
            label={t('protection.refused.route')}
            empty={t('audit.all')}
            options={routes.map((route) => ({ value: route, label: routeName(route) }))}
          />
        </EntryFilter>
        <PeriodLine period={period} csv="/admin/data-protection/refused.csv" />
      </Stack>
      {lines.length === 0 ? (
        <Empty title={t('protection.refused.none')}>{t('protection.nothing-text')}</Empty>
      ) : (
        <>
          <Section title={t('protection.refused.groups')}>
            <Table
              caption={t('protection.refused.groups')}
              stacks
              rows={groups}
              keyOf={({ event, route }) => `${event} ${route}`}
              columns={[
                {
                  key: 'what',
                  header: t('audit.event-label'),
                  names: true,
                  cell: ({ event, route }) => (
                    <RowName meta={route && <Link to={addressWith(query, 'route', route)}>{routeName(route)}</Link>}>
                      {eventName(event)}
                    </RowName>
                  ),
                },
                {
                  key: 'attempts',
                  header: t('protection.refused.attempts'),
                  kind: 'number',
                  cell: ({ attempts }) => format.number(attempts),
                  total: format.number(groups.reduce((sum, { attempts }) => sum + attempts, 0)),
                },
                {
                  key: 'members',
                  header: t('protection.refused.members'),
                  kind: 'number',
                  cell: (group) => format.number(group.members),
                  total: null,
                },
              ]}
            />
          </Section>
          <Section title={t('protection.refused.single')}>
            <Stack>
              <PageCount total={total} size={looksPerPage} page={page} />
              <Table
                caption={t('protection.refused.title')}
                stacks
                rows={lines}
                keyOf={({ id }) => id}
                columns={[
                  { key: 'at', header: t('audit.at'), cell: ({ at }) => format.instant(at) },
                  {
                    key: 'event',
                    header: t('audit.event-label'),
                    names: true,
                    cell: ({ event, details }) => (
                      <RowName meta={typeof details['route'] === 'string' ? routeName(details['route']) : null}>
                        {eventName(event)}
                      </RowName>
                    ),
                  },
                  {
                    key: 'who',
                    header: t('audit.who'),
                    cell: (line) => <Who line={line} names={names} />,
                  },
                  {
                    key: 'outcome',
                    header: t('audit.outcome-label'),
                    cell: ({ outcome }) => (
                      <State kind={outcome === 'refused' ? 'declined' : 'attention'}>
                        {t(`audit.outcome.${outcome}`)}
                      </State>
                    ),
                  },
                ]}
              />
              <Pager total={total} size={looksPerPage} page={page} />
            </Stack>
          </Section>
        </>
      )}
    </Stack>
  )
}
