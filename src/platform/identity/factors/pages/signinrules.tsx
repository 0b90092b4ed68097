import { type RoleKey, roleKeys } from '../../../access/index.ts'
import {
  Button,
  ButtonRow,
  CheckboxList,
  ConfirmationNote,
  Empty,
  Form,
  type FormState,
  Hidden,
  Link,
  Meta,
  PageCount,
  Pager,
  Section,
  Stack,
  Table,
  Text,
  useRender,
} from '../../../ui/index.ts'
import { type Standing, type WithoutFactor, withoutPerPage } from '../standing.ts'

export interface SignInAdminProps {
  readonly required: readonly RoleKey[]
  readonly version: number
  readonly decidedAt: Date | null
  readonly standing: Standing
  readonly without: readonly WithoutFactor[]
  readonly page: number
  readonly form: FormState | undefined
}

/** Who needs a second factor, who has none yet, and the emergency lock. */
export function SignInAdminPage(props: SignInAdminProps) {
  const { t, format, tenant } = useRender()
  const { required, version, decidedAt, standing, without, page, form } = props
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ decided: 'identity.admin.decided' }} />
      <Section title={t('identity.admin.who-needs')}>
        <Stack>
          <Text>{t(tenant?.demo ? 'identity.admin.who-needs-demo' : 'identity.admin.who-needs-text')}</Text>
          <Form
            action="/admin/sign-in"
            labels={{ roles: t('identity.roles') }}
            initial={{ roles: required }}
            {...(form && { state: form })}
          >
            <Hidden name="version" value={version} />
            <CheckboxList
              name="roles"
              choices={roleKeys.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
            />
            <ButtonRow>
              <Button>{t('identity.account.save')}</Button>
            </ButtonRow>
          </Form>
          {decidedAt && <Meta>{t('identity.member.changed', { at: format.instant(decidedAt) })}</Meta>}
        </Stack>
      </Section>
      <Section title={t('identity.admin.without')}>
        <Stack>
          {without.length === 0 ? (
            <Empty title={t(standing.needed === 0 ? 'identity.admin.nobody' : 'identity.admin.without-none')}>
              {standing.needed > 0 &&
                t('identity.admin.standing', { needed: standing.needed, have: standing.needed - standing.without })}
            </Empty>
          ) : (
            <>
              <Text>
                {t('identity.admin.standing', { needed: standing.needed, have: standing.needed - standing.without })}{' '}
                {t('identity.admin.without-text')}
              </Text>
              <PageCount total={standing.without} size={withoutPerPage} page={page} />
              <Table
                caption={t('identity.admin.without')}
                stacks
                rows={without}
                keyOf={(member) => member.id}
                columns={[
                  {
                    key: 'name',
                    header: t('identity.name'),
                    names: true,
                    cell: ({ id, name }) => <Link to={`/admin/sign-in/members/${id}`}>{name}</Link>,
                  },
                  {
                    key: 'roles',
                    header: t('identity.roles'),
                    full: true,
                    cell: ({ roles }) => roles.map((role) => t(`access.role.${role}`)).join(', '),
                  },
                  {
                    key: 'since',
                    header: t('identity.admin.asked-since'),
                    cell: ({ askedSince }) => format.instant(askedSince),
                  },
                ]}
              />
              <Pager total={standing.without} size={withoutPerPage} page={page} />
            </>
          )}
        </Stack>
      </Section>
      <Section title={t('identity.lock.title')}>
        <Stack>
          <Text>{t('identity.lock.short')}</Text>
          <p>
            <Link to="/admin/sign-in/lock">{t('identity.lock.to')}</Link>
          </p>
        </Stack>
      </Section>
    </Stack>
  )
}
