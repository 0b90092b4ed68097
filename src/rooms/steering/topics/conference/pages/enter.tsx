/** The way in for whoever types instead of scanning: the code that stands on the projector. */
import type { Page, PublicRequest } from '../../../../../platform/http/index.ts'
import { Button, ButtonRow, Form, Stack, TextField, useRender } from '../../../../../platform/ui/index.ts'
import { longestCode } from '../forms.ts'
import { enterPath } from '../paths.ts'
import { Reviewed } from './reviewed.tsx'

/** The form; `unknown`: the code of the address that came here, to which there is no conference. */
export function enterPage({ t, locale, form }: Pick<PublicRequest, 't' | 'locale' | 'form'>, unknown?: string): Page {
  return {
    title: t(unknown === undefined ? 'steering.conference.enter' : 'steering.conference.enter-none'),
    name: t('steering.conference.one'),
    layout: 'narrow',
    spoken: locale,
    ...(unknown !== undefined && { status: 404 as const }),
    body: <Enter form={form} typed={unknown} />,
  }
}

function Enter({ form, typed }: { form: PublicRequest['form']; typed: string | undefined }) {
  const { t, locale } = useRender()
  return (
    <Stack gap="l">
      <Form
        action={`/${locale}${enterPath}`}
        state={form}
        labels={{ code: t('steering.conference.enter-code') }}
        initial={{ code: typed }}
        failure={t('steering.conference.not-entered')}
        kept={t('steering.conference.kept')}
      >
        <TextField name="code" width="s" maxLength={longestCode} hint={t('steering.conference.enter-hint')} />
        <ButtonRow>
          <Button>{t('steering.conference.enter-go')}</Button>
        </ButtonRow>
      </Form>
      <Reviewed />
    </Stack>
  )
}
