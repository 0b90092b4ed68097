import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { FilterSelect, Link, Name, Path } from '../../../platform/ui/index.ts'
import { pathOf } from '../paths.ts'
import { type InterfaceListing, interfaceSorts, listInterfaces } from '../queries/interfaces.ts'
import { choosableJurisdictions, choosableOrganisations } from '../queries/options.ts'
import { keyIn, readListing, yesOrNo } from './listing.ts'
import { register, sortBy } from './register.tsx'
import { targetWords } from './words.ts'

/** The catalogue: who passes people on to whom, under which law, and how long it may take. */
export async function showInterfaces(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, clock, locale } = request
  const today = clock.today()
  const format = createFormat(locale)
  const jurisdictions = await choosableJurisdictions(tx, actor, today)
  const organisations = await choosableOrganisations(tx, actor, today)
  const choices = [
    { name: 'jurisdiction', label: t('network.jurisdiction.one'), options: jurisdictions.map(asOption) },
    { name: 'organisation', label: t('network.organisation.one'), options: organisations.map(asOption) },
    {
      name: 'target',
      label: t('network.target.one'),
      options: (['yes', 'no'] as const).map((value) => ({ value, label: t(`network.target.filter.${value}`) })),
    },
  ]
  return register(request, {
    kind: 'interface',
    listing: readInterfaces(query),
    list: (listing) => listInterfaces(tx, actor, listing, today),
    filters: choices.map((choice) => ({ ...choice, field: <FilterSelect {...choice} empty={t('network.any')} /> })),
    columns: [
      {
        key: 'name',
        header: t('network.interface.one'),
        names: true,
        sort: sortBy(query, 'name', true),
        cell: (row) => (
          <Link to={pathOf('interface', row.key)} quiet>
            <Name>{row.name}</Name>
          </Link>
        ),
      },
      {
        key: 'from',
        header: t('network.interface.path'),
        sort: sortBy(query, 'from'),
        cell: (row) => <Path from={row.fromLabel} to={row.toLabel} />,
      },
      {
        key: 'law',
        header: t('network.jurisdiction.one'),
        cell: (row) => <Law from={row.fromJurisdiction} to={row.toJurisdiction} />,
      },
      {
        key: 'target',
        header: t('network.target.today'),
        kind: 'number',
        sort: sortBy(query, 'target'),
        cell: (row) => targetWords(t, row.targetDays, row.targetUnit),
      },
      {
        key: 'since',
        header: t('network.target.since'),
        sort: sortBy(query, 'since'),
        cell: (row) => row.targetSince && format.day(row.targetSince),
      },
    ],
  })
}

/** `AsylbLG → SGB II`, one code where both sides have the same or only one has any. */
export function Law({ from, to }: { from: string | null; to: string | null }) {
  if (from && to && from !== to) return <Path from={from} to={to} />
  return <Name>{from ?? to}</Name>
}

export function readInterfaces(query: URLSearchParams) {
  const jurisdiction = keyIn(query, 'jurisdiction')
  const organisation = keyIn(query, 'organisation')
  const hasTarget = yesOrNo(query, 'target')
  return {
    ...readListing(query, interfaceSorts),
    ...(jurisdiction && { jurisdiction }),
    ...(organisation && { organisation }),
    ...(hasTarget !== undefined && { hasTarget }),
  } satisfies InterfaceListing
}

const asOption = ({ key, name }: { key: string; name: string }) => ({ value: key, label: name })
