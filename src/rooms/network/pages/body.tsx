import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  DateField,
  DescriptionList,
  Details,
  Form,
  Hidden,
  Link,
  Meta,
  Name,
  Section,
  Select,
  Stack,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import { memberRoles } from '../domain/kinds.ts'
import { holdsOn } from '../domain/validity.ts'
import { pathOf, paths } from '../paths.ts'
import { type Body, type BodyMember, getBody, listBodies, membersOf } from '../queries/bodies.ts'
import { type Choosable, choosableOrganisations } from '../queries/options.ts'
import { BodyMeetings, meetingsOfBody } from './bodymeetings.tsx'
import { Lines, recordPage } from './record.tsx'
import { fewRelated, Related } from './related.tsx'
import { RemoveButton } from './removing.tsx'
import { fieldLabels, periodWords } from './words.ts'

export async function showBody(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, clock, form } = request
  const today = clock.today()
  const body = await getBody(tx, actor, params.key, today)
  const members = await membersOf(tx, body.id, today)
  const below = await listBodies(tx, actor, { parent: body.key, limit: fewRelated }, today)
  const meetings = await meetingsOfBody(request, body, today)
  const organisations = may(actor, 'network.edit') ? await choosableOrganisations(tx, actor, today) : undefined
  return recordPage(request, {
    kind: 'body',
    record: body,
    title: body.name,
    headline: <Name>{body.name}</Name>,
    meta: [
      t(`network.body-kind.${body.kind}`),
      body.shortName,
      t(body.isPublic ? 'network.body.public' : 'network.body.not-public'),
    ],
    children: (
      <>
        <MasterData body={body} />
        <BodyMeetings body={body} found={meetings} />
        <Members body={body} members={members} organisations={organisations} form={form} />
        <Related
          kind="body"
          title={t('network.body.children')}
          listed={below}
          filter={`parent=${body.key}`}
          name={(row) => <Name>{row.name}</Name>}
          meta={(row) => t(`network.body-kind.${row.kind}`)}
        />
      </>
    ),
  })
}

function MasterData({ body }: { body: Body }) {
  const { t } = useRender()
  return (
    <Section title={t('network.master-data')}>
      <DescriptionList
        items={[
          {
            term: t('network.body.field.parent'),
            value: body.parentKey && (
              <Link to={pathOf('body', body.parentKey)}>
                <Name>{body.parentName}</Name>
              </Link>
            ),
          },
          {
            term: t('network.member-role.chair'),
            value: body.chairKey && (
              <Link to={pathOf('organisation', body.chairKey)}>
                <Name>{body.chairName}</Name>
              </Link>
            ),
          },
          { term: t('network.body.field.purpose'), value: body.purpose && <Lines text={body.purpose} /> },
          { term: t('network.body.field.rhythm'), value: body.rhythm && <Name>{body.rhythm}</Name> },
        ]}
      />
    </Section>
  )
}

interface MembersProps {
  readonly body: Body
  readonly members: readonly BodyMember[]
  /** Given to those who may edit. */
  readonly organisations: readonly Choosable[] | undefined
  readonly form: PageRequest['form']
}

function Members({ body, members, organisations, form }: MembersProps) {
  const { t, format, today } = useRender()
  const present = members.filter((member) => holdsOn(member, today))
  const guests = present.filter((member) => member.role === 'guest').length
  const others = members.filter((member) => !present.includes(member))
  const path = pathOf('body', body.key)
  const table = (rows: readonly BodyMember[], caption: string) => (
    <Table
      caption={caption}
      rows={rows}
      keyOf={(row) => row.id}
      stacks
      columns={[
        {
          key: 'organisation',
          header: t('network.field.organisation'),
          names: true,
          cell: (row) => (
            <Link to={pathOf('organisation', row.organisationKey)} quiet>
              <Name>{row.organisationName}</Name>
            </Link>
          ),
        },
        { key: 'role', header: t('network.field.role'), cell: (row) => t(`network.member-role.${row.role}`) },
        {
          key: 'period',
          header: t('network.member.period'),
          cell: (row) => periodWords(t, format, row.validFrom, row.validTo),
        },
        ...(organisations
          ? [
              {
                key: 'change',
                header: t('network.member.change'),
                headerHidden: true,
                kind: 'action' as const,
                cell: (row: BodyMember) => <ChangeMember path={path} member={row} form={form} />,
              },
            ]
          : []),
      ]}
    />
  )
  return (
    <Section title={t('network.member.many', { count: present.length - guests, guests })}>
      <Stack>
        {present.length > 0 ? table(present, t('network.body.members-short')) : <Meta>{t('network.member.none')}</Meta>}
        {others.length > 0 && (
          <Details summary={t('network.member.others', { count: others.length })} open={form !== undefined}>
            {table(others, t('network.member.others', { count: others.length }))}
          </Details>
        )}
        {organisations && <AddMember path={path} organisations={organisations} form={form} />}
      </Stack>
    </Section>
  )
}

function ChangeMember({ path, member, form }: { path: string; member: BodyMember; form: PageRequest['form'] }) {
  const { t, today } = useRender()
  const mine = form?.values['row'] === member.id && form.route.endsWith('/members/end') ? form : undefined
  return (
    <Details summary={t('network.member.change')} open={mine !== undefined}>
      <Form
        action={`${path}/members/end`}
        labels={fieldLabels(t, 'body', ['validTo'])}
        prefix={`${member.id}-`}
        initial={{ validTo: member.validTo ?? today }}
        state={mine}
      >
        <Hidden name="row" value={member.id} />
        <DateField name="validTo" />
        <ButtonRow>
          <Button look="secondary">
            {t('network.member.end')}
            <span className="kern-sr-only"> {member.organisationName}</span>
          </Button>
        </ButtonRow>
      </Form>
      <RemoveButton
        to={`${path}/members/remove`}
        row={member.id}
        what={member.organisationName}
        state={form?.route.endsWith('/remove') ? form : undefined}
      />
    </Details>
  )
}

function AddMember({
  path,
  organisations,
  form,
}: { path: string } & Pick<MembersProps, 'form'> & {
    organisations: readonly Choosable[]
  }) {
  const { t } = useRender()
  const route = `${paths.body}/:key/members`
  return (
    <Details summary={t('network.member.add')} open={form?.route === route}>
      <Form
        action={`${path}/members`}
        route={route}
        labels={fieldLabels(t, 'body', ['organisation', 'role', 'validFrom', 'validTo'])}
        initial={{ role: 'member' }}
        state={form}
        prefix="member-"
      >
        <Select
          name="organisation"
          options={organisations.map(({ key, name }) => ({ value: key, label: name }))}
          empty={t('network.choose')}
        />
        <Select
          name="role"
          options={memberRoles.map((role) => ({ value: role, label: t(`network.member-role.${role}`) }))}
        />
        <DateField name="validFrom" optional />
        <DateField name="validTo" optional />
        <ButtonRow>
          <Button look="secondary">{t('network.member.add')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
