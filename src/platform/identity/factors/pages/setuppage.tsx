import type { RoleKey } from '../../../access/index.ts'
import { type FormState, Section, Stack, Text, TextField, useRender } from '../../../ui/index.ts'
import type { NewApp } from '../newapp.ts'
import type { Asked } from '../passkeys.ts'
import { PasskeyButton } from './passkey.tsx'
import { AppSetUp } from './setup.tsx'
import { Leave, ofWay } from './ways.tsx'

export interface SetUpProps {
  readonly app: NewApp
  readonly asked: Asked<unknown> | undefined
  /** Of the person's roles those that need it. */
  readonly roles: readonly RoleKey[]
  readonly next: string | undefined
  readonly form: FormState | undefined
}

/** After the password, for who has no second factor yet and needs one. */
export function SetUpPage({ app, asked, roles, next, form }: SetUpProps) {
  const { t } = useRender()
  const action = '/sign-in/set-up'
  const names = roles.map((role) => t(`access.role.${role}`)).join(', ')
  return (
    <Stack gap="l">
      <Text>{t('identity.set-up.why', { roles: names, count: roles.length })}</Text>
      <Section title={t('identity.set-up.app')}>
        <AppSetUp
          app={app}
          action={action}
          values={{ way: 'totp', next }}
          state={ofWay(form, 'totp')}
          button={t('identity.app.confirm')}
        />
      </Section>
      {asked && (
        <Section title={t('identity.set-up.passkey')}>
          <Stack>
            <Text>{t('identity.passkey.what')}</Text>
            <PasskeyButton
              doing="create"
              asked={asked}
              action={action}
              values={{ way: 'passkey', next }}
              labels={{ name: t('identity.passkey.name') }}
              state={ofWay(form, 'passkey')}
              label={t('identity.passkey.add')}
              without={<Text>{t('identity.passkey.without-script')}</Text>}
            >
              <TextField name="name" maxLength={60} hint={t('identity.passkey.name-hint')} />
            </PasskeyButton>
          </Stack>
        </Section>
      )}
      <Leave />
    </Stack>
  )
}
