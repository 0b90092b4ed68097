import { recordLook } from '../../../../platform/audit/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ConfirmationNote,
  DescriptionList,
  Form,
  Name,
  Section,
  Stack,
  State,
  Text,
} from '../../../../platform/ui/index.ts'
import { getNotice } from '../notices.ts'
import { noticePath } from '../paths.ts'
import { categoryWords, officeNames, purposeWords } from './parts.tsx'

/** What a recipient is told of a revocation: for what, which kinds of data, since when, what to do. No name stands here. */
export async function showNotice(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, clock, locale } = request
  const notice = await getNotice(tx, actor, params.id)
  const { basis } = notice
  await recordLook(tx, actor, {
    event: 'people.basis-notice-read',
    subjectKind: 'people.basis-notice',
    ids: [notice.id],
  })
  const names = await officeNames(tx, clock.today())
  const format = createFormat(locale)
  const issuer = names.get(basis.controllerId) ?? ''
  return {
    title: t(`people.bases.notice.title.${basis.kind}`, { on: basis.revokedOn ? format.day(basis.revokedOn) : '' }),
    name: t('people.bases.notice.name'),
    meta: <Name>{issuer}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={{ seen: 'people.bases.done.seen' }} />
        <Section title={t('people.bases.notice.means')}>
          <Stack gap="s">
            <Text>{t('people.bases.notice.nothing-new')}</Text>
            <Text>{t('people.bases.notice.what-to-do')}</Text>
          </Stack>
        </Section>
        <Section title={t('people.bases.section.scope')}>
          <DescriptionList
            items={[
              { term: t('people.bases.notice.from'), value: <Name>{issuer}</Name> },
              { term: t('people.bases.field.purpose'), value: purposeWords(locale)[basis.purpose] },
              { term: t('people.bases.field.categories'), value: categoryWords(locale, basis.categories) },
              { term: t('people.bases.field.givenOn'), value: basis.givenOn && format.day(basis.givenOn) },
            ]}
          />
        </Section>
        {await request.slot('people.basis-notice', basis.id)}
        {notice.seenAt ? (
          <State kind="finished">{t('people.bases.notice.seen', { at: format.instant(notice.seenAt) })}</State>
        ) : (
          <Form action={noticePath(notice.id)} labels={{}}>
            <Button>{t('people.bases.notice.do')}</Button>
          </Form>
        )}
      </Stack>
    ),
  }
}
