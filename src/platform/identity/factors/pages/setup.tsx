import type { ReactNode } from 'react'
import {
  Button,
  ButtonRow,
  Code,
  Details,
  Form,
  type FormState,
  Hidden,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../ui/index.ts'
import type { NewApp } from '../newapp.ts'
import { QrCode } from './qr.tsx'

/** Setting up an app: the picture to scan, the key to type where there is no camera, and a code that shows that it works. */
export function AppSetUp(props: {
  readonly app: NewApp
  readonly action: string
  readonly values?: Readonly<Record<string, string | undefined>>
  readonly state?: FormState | undefined
  readonly button: string
  /** Beside the button: a way out. */
  readonly children?: ReactNode
}) {
  const { t } = useRender()
  const { app, values = {} } = props
  return (
    <Stack>
      <ol className="nl-steps">
        <li>{t('identity.app.step-install')}</li>
        <li>
          <Stack gap="s">
            <Text>{t('identity.app.step-scan')}</Text>
            <QrCode content={app.address} title={t('identity.app.picture')} />
            <Details summary={t('identity.app.no-camera')}>
              <Stack gap="s">
                <Text>{t('identity.app.type-key')}</Text>
                <p>
                  <Code>{app.typed}</Code>
                </p>
                <Text>{t('identity.app.type-kind')}</Text>
              </Stack>
            </Details>
          </Stack>
        </li>
        <li>{t('identity.app.step-confirm')}</li>
      </ol>
      <Form
        action={props.action}
        labels={{ code: t('identity.app.code') }}
        prefix="app-"
        failure={t('identity.app.failure')}
        kept={t('identity.app.kept')}
        {...(props.state && { state: props.state })}
      >
        {Object.entries(values).map(([name, value]) => value && <Hidden key={name} name={name} value={value} />)}
        <Hidden name="key" value={app.sealed} />
        <TextField name="code" numeric width="m" autoComplete="one-time-code" maxLength={12} />
        <ButtonRow>
          <Button>{props.button}</Button>
          {props.children}
        </ButtonRow>
      </Form>
    </Stack>
  )
}
