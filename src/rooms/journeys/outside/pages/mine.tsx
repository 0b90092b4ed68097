/** "Where do my hand-overs stand?": for the person served, by a code, in their language, without account. */

import { Invalid } from '../../../../kernel/errors.ts'
import { recordAttempt, recordLook } from '../../../../platform/audit/index.ts'
import type { Page, PublicFormRequest, PublicRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  List,
  Meta,
  Stack,
  State,
  type StateKind,
  Strong,
  Text,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { readCode } from '../domain/secrets.ts'
import { standingRoute } from '../paths.ts'
import { type Standing, standingsOf } from '../queries/codes.ts'

export async function showMine({ t, locale, form }: PublicRequest): Promise<Page> {
  return {
    title: t('journeys.mine.title'),
    layout: 'narrow',
    spoken: locale,
    islands: ['codefromslip'],
    body: <CodeEntry form={form} />,
  }
}

function CodeEntry({ form }: { form: PublicRequest['form'] }) {
  const { t, locale } = useRender()
  return (
    <Stack gap="l">
      <Text>{t('journeys.mine.text')}</Text>
      <Form
        action={`/${locale}${standingRoute}`}
        state={form}
        labels={{ code: t('journeys.mine.code') }}
        failure={t('journeys.mine.not-shown')}
        kept=""
      >
        <TextField name="code" maxLength={40} autoComplete="off" hint={t('journeys.mine.hint')} />
        <ButtonRow>
          <Button>{t('journeys.mine.show')}</Button>
        </ButtonRow>
      </Form>
      <Reviewed />
    </Stack>
  )
}

/** POST: the answer is a page, since a code belongs into no address. */
export async function showStandings(
  request: PublicFormRequest,
  { code: typed }: { readonly code: string },
): Promise<Page> {
  const { tx, t, locale, clock } = request
  const code = readCode(typed)
  if (!code) throw new Invalid([{ field: 'code', code: 'journeys-code-typed' }])
  const standings = await standingsOf(tx, code, clock.today())
  if (!standings) {
    await recordAttempt(tx, 'unknown', 'failed', { event: 'journeys.code-unknown' })
    return { title: t('journeys.mine.title'), layout: 'narrow', spoken: locale, status: 404, body: <UnknownCode /> }
  }
  await recordLook(tx, 'unknown', { event: 'journeys.code-used', ids: [], details: { shown: standings.length } })
  return {
    title: t('journeys.mine.list-title'),
    layout: 'narrow',
    spoken: locale,
    body: <Standings standings={standings} />,
  }
}

const marks: Readonly<Record<Standing['state'], StateKind>> = {
  offered: 'open',
  askedBack: 'progress',
  accepted: 'progress',
  firstAppointment: 'standing',
  completed: 'done',
  declined: 'declined',
  withdrawn: 'rest',
}

function Standings({ standings }: { standings: readonly Standing[] }) {
  const { t, format, locale } = useRender()
  return (
    <Stack gap="l">
      {standings.length === 0 ? (
        <Text>{t('journeys.mine.none')}</Text>
      ) : (
        <List
          items={standings.map(({ office, state, since }, index) => ({
            key: `${index}`,
            content: (
              <>
                <Strong>{t(`journeys.mine.office.${office}`)}</Strong>
                <div>
                  <State kind={marks[state]}>{t(`journeys.mine.state.${state}`)}</State>
                </div>
                <Meta>
                  {t('journeys.mine.since')} <bdi>{format.day(since)}</bdi>
                </Meta>
              </>
            ),
          }))}
        />
      )}
      <Text>{t('journeys.mine.questions')}</Text>
      <ButtonRow>
        <ButtonLink look="secondary" to={`/${locale}${standingRoute}`}>
          {t('journeys.mine.close')}
        </ButtonLink>
      </ButtonRow>
      <Reviewed />
    </Stack>
  )
}

function UnknownCode() {
  const { t, locale } = useRender()
  return (
    <Stack>
      <Text>{t('journeys.mine.unknown')}</Text>
      <ButtonRow>
        <ButtonLink look="secondary" to={`/${locale}${standingRoute}`}>
          {t('journeys.mine.again')}
        </ButtonLink>
      </ButtonRow>
    </Stack>
  )
}

/** Whether somebody who speaks the language has read these texts; each language says so of itself. */
export function Reviewed() {
  const { t } = useRender()
  const words = t('journeys.mine.reviewed')
  return words === '-' ? null : <Meta>{words}</Meta>
}
