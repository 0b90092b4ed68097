import {
  Alert,
  addressWith,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
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
import { type ListProps, PeriodLine, useEventName, Who } from './looks.tsx'

export interface RefusedProps extends ListProps {
  readonly groups: readonly RefusedGroup[]
}

export function RefusedPage(props: RefusedProps) {
  const { lines, total, page, period, groups, members, names } = props
  const { t, format, query } = useRender()
  const eventName = useEventName()
  const routes = [
    ...new Set(groups.map(({ route }) => route).filter((route): route is string => route !== null)),
  ].sort()
  return (
    <Stack gap="l">
      <Stack>
        <Text>{t('protection.refused.text')}</Text>
        <FilterBar label={t('protection.filter')}>
          <FilterSelect name="user" label={t('protection.who')} empty={t('audit.all')} options={members} />
          <FilterSelect
            name="route"
            label={t('protection.refused.route')}
            empty={t('audit.all')}
            options={routes.map((route) => ({ value: route, label: route }))}
          />
          <FilterText name="from" label={t('audit.from')} />
          <FilterText name="to" label={t('audit.to')} />
        </FilterBar>
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
                    <RowName meta={route && <Link to={addressWith(query, 'route', route)}>{route}</Link>}>
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
                      <RowName meta={typeof details['route'] === 'string' ? details['route'] : null}>
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
      {period.wrong.length > 0 && <Alert kind="warning" title={t('error.not-a-day')} />}
    </Stack>
  )
}
