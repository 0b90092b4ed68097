import { NotFound } from '../../../../kernel/errors.ts'
import { actAsLink } from '../../../../platform/access/index.ts'
import type { Page, PublicFormRequest, PublicRequest } from '../../../../platform/http/index.ts'
import { hashOf } from '../../../../platform/identity/tokens.ts'
import { ConfirmationNote, Link, Meta, Name, Stack, useRender } from '../../../../platform/ui/index.ts'
import { saveAnswer, sendAnswers } from '../actions/answering.ts'
import type { Answer } from '../domain/answers.ts'
import { type Asked, findAskedByLink, itemsOf } from '../queries/asked.ts'
import { settingOf } from '../setting.ts'
import { AnswerList, type AnswerPaths, NoSuchLink, nextOf } from './answer.tsx'
import { AnswerItem } from './answeritem.tsx'

/** The answer by link: no account, no training, nothing else of the district to be seen. */

export const listRoute = '/reports/:token'
export const itemRoute = '/reports/:token/:item'

/** From here on the transaction is that of the link. Undefined for a link that leads nowhere. */
async function enter({ tx, params }: Pick<PublicRequest<'token'>, 'tx' | 'params'>): Promise<Asked | undefined> {
  await actAsLink(tx, hashOf(params.token))
  return await findAskedByLink(tx, params.token)
}

const pathsOf = ({ params, locale }: Pick<PublicRequest<'token'>, 'params' | 'locale'>): AnswerPaths => ({
  list: `/${locale}/reports/${params.token}`,
  item: (id) => `/${locale}/reports/${params.token}/${id}`,
  listRoute,
  itemRoute,
})

export async function showListByLink(request: PublicRequest<'token'>): Promise<Page> {
  const asked = await enter(request)
  if (!asked) return leadsNowhere(request)
  const items = await itemsOf(request.tx, asked.id)
  return {
    title: asked.title,
    meta: <Name>{asked.organisationName}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={{ saved: 'measures.answer.done.saved', sent: 'measures.answer.done.sent' }} />
        <AnswerList asked={asked} items={items} paths={pathsOf(request)} form={request.form} />
        <OtherLanguage />
      </Stack>
    ),
  }
}

export async function showItemByLink(request: PublicRequest<'token' | 'item'>): Promise<Page> {
  const asked = await enter(request)
  if (!asked) return leadsNowhere(request)
  const items = await itemsOf(request.tx, asked.id)
  const item = items.find((one) => one.id === request.params.item)
  if (!item) return leadsNowhere(request)
  return {
    title: `${item.number} ${item.title}`,
    meta: <Name>{asked.organisationName}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={{ saved: 'measures.answer.done.saved-next' }} />
        <AnswerItem
          item={item}
          place={{ at: items.indexOf(item) + 1, of: items.length }}
          paths={pathsOf(request)}
          form={request.form}
        />
        <OtherLanguage />
      </Stack>
    ),
  }
}

/** Saves, and leads on to the next measure without an answer, or to the list when there is none. */
export async function saveByLink(request: PublicFormRequest<'token' | 'item'>, answer: Answer): Promise<string | Page> {
  const asked = await enter(request)
  if (!asked) return leadsNowhere(request)
  const paths = pathsOf(request)
  try {
    const item = await saveAnswer(request.tx, 'link', settingOf(request), asked, request.params.item, answer)
    const next = nextOf(await itemsOf(request.tx, asked.id), item.id)
    return next ? `${paths.item(next.id)}?done=saved` : `${paths.list}?done=saved#send`
  } catch (error) {
    if (error instanceof NotFound) return leadsNowhere(request)
    throw error
  }
}

export async function sendByLink(
  request: PublicFormRequest<'token'>,
  { label }: { readonly label: string },
): Promise<string | Page> {
  const asked = await enter(request)
  if (!asked) return leadsNowhere(request)
  await sendAnswers(request.tx, 'link', settingOf(request), asked, label)
  return `${pathsOf(request).list}?done=sent`
}

function leadsNowhere({ t }: Pick<PublicRequest, 't'>): Page {
  return { title: t('measures.answer.no-link.title'), layout: 'narrow', status: 404, body: <NoSuchLink /> }
}

/** A link is read in German or English; the words of the register stay German. */
function OtherLanguage() {
  const { t, locale, path } = useRender()
  const other = locale === 'de' ? 'en' : 'de'
  const below = path.replace(/^\/[a-z]{2,3}\//, `/${other}/`)
  return (
    <Meta>
      <Link to={below} hrefLang={other} quiet>
        {t('measures.answer.other-language')}
      </Link>
    </Meta>
  )
}
