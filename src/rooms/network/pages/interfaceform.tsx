import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { Columns, type OptionGroup, Section, Select, Stack, TextArea, TextField } from '../../../platform/ui/index.ts'
import { organisationKinds } from '../domain/kinds.ts'
import { getInterface, type ServiceInterface } from '../queries/interfaces.ts'
import { choosableJurisdictions, choosableOrganisations } from '../queries/options.ts'
import { editingPage } from './editing.tsx'
import { optionsWith } from './options.ts'

export async function showNewInterface(request: PageRequest): Promise<Page> {
  return interfaceForm(request, undefined)
}

export async function showInterfaceForm(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, clock } = request
  return interfaceForm(request, await getInterface(tx, actor, params.key, clock.today()))
}

async function interfaceForm(request: PageRequest, one: ServiceInterface | undefined): Promise<Page> {
  const { tx, actor, t, clock } = request
  const organisations = await choosableOrganisations(tx, actor, clock.today())
  const laws = await choosableJurisdictions(tx, actor, clock.today())
  const from = { key: one?.fromOrganisationKey, name: one?.fromOrganisationName }
  const to = { key: one?.toOrganisationKey, name: one?.toOrganisationName }
  return editingPage(request, {
    kind: 'interface',
    wide: true,
    ...(one && { record: one, title: one.name }),
    names: [
      'name',
      'fromLabel',
      'from',
      'fromJurisdiction',
      'responsibleFrom',
      'toLabel',
      'to',
      'toJurisdiction',
      'responsibleTo',
      'trigger',
      'checklist',
    ],
    initial: one
      ? {
          ...one,
          from: sideValue(one.fromOrganisationKey, one.fromKind),
          to: sideValue(one.toOrganisationKey, one.toKind),
          fromJurisdiction: one.fromJurisdictionKey,
          toJurisdiction: one.toJurisdictionKey,
          checklist: one.checklist.join('\n'),
        }
      : {},
    children: (
      <>
        <TextField name="name" maxLength={200} hint={t('network.interface.name-hint')} />
        <TextField name="trigger" optional maxLength={500} hint={t('network.interface.trigger-hint')} />
        <Columns kind="equal">
          <Section title={t('network.interface.from')}>
            <Stack>
              <TextField name="fromLabel" maxLength={120} hint={t('network.interface.label-hint')} />
              <Select
                name="from"
                optional
                options={sides(t, organisations, from)}
                empty={t('network.interface.only-words')}
              />
              <Select
                name="fromJurisdiction"
                optional
                options={optionsWith(laws, { key: one?.fromJurisdictionKey, name: one?.fromJurisdiction })}
                empty={t('network.interface.no-law')}
              />
              <TextField
                name="responsibleFrom"
                optional
                maxLength={200}
                hint={t('network.interface.responsible-hint')}
              />
            </Stack>
          </Section>
          <Section title={t('network.interface.to')}>
            <Stack>
              <TextField name="toLabel" maxLength={120} hint={t('network.interface.label-hint')} />
              <Select
                name="to"
                optional
                options={sides(t, organisations, to)}
                empty={t('network.interface.only-words')}
              />
              <Select
                name="toJurisdiction"
                optional
                options={optionsWith(laws, { key: one?.toJurisdictionKey, name: one?.toJurisdiction })}
                empty={t('network.interface.no-law')}
              />
              <TextField name="responsibleTo" optional maxLength={200} hint={t('network.interface.responsible-hint')} />
            </Stack>
          </Section>
        </Columns>
        <TextArea name="checklist" optional rows={6} hint={t('network.interface.checklist-hint')} />
      </>
    ),
  })
}

const sideValue = (organisation: string | null, kind: string | null) =>
  organisation ? `organisation:${organisation}` : kind ? `kind:${kind}` : ''

/** Who a side can be: any of a kind, or one organisation. */
function sides(
  t: PageRequest['t'],
  organisations: readonly { key: string; name: string }[],
  chosen: Parameters<typeof optionsWith>[1],
): OptionGroup[] {
  return [
    {
      label: t('network.interface.kinds'),
      options: organisationKinds.map((kind) => ({
        value: `kind:${kind}`,
        label: t('network.interface.any-of', { kind: t(`network.organisation-kind.${kind}`) }),
      })),
    },
    {
      label: t('network.organisation.many'),
      options: optionsWith(organisations, chosen).map(({ value, label }) => ({
        value: `organisation:${value}`,
        label,
      })),
    },
  ]
}
