import { roleKeys } from '../../access/index.ts'
import type { FormState } from '../../http/index.ts'
import type { OrganisationChoice } from '../../room.ts'
import { Button, ButtonLink, ButtonRow, Form, List, Section, Select, Stack, Text, useRender } from '../../ui/index.ts'
import { OrganisationSelect } from './organisationselect.tsx'

/** Chooses the eyes to look with. */
export function ViewAsPage({
  organisations,
  form,
}: {
  readonly organisations: readonly OrganisationChoice[]
  readonly form: FormState | undefined
}) {
  const { t } = useRender()
  const rules = ['reads', 'people', 'personal', 'ends', 'noted'] as const
  return (
    <Stack gap="l">
      <Stack>
        <Text>{t('identity.view.text')}</Text>
        <List items={rules.map((rule) => ({ key: rule, content: t(`identity.view.rules.${rule}`) }))} />
      </Stack>
      <Section title={t('identity.view.role-title')}>
        <Form
          action="/admin/view-as"
          labels={{ role: t('identity.role'), organisation: t('identity.organisation') }}
          {...(form && { state: form })}
          failure={t('identity.view.failure')}
        >
          <Select
            name="role"
            empty={t('identity.grants.choose')}
            options={roleKeys.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
          />
          <OrganisationSelect organisations={organisations} own={t('identity.no-organisation')} />
          <ButtonRow>
            <Button>{t('identity.view.begin')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t('identity.view.member-title')}>
        <Stack>
          <Text>{t('identity.view.member-text')}</Text>
          <ButtonRow>
            <ButtonLink to="/admin/users" look="secondary">
              {t('identity.view.to-users')}
            </ButtonLink>
          </ButtonRow>
        </Stack>
      </Section>
    </Stack>
  )
}
