import { NotFound } from '../../../../kernel/errors.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { languages, locales } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonRow,
  ConfirmationNote,
  Form,
  List,
  Meta,
  Section,
  Select,
  Stack,
  State,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { getOpened } from '../../queries/opened.ts'
import { codePath, codeRoute } from '../paths.ts'
import { codesOf, type ListedCode } from '../queries/codes.ts'
import { crumbsOf } from './link.tsx'
import { dayOf } from './words.ts'

/** The codes of the person served: make one for their language, or end all. */
export async function showCode({ tx, actor, params, t, form }: PageRequest<'id'>): Promise<Page> {
  const of = await getOpened(tx, actor, params.id)
  if (of.side !== 'sender') throw new NotFound('only the giving side makes a code')
  const codes = await codesOf(tx, actor, of.id)
  return {
    title: t('journeys.outside.code.title'),
    crumbs: crumbsOf(of, t('journeys.inbox.title'), t('journeys.handover.name')),
    layout: 'narrow',
    body: <Codes handover={of.id} codes={codes} form={form} />,
  }
}

function Codes({
  handover,
  codes,
  form,
}: {
  handover: string
  codes: readonly ListedCode[]
  form: PageRequest['form']
}) {
  const { t, format, today } = useRender()
  const holds = codes.some(({ revokedAt, validUntil }) => !revokedAt && validUntil >= today)
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ revoked: 'journeys.outside.done.revoked' }} />
      <Text>{t('journeys.outside.code.text')}</Text>
      <Form
        action={codePath(handover)}
        route={codeRoute}
        state={form}
        prefix="make-"
        labels={{ locale: t('journeys.outside.code.language') }}
        initial={{ locale: 'de' }}
      >
        <Select name="locale" options={locales.map((value) => ({ value, label: languages[value].name }))} />
        <ButtonRow>
          <Button>{t('journeys.outside.code.make')}</Button>
        </ButtonRow>
      </Form>
      {codes.length > 0 && (
        <Section title={t('journeys.outside.code.list')}>
          <Stack>
            <List
              items={codes.map((code) => ({
                key: code.id,
                content: (
                  <>
                    {code.revokedAt ? (
                      <State kind="declined">
                        {t('journeys.outside.code.revoked', { day: format.day(dayOf(code.revokedAt)) })}
                      </State>
                    ) : (
                      <State kind={code.validUntil < today ? 'rest' : 'done'}>
                        {t('journeys.outside.code.valid', { day: format.day(code.validUntil) })}
                      </State>
                    )}
                    <Meta>{t('journeys.outside.section.made', { day: format.day(dayOf(code.madeAt)) })}</Meta>
                  </>
                ),
              }))}
            />
            {holds && (
              <Form
                action={`${codePath(handover)}/revoke`}
                route={`${codeRoute}/revoke`}
                state={form}
                prefix="end-"
                labels={{}}
              >
                <ButtonRow>
                  <Button look="secondary">{t('journeys.outside.code.revoke')}</Button>
                </ButtonRow>
              </Form>
            )}
          </Stack>
        </Section>
      )}
    </Stack>
  )
}
