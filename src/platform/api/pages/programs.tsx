import type { Day } from '../../../kernel/day.ts'
import type { RoleKey } from '../../access/index.ts'
import type { FormState } from '../../http/index.ts'
import type { OrganisationChoice } from '../../room.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxList,
  Code,
  ConfirmationNote,
  DateField,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  Link,
  Note,
  RowName,
  Section,
  Select,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import type { ListedProgram, ListedWebhook, ProgramState } from '../queries.ts'
import { WebhookList } from './webhooks.tsx'

const kinds: Readonly<Record<ProgramState, StateKind>> = { valid: 'standing', expired: 'attention', ended: 'rest' }

interface ProgramsProps {
  readonly programs: readonly ListedProgram[]
  readonly webhooks: readonly ListedWebhook[]
  readonly nameOf: (organisation: string) => string
}

export function ProgramsPage({ programs, webhooks, nameOf }: ProgramsProps) {
  const { t, format } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ ended: 'api.ended', removed: 'api.webhooks.removed' }} />
      <Stack gap="s">
        <Text>{t('api.text')}</Text>
        <Text>
          <Link to="/api/v1/openapi.json">{t('api.open-description')}</Link>
        </Text>
      </Stack>
      {programs.length === 0 ? (
        <Empty title={t('api.none')}>{t('api.none-text')}</Empty>
      ) : (
        <Table
          caption={t('api.title-short')}
          stacks
          rows={programs}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'name',
              header: t('api.name'),
              names: true,
              cell: (program) => (
                <RowName meta={`${nameOf(program.organisationId)} · ${t(`access.role.${program.role}`)}`}>
                  <Link to={`/admin/programs/${program.id}`}>{program.name}</Link>
                </RowName>
              ),
            },
            { key: 'state', header: t('api.state-label'), cell: (program) => <ProgramMark program={program} /> },
            { key: 'until', header: t('api.valid-to'), cell: (program) => format.day(program.validTo) },
            {
              key: 'used',
              header: t('api.last-used'),
              cell: (program) => (program.lastUsedAt ? format.instant(program.lastUsedAt) : t('api.never-used')),
            },
          ]}
        />
      )}
      <WebhookList webhooks={webhooks} nameOf={nameOf} />
    </Stack>
  )
}

function ProgramMark({ program }: { program: ListedProgram }) {
  const { t } = useRender()
  return <State kind={kinds[program.state]}>{t(`api.state.${program.state}`)}</State>
}

interface NewProgramProps {
  readonly organisations: readonly OrganisationChoice[]
  readonly roles: readonly RoleKey[]
  readonly scopes: readonly string[]
  readonly suggestedEnd: Day
  readonly form: FormState | undefined
}

export function NewProgramPage({ organisations, roles, scopes, suggestedEnd, form }: NewProgramProps) {
  const { t } = useRender()
  return (
    <Form
      action="/admin/programs/new"
      route="/admin/programs/new"
      labels={{
        name: t('api.name'),
        organisation: t('api.organisation'),
        role: t('api.role'),
        scopes: t('api.scopes'),
        validTo: t('api.valid-to'),
      }}
      initial={{ validTo: suggestedEnd }}
      {...(form && { state: form })}
    >
      <TextField name="name" hint={t('api.name-hint')} />
      <Select
        name="organisation"
        empty={t('api.choose')}
        hint={t('api.organisation-hint')}
        options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        name="role"
        empty={t('api.choose')}
        hint={t('api.role-hint')}
        options={roles.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
      />
      <CheckboxList name="scopes" choices={scopes.map((scope) => ({ value: scope, label: t(`api.scope.${scope}`) }))} />
      <DateField name="validTo" hint={t('api.valid-to-hint')} />
      <ButtonRow>
        <Button>{t('api.admit')}</Button>
      </ButtonRow>
    </Form>
  )
}

interface SecretProps {
  readonly kind: 'token' | 'secret'
  readonly secret: string
  readonly back: string
}

/** Shown once: the database has no way to show it again. */
export function SecretPage({ kind, secret, back }: SecretProps) {
  const { t } = useRender()
  return (
    <Stack>
      <Alert kind="success" title={t(`api.once.${kind}-title`)}>
        <Text>{t(`api.once.${kind}-text`)}</Text>
      </Alert>
      <Code>{secret}</Code>
      <ButtonRow>
        <ButtonLink to={back}>{t('api.once.noted')}</ButtonLink>
      </ButtonRow>
    </Stack>
  )
}

interface ProgramProps {
  readonly program: ListedProgram
  readonly organisation: string
  readonly by: string | undefined
  readonly suggestedEnd: Day
  readonly form: FormState | undefined
}

export function ProgramPage({ program, organisation, by, suggestedEnd, form }: ProgramProps) {
  const { t, format } = useRender()
  const at = `/admin/programs/${program.id}`
  return (
    <Stack gap="l">
      <DescriptionList
        empty="–"
        items={[
          { term: t('api.state-label'), value: <ProgramMark program={program} /> },
          { term: t('api.organisation'), value: organisation },
          { term: t('api.role'), value: t(`access.role.${program.role}`) },
          { term: t('api.scopes'), value: program.scopes.map((scope) => t(`api.scope.${scope}`)).join('; ') },
          { term: t('api.token-label'), value: t('api.token-hint', { end: program.tokenHint }) },
          { term: t('api.valid-to'), value: format.day(program.validTo) },
          {
            term: t('api.last-used'),
            value: program.lastUsedAt ? format.instant(program.lastUsedAt) : t('api.never-used'),
          },
          {
            term: t('api.admitted'),
            value: by
              ? t('api.admitted-by', { at: format.instant(program.createdAt), by })
              : format.instant(program.createdAt),
          },
          { term: t('api.ended-label'), value: program.endedAt && format.instant(program.endedAt) },
        ]}
      />
      {program.state !== 'ended' && (
        <>
          <Section title={t('api.renew')}>
            <Form
              action={`${at}/renew`}
              route="/admin/programs/:id/renew"
              labels={{ validTo: t('api.valid-to') }}
              initial={{ validTo: suggestedEnd }}
              {...(form && { state: form })}
            >
              <Note>{t('api.renew-text')}</Note>
              <Hidden name="version" value={program.version} />
              <DateField name="validTo" />
              <ButtonRow>
                <Button look="secondary">{t('api.renew-do')}</Button>
              </ButtonRow>
            </Form>
          </Section>
          <Section title={t('api.end')}>
            <Form action={`${at}/end`} route="/admin/programs/:id/end" labels={{}} {...(form && { state: form })}>
              <Note>{t('api.end-text')}</Note>
              <Hidden name="version" value={program.version} />
              <ButtonRow>
                <Button look="secondary">{t('api.end-do')}</Button>
              </ButtonRow>
            </Form>
          </Section>
        </>
      )}
    </Stack>
  )
}
