/** Long, because it is one page from top to bottom: what to enter there, what to enter here, groups, check, links. */
import type { ReactNode } from 'react'
import type { FormState } from '../../../http/index.ts'
import type { OrganisationChoice } from '../../../room.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  Code,
  ConfirmationNote,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  Note,
  Part,
  RadioGroup,
  Section,
  Select,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  TextField,
  useRender,
} from '../../../ui/index.ts'
import type { EmergencyChoice } from '../administer.ts'
import type { CheckLine } from '../check.ts'
import type { GroupMapping } from '../claims.ts'
import type { Directory } from '../config.ts'
import { directoryRoles } from './forms.ts'

export interface DirectoryProps {
  readonly directory: Directory | null
  readonly version: number
  /** Whole addresses to enter at the provider. */
  readonly addresses: { readonly back: string; readonly out: string; readonly ended: string }
  readonly organisations: readonly OrganisationChoice[]
  readonly emergency: readonly EmergencyChoice[]
  readonly checked: readonly CheckLine[] | undefined
  readonly form: FormState | undefined
}

const path = '/admin/sign-in/directory'

export function DirectoryPage(props: DirectoryProps) {
  const { t } = useRender()
  const { directory, checked, form } = props
  const problem =
    form && ![path, `${path}/groups`, `${path}/unlink`].includes(form.route ?? '') ? form.issues[0] : undefined
  return (
    <Stack gap="l">
      <ConfirmationNote
        texts={{
          saved: 'identity.directory.saved',
          group: 'identity.directory.group-saved',
          unlinked: 'identity.directory.unlink.done',
        }}
      />
      {problem && <Alert kind="danger" title={t(`error.${problem.code}`, problem.values)} />}
      <Stack>
        <Text>{t('identity.directory.intro')}</Text>
        <State kind={directory?.on ? 'standing' : 'rest'}>
          {t(
            directory === null
              ? 'identity.directory.none'
              : directory.on
                ? 'identity.directory.is-on'
                : 'identity.directory.is-off',
          )}
        </State>
      </Stack>
      {checked && <Checked lines={checked} />}
      <Addresses {...props} />
      <Settings {...props} />
      {directory && <Groups {...props} directory={directory} />}
      {directory && <Check />}
      {directory && <Unlink form={form} />}
    </Stack>
  )
}

function Addresses({ addresses }: DirectoryProps) {
  const { t } = useRender()
  return (
    <Section title={t('identity.directory.addresses')}>
      <Stack>
        <Text>{t('identity.directory.addresses-text')}</Text>
        <DescriptionList
          items={[
            { term: t('identity.directory.address-back'), value: <Code>{addresses.back}</Code> },
            { term: t('identity.directory.address-out'), value: <Code>{addresses.out}</Code> },
            { term: t('identity.directory.address-ended'), value: <Code>{addresses.ended}</Code> },
          ]}
        />
      </Stack>
    </Section>
  )
}

function Settings({ directory, version, emergency, form }: DirectoryProps) {
  const { t } = useRender()
  const label = (name: string) => t(`identity.directory.field.${name}`)
  const names = ['on', 'label', 'issuer', 'clientId', 'clientSecret', 'groupsClaim', 'newPeople', 'local']
  const labels = Object.fromEntries([...names, 'emergency', 'amr', 'acr'].map((name) => [name, label(name)]))
  return (
    <Section title={t('identity.directory.settings')}>
      <Form
        action={path}
        route={path}
        labels={labels}
        {...(form && { state: form })}
        initial={{
          on: directory?.on ?? false,
          label: directory?.label,
          issuer: directory?.issuer,
          clientId: directory?.clientId,
          groupsClaim: directory?.groupsClaim ?? 'groups',
          newPeople: directory?.newPeopleJoin ? 'join' : 'invited',
          local: directory?.passwords === false ? 'go' : 'stay',
          emergency: directory?.emergency,
          amr: directory?.secondFactor.amr.join(' '),
          acr: directory?.secondFactor.acr.join(' '),
        }}
      >
        <Hidden name="version" value={version} />
        <Stack gap="l">
          <Apart title={t('identity.directory.part.provider')}>
            <Stack>
              <Checkbox name="on" hint={t('identity.directory.hint.on')} />
              <TextField name="label" maxLength={60} hint={t('identity.directory.hint.label')} />
              <TextField
                name="issuer"
                type="url"
                maxLength={500}
                spellCheck={false}
                hint={t('identity.directory.hint.issuer')}
              />
              <TextField name="clientId" maxLength={200} spellCheck={false} />
              <TextField
                name="clientSecret"
                type="password"
                maxLength={500}
                optional={directory !== null}
                hint={t(directory ? 'identity.directory.hint.secret-kept' : 'identity.directory.hint.secret')}
              />
              <TextField
                name="groupsClaim"
                maxLength={120}
                spellCheck={false}
                hint={t('identity.directory.hint.groupsClaim')}
              />
            </Stack>
          </Apart>
          <Apart title={t('identity.directory.part.people')}>
            <Stack>
              <RadioGroup
                name="newPeople"
                choices={['invited', 'join'].map((value) => ({
                  value,
                  label: t(`identity.directory.new-people.${value}`),
                  hint: t(`identity.directory.new-people.${value}-hint`),
                }))}
              />
            </Stack>
          </Apart>
          <Apart title={t('identity.directory.part.second')}>
            <Stack>
              <TextField name="amr" optional spellCheck={false} hint={t('identity.directory.hint.amr')} />
              <TextField name="acr" optional spellCheck={false} hint={t('identity.directory.hint.acr')} />
            </Stack>
          </Apart>
          <Apart title={t('identity.directory.part.local')}>
            <Stack>
              <RadioGroup
                name="local"
                choices={['stay', 'go'].map((value) => ({
                  value,
                  label: t(`identity.directory.passwords.${value}`),
                  hint: t(`identity.directory.passwords.${value}-hint`),
                }))}
              />
              <Select
                name="emergency"
                optional
                empty={t('identity.directory.nobody')}
                hint={t('identity.directory.hint.emergency')}
                options={emergency.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Stack>
          </Apart>
          <ButtonRow>
            <Button>{t('identity.directory.save')}</Button>
          </ButtonRow>
        </Stack>
      </Form>
    </Section>
  )
}

/** A part with the distance of a section: a stack that holds a stack would take the smaller one's. */
function Apart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Part title={title}>{children}</Part>
    </div>
  )
}

function Groups({ directory, version, organisations, form }: DirectoryProps & { directory: Directory }) {
  const { t } = useRender()
  const nameOf = (row: GroupMapping) =>
    row.place ? (organisations.find(({ id }) => id === row.place?.organisationId)?.name ?? '–') : '–'
  return (
    <Section title={t('identity.directory.groups')}>
      <Stack>
        <Text>{t('identity.directory.groups-text')}</Text>
        {directory.mappings.length === 0 ? (
          <Empty title={t('identity.directory.no-groups')}>{t('identity.directory.no-groups-text')}</Empty>
        ) : (
          <Table
            caption={t('identity.directory.groups')}
            stacks
            rows={directory.mappings}
            keyOf={(row) => `${row.group} ${row.role}`}
            columns={[
              {
                key: 'group',
                header: t('identity.directory.group'),
                names: true,
                cell: (row) => <Code>{row.group}</Code>,
              },
              { key: 'role', header: t('identity.role'), cell: (row) => t(`access.role.${row.role}`) },
              { key: 'organisation', header: t('identity.organisation'), cell: nameOf },
              {
                key: 'remove',
                header: t('identity.directory.remove'),
                headerHidden: true,
                kind: 'action',
                cell: (row) => (
                  <Form action={`${path}/groups/remove`} labels={{}} prefix={`${row.group}-${row.role}-`}>
                    <Hidden name="version" value={version} />
                    <Hidden name="group" value={row.group} />
                    <Hidden name="role" value={row.role} />
                    <Button look="row">{t('identity.directory.remove')}</Button>
                  </Form>
                ),
              },
            ]}
          />
        )}
        <Form
          action={`${path}/groups`}
          route={`${path}/groups`}
          prefix="new-"
          labels={{
            group: t('identity.directory.group'),
            role: t('identity.role'),
            organisation: t('identity.organisation'),
          }}
          {...(form && { state: form })}
        >
          <Hidden name="version" value={version} />
          <TextField name="group" maxLength={300} spellCheck={false} hint={t('identity.directory.hint.group')} />
          <Select
            name="role"
            empty={t('identity.directory.choose')}
            options={directoryRoles.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
          />
          {organisations.length > 0 && (
            <Select
              name="organisation"
              optional
              empty={t('identity.no-organisation')}
              options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <ButtonRow>
            <Button look="secondary">{t('identity.directory.add')}</Button>
          </ButtonRow>
        </Form>
      </Stack>
    </Section>
  )
}

function Check() {
  const { t } = useRender()
  return (
    <Section title={t('identity.directory.check.title')}>
      <Stack>
        <Text>{t('identity.directory.check.text')}</Text>
        <Form action={`${path}/check`} labels={{}} prefix="check-">
          <Button look="secondary">{t('identity.directory.check.button')}</Button>
        </Form>
      </Stack>
    </Section>
  )
}

function Unlink({ form }: Pick<DirectoryProps, 'form'>) {
  const { t } = useRender()
  return (
    <Section title={t('identity.directory.unlink.title')}>
      <Stack>
        <Text>{t('identity.directory.unlink.text')}</Text>
        <Form
          action={`${path}/unlink`}
          route={`${path}/unlink`}
          prefix="unlink-"
          labels={{ email: t('identity.email') }}
          {...(form && { state: form })}
        >
          <TextField name="email" type="email" maxLength={254} />
          <ButtonRow>
            <Button look="secondary">{t('identity.directory.unlink.button')}</Button>
          </ButtonRow>
        </Form>
      </Stack>
    </Section>
  )
}

const kinds: Readonly<Record<CheckLine['state'], StateKind>> = {
  fine: 'done',
  attention: 'attention',
  wrong: 'declined',
}

function Checked({ lines }: { lines: readonly CheckLine[] }) {
  const { t } = useRender()
  const wrong = lines.some((line) => line.state === 'wrong')
  return (
    <Section title={t('identity.directory.check.result')} id="result">
      <Stack>
        <div role="status">
          <Note kind={wrong ? 'attention' : 'info'}>
            {t(wrong ? 'identity.directory.check.is-wrong' : 'identity.directory.check.is-fine')}
          </Note>
        </div>
        <Table
          caption={t('identity.directory.check.result')}
          stacks
          rows={lines}
          keyOf={(line) => line.key}
          columns={[
            {
              key: 'what',
              header: t('identity.directory.check.what'),
              names: true,
              cell: (line) => t(`identity.directory.check.${line.key}.name`),
            },
            {
              key: 'state',
              header: t('identity.directory.check.state'),
              cell: (line) => (
                <State kind={kinds[line.state]}>{t(`identity.directory.check.state-${line.state}`)}</State>
              ),
            },
            {
              key: 'found',
              header: t('identity.directory.check.found'),
              cell: (line) => t(`identity.directory.check.${line.key}.${line.code}`, line.values),
            },
          ]}
        />
      </Stack>
    </Section>
  )
}
