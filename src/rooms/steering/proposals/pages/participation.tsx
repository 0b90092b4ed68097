import { may } from '../../../../platform/access/index.ts'
import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ConfirmationNote,
  DateField,
  Empty,
  Form,
  Name,
  Section,
  Select,
  Stack,
  Table,
  Text,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type Body, organisationNames } from '../../../network/index.ts'
import { participationPath } from '../paths.ts'
import { getOwnParticipation, type Participation, participations, workingGroups } from '../queries/participation.ts'
import { confirmations } from './confirmations.ts'
import { Refused } from './refused.tsx'
import { crumbToCockpit } from './words.tsx'

/** Who takes part in which working group: members of the steering group name offices of their organisations. */
export async function showParticipation({ tx, actor, t, clock, form, params }: PageRequest): Promise<Page> {
  const { id } = params as { readonly id?: string }
  if (id !== undefined) await getOwnParticipation(tx, actor, id)
  const today = clock.today()
  const groups = await workingGroups(tx, actor, today)
  const names = await organisationNames(tx, today)
  const own = (id: string) => may(actor, 'steering.prepare') || actor.organisationId === id
  const offices = names.filter(({ id }) => own(id)).map(({ id, name }) => ({ value: id as string, label: name }))
  return {
    title: t('steering.participation.title'),
    crumbs: crumbToCockpit(t),
    meta: t('steering.participation.about'),
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={confirmations} />
        <Refused form={form} />
        <Named
          groups={groups}
          rows={await participations(tx)}
          names={new Map(names.map(({ id, name }) => [id as string, name]))}
          own={own}
        />
        {may(actor, 'steering.take-part') && <NameForm groups={groups} offices={offices} form={form} today={today} />}
      </Stack>
    ),
  }
}

interface NamedProps {
  readonly groups: readonly Body[]
  readonly rows: readonly Participation[]
  readonly names: ReadonlyMap<string, string>
  readonly own: (organisation: string) => boolean
}

function Named({ groups, rows, names, own }: NamedProps) {
  const { t, format } = useRender()
  if (rows.length === 0)
    return (
      <Empty title={t('steering.participation.none')}>
        <Text>{t('steering.participation.none-next')}</Text>
      </Empty>
    )
  const group = new Map(groups.map(({ id, name }) => [id as string, name]))
  return (
    <Table
      caption={t('steering.participation.title')}
      rows={rows}
      keyOf={(row) => row.id}
      stacks
      columns={[
        {
          key: 'group',
          header: t('steering.participation.body'),
          names: true,
          full: true,
          cell: (row) => <Name>{group.get(row.bodyId) ?? '–'}</Name>,
        },
        {
          key: 'organisation',
          header: t('steering.participation.organisation'),
          cell: (row) => names.get(row.organisationId) ?? '–',
        },
        { key: 'office', header: t('steering.participation.office'), cell: (row) => row.office },
        { key: 'since', header: t('steering.participation.since'), narrow: true, cell: (row) => format.day(row.since) },
        {
          key: 'end',
          header: t('steering.participation.end'),
          headerHidden: true,
          kind: 'action',
          cell: (row) =>
            own(row.organisationId) && (
              <Form
                action={`${participationPath}/${row.id}/end`}
                route="/steering/participation/:id/end"
                prefix={`end-${row.id}-`}
                labels={{}}
              >
                <Button look="row">{t('steering.participation.end')}</Button>
              </Form>
            ),
        },
      ]}
    />
  )
}

interface NameFormProps {
  readonly groups: readonly Body[]
  readonly offices: readonly { value: string; label: string }[]
  readonly form: FormState | undefined
  readonly today: string
}

function NameForm({ groups, offices, form, today }: NameFormProps) {
  const { t } = useRender()
  return (
    <Section title={t('steering.participation.name')}>
      {groups.length === 0 || offices.length === 0 ? (
        <Text>{t(groups.length === 0 ? 'steering.participation.no-groups' : 'steering.participation.no-office')}</Text>
      ) : (
        <Form
          action={participationPath}
          route="/steering/participation"
          labels={{
            body: t('steering.participation.body'),
            organisation: t('steering.participation.organisation'),
            office: t('steering.participation.office'),
            since: t('steering.participation.since'),
          }}
          initial={{ since: today, ...(offices.length === 1 && { organisation: offices[0]?.value }) }}
          state={form}
        >
          <Select
            name="body"
            options={groups.map(({ id, name }) => ({ value: id, label: name }))}
            empty={t('steering.proposals.choose')}
          />
          <Select name="organisation" options={offices} empty={t('steering.proposals.choose')} />
          <TextField name="office" maxLength={120} hint={t('steering.participation.office-hint')} />
          <DateField name="since" />
          <Button>{t('steering.participation.name')}</Button>
        </Form>
      )}
    </Section>
  )
}
