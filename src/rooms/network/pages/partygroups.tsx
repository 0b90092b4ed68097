import { may } from '../../../platform/access/index.ts'
import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  DateField,
  Empty,
  Form,
  Hidden,
  Link,
  Meta,
  Name,
  Section,
  Stack,
  Table,
  TextField,
  useRender,
} from '../../../platform/ui/index.ts'
import { meetings, partyGroups as start } from '../paths.ts'
import { getPartyGroup, listPartyGroups, type PartyGroup } from '../queries/partygroups.ts'
import { changedMeanwhile } from './editing.tsx'
import { meetingConfirmations } from './meetings.tsx'
import { fieldLabels, periodWords } from './words.ts'

const names = ['name', 'shortName', 'startsOn', 'endsOn'] as const

/** The groups of the council, as originators of motions and questions, with a form for another. No persons. */
export async function showPartyGroups(request: PageRequest): Promise<Page> {
  const { tx, actor, t, form } = request
  const groups = await listPartyGroups(tx, actor)
  return {
    title: t('network.partyGroup.many'),
    crumbs: [{ label: t('network.meeting.many'), path: meetings }],
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={meetingConfirmations} />
        <Meta>{t('network.partyGroup.about')}</Meta>
        {groups.length > 0 ? <GroupTable groups={groups} /> : <Empty title={t('network.partyGroup.none')} />}
        {may(actor, 'network.keep-meetings') && (
          <Section title={t('network.partyGroup.add')}>
            <Form action={`${start}/new`} labels={fieldLabels(t, 'partyGroup', names)} state={form}>
              <Fields />
              <ButtonRow>
                <Button>{t('network.partyGroup.add')}</Button>
              </ButtonRow>
            </Form>
          </Section>
        )}
      </Stack>
    ),
  }
}

function Fields() {
  return (
    <>
      <TextField name="name" maxLength={200} />
      <TextField name="shortName" optional maxLength={60} width="m" />
      <DateField name="startsOn" optional />
      <DateField name="endsOn" optional />
    </>
  )
}

function GroupTable({ groups }: { groups: readonly PartyGroup[] }) {
  const { t, format, may: mayDo } = useRender()
  return (
    <Table
      caption={t('network.partyGroup.many')}
      rows={groups}
      keyOf={(row) => row.key}
      stacks
      columns={[
        { key: 'name', header: t('network.field.name'), names: true, cell: (row) => <Name>{row.name}</Name> },
        {
          key: 'short',
          header: t('network.field.shortName'),
          cell: (row) => row.shortName && <Name>{row.shortName}</Name>,
        },
        {
          key: 'period',
          header: t('network.period.label'),
          cell: (row) => periodWords(t, format, row.startsOn, row.endsOn),
        },
        ...(mayDo('network.keep-meetings')
          ? [
              {
                key: 'edit',
                header: t('network.edit'),
                headerHidden: true,
                kind: 'action' as const,
                cell: (row: PartyGroup) => (
                  <Link to={`${start}/${row.key}/edit`}>
                    {t('network.edit')}
                    <span className="kern-sr-only"> {row.name}</span>
                  </Link>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

export async function showPartyGroupForm(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, form } = request
  const group = await getPartyGroup(tx, actor, params.key)
  const { name, shortName, startsOn, endsOn } = group
  return {
    title: t('network.partyGroup.change'),
    crumbs: [
      { label: t('network.meeting.many'), path: meetings },
      { label: t('network.partyGroup.many'), path: start },
    ],
    meta: name,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {await changedMeanwhile(request, 'partyGroup', group)}
        <Form
          labels={fieldLabels(t, 'partyGroup', names)}
          initial={{ name, shortName, startsOn, endsOn }}
          state={form}
          withoutSummary={isConflict(form)}
        >
          <Hidden name="version" value={versionFor(form, group.version)} />
          <Fields />
          <ButtonRow>
            <Button>{t('network.save')}</Button>
            <ButtonLink look="tertiary" to={start}>
              {t('network.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
