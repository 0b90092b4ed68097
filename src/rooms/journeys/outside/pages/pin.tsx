import type { Page, PublicRequest } from '../../../../platform/http/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Form,
  Link,
  Meta,
  Name,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { mostTries } from '../domain/link.ts'
import { answerPath, answerRoute } from '../paths.ts'
import type { UsableLink } from '../queries/links.ts'

/** Before the PIN: who asks whom, and until when. Nothing of the person, not even what it is about. */
export function pinPage(request: PublicRequest<'token'>, link: UsableLink): Page {
  const { t, form } = request
  return {
    title: t('journeys.outside.pin.title', { giver: link.giver }),
    name: t('journeys.outside.answer.name'),
    meta: <Name>{link.addressed}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <Deadline link={link} />
        {link.tries >= mostTries ? (
          <Alert kind="danger" title={t('journeys.outside.pin.locked-title')}>
            <p>{t('journeys.outside.pin.locked', { giver: link.giver })}</p>
          </Alert>
        ) : (
          <>
            {link.tries > 0 && (
              <Alert kind="danger" title={t('journeys.outside.pin.wrong-title')}>
                <p>{t('journeys.outside.pin.wrong', { left: mostTries - link.tries, giver: link.giver })}</p>
              </Alert>
            )}
            <Form
              action={answerPath(request.params.token, request.locale)}
              route={answerRoute}
              state={form}
              labels={{ pin: t('journeys.outside.pin.label') }}
            >
              <TextField
                name="pin"
                numeric
                width="s"
                maxLength={7}
                autoComplete="one-time-code"
                hint={t('journeys.outside.pin.hint', { giver: link.giver })}
              />
              <ButtonRow>
                <Button>{t('journeys.outside.pin.open')}</Button>
              </ButtonRow>
            </Form>
          </>
        )}
        <OtherLanguage />
      </Stack>
    ),
  }
}

function Deadline({ link }: { link: UsableLink }) {
  const { t, format } = useRender()
  return (
    <Text>
      {link.replyBy
        ? t('journeys.outside.pin.reply-by', { giver: link.giver, day: format.day(link.replyBy) })
        : t('journeys.outside.pin.asks', { giver: link.giver })}
    </Text>
  )
}

/** Offices read German or English; what was shared stays as it was written. */
export function OtherLanguage() {
  const { t, locale, path } = useRender()
  const other = locale === 'de' ? 'en' : 'de'
  return (
    <Meta>
      <Link
        to={path.replace(/^\/[a-z]{2,3}\//, `/${other}/`).replace(/\/(accept|ask|decline|appointment)$/, '')}
        hrefLang={other}
        quiet
      >
        {t('journeys.outside.other-language')}
      </Link>
    </Meta>
  )
}
