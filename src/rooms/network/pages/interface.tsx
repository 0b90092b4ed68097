import { addDays } from '../../../kernel/day.ts'
import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  ButtonLink,
  Columns,
  DescriptionList,
  Empty,
  Link,
  List,
  Meta,
  Name,
  Path,
  Section,
  Stack,
  State,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import type { OrganisationKind } from '../domain/kinds.ts'
import { targetHistory } from '../domain/targets.ts'
import { pathOf } from '../paths.ts'
import { getInterface, type ServiceInterface } from '../queries/interfaces.ts'
import { type RecordedTarget, targetsOf } from '../queries/targets.ts'
import { Law } from './interfaces.tsx'
import { recordPage } from './record.tsx'
import { periodWords, targetWords } from './words.ts'

/** One interface of the catalogue. How people fare there is on the page of its analysis, which a higher room has. */
export async function showInterface(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, clock } = request
  const one = await getInterface(tx, actor, params.key, clock.today())
  const targets = await targetsOf(tx, one.id)
  return recordPage(request, {
    kind: 'interface',
    record: one,
    title: one.name,
    headline: <Name>{one.name}</Name>,
    meta: [
      t('network.interface.one'),
      <Path key="path" from={one.fromLabel} to={one.toLabel} />,
      (one.fromJurisdiction || one.toJurisdiction) && (
        <Law key="law" from={one.fromJurisdiction} to={one.toJurisdiction} />
      ),
    ],
    actions: may(actor, 'network.set-target') && (
      <ButtonLink to={`${pathOf('interface', one.key)}/targets`}>{t('network.target.add')}</ButtonLink>
    ),
    children: (
      <>
        <Target one={one} targets={targets} />
        <Sides one={one} />
        <Section title={t('network.interface.field.checklist')}>
          {one.checklist.length > 0 ? (
            <List items={one.checklist.map((item, index) => ({ key: String(index), content: <Name>{item}</Name> }))} />
          ) : (
            <Meta>{t('network.interface.no-checklist')}</Meta>
          )}
        </Section>
      </>
    ),
  })
}

function Target({ one, targets }: { one: ServiceInterface; targets: readonly RecordedTarget[] }) {
  const { t, format } = useRender()
  const title =
    one.targetDays === null
      ? t('network.target.none-today')
      : t('network.target.now', {
          target: targetWords(t, one.targetDays, one.targetUnit),
          day: one.targetSince ? format.day(one.targetSince) : '',
        })
  if (targets.length === 0)
    return (
      <Section title={t('network.target.one')}>
        <Empty title={title}>{t('network.target.none-next')}</Empty>
      </Section>
    )
  return (
    <Section title={title}>
      <TargetTable targets={targets} />
    </Section>
  )
}

/** The targets as agreed over time; nothing in it is ever changed, wrong entries are followed by right ones. */
export function TargetTable({ targets }: { targets: readonly RecordedTarget[] }) {
  const { t, format, today } = useRender()
  return (
    <Table
      caption={t('network.target.history')}
      rows={targetHistory(targets)}
      keyOf={(row) => String(row.number)}
      stacks
      columns={[
        {
          key: 'target',
          header: t('network.target.one'),
          names: true,
          cell: (row) => targetWords(t, row.days, row.unit),
        },
        {
          key: 'period',
          header: t('network.target.period'),
          cell: (row) =>
            row.replaced ? (
              <State kind="declined">{t('network.target.replaced', { day: format.day(row.validFrom) })}</State>
            ) : (
              <State
                kind={row.validFrom > today ? 'open' : row.nextFrom && row.nextFrom <= today ? 'rest' : 'standing'}
              >
                {periodWords(t, format, row.validFrom, row.nextFrom && addDays(row.nextFrom, -1))}
              </State>
            ),
        },
        {
          key: 'agreed',
          header: t('network.interface.field.agreedBetween'),
          cell: (row) => (
            <>
              {row.agreedBetween && <Name>{row.agreedBetween}</Name>}
              {row.note && (
                <Meta>
                  <Name>{row.note}</Name>
                </Meta>
              )}
            </>
          ),
        },
        {
          key: 'recorded',
          header: t('network.target.recorded'),
          cell: (row) => (
            <>
              {format.instant(row.recordedAt)}
              <Meta
                parts={[
                  row.recordedBy ?? t('network.history.system'),
                  row.backdated && t('network.target.was-backdated'),
                ]}
              />
            </>
          ),
        },
      ]}
    />
  )
}

function Sides({ one }: { one: ServiceInterface }) {
  const { t } = useRender()
  return (
    <Section title={t('network.interface.sides')}>
      <Stack>
        <Columns kind="equal">
          <Side
            title={t('network.interface.from')}
            label={one.fromLabel}
            organisation={one.fromOrganisationKey && { key: one.fromOrganisationKey, name: one.fromOrganisationName }}
            kind={one.fromKind}
            law={one.fromJurisdictionKey && { key: one.fromJurisdictionKey, name: one.fromJurisdiction }}
            responsible={one.responsibleFrom}
          />
          <Side
            title={t('network.interface.to')}
            label={one.toLabel}
            organisation={one.toOrganisationKey && { key: one.toOrganisationKey, name: one.toOrganisationName }}
            kind={one.toKind}
            law={one.toJurisdictionKey && { key: one.toJurisdictionKey, name: one.toJurisdiction }}
            responsible={one.responsibleTo}
          />
        </Columns>
        {one.trigger && (
          <DescriptionList
            items={[{ term: t('network.interface.field.trigger'), value: <Name>{one.trigger}</Name> }]}
          />
        )}
      </Stack>
    </Section>
  )
}

interface SideProps {
  readonly title: string
  readonly label: string
  readonly organisation: { key: string; name: string | null } | '' | null
  readonly kind: OrganisationKind | null
  readonly law: { key: string; name: string | null } | '' | null
  readonly responsible: string | null
}

function Side({ title, label, organisation, kind, law, responsible }: SideProps) {
  const { t } = useRender()
  return (
    <DescriptionList
      items={[
        { term: title, value: <Name>{label}</Name> },
        {
          term: t('network.organisation.one'),
          value: organisation ? (
            <Link to={pathOf('organisation', organisation.key)}>
              <Name>{organisation.name}</Name>
            </Link>
          ) : (
            kind && t('network.interface.any-of', { kind: t(`network.organisation-kind.${kind}`) })
          ),
        },
        {
          term: t('network.jurisdiction.one'),
          value: law && (
            <Link to={pathOf('jurisdiction', law.key)}>
              <Name>{law.name}</Name>
            </Link>
          ),
        },
        { term: t('network.interface.responsible'), value: responsible && <Name>{responsible}</Name> },
      ]}
    />
  )
}
