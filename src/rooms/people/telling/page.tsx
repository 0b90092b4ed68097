import { recordLook } from '../../../platform/audit/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Button,
  ConfirmationNote,
  DescriptionList,
  Form,
  Link,
  Name,
  Section,
  Stack,
  State,
  Text,
} from '../../../platform/ui/index.ts'
import { officeNames } from '../bases/pages/parts.tsx'
import { tellingPath } from '../paths.ts'
import { getTelling } from './queries.ts'

/** What a recipient is told: by whom, about which hand-over, what is right now, what to do. No name stands here by itself. */
export async function showTelling(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, clock, locale } = request
  const telling = await getTelling(tx, actor, params.id)
  await recordLook(tx, actor, { event: 'people.telling-read', subjectKind: 'people.telling', ids: [telling.id] })
  const issuer = (await officeNames(tx, clock.today())).get(telling.controllerId) ?? ''
  const format = createFormat(locale)
  const { kind, fields, body, path, reference } = telling
  return {
    title: t(`people.telling.title.${kind}`),
    name: t('people.telling.name'),
    meta: <Name>{issuer}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={{ seen: 'people.telling.done-seen' }} />
        <Section title={t('people.telling.what')}>
          <Stack gap="s">
            <Text>{t(`people.telling.means.${kind}`)}</Text>
            <Text>{t(`people.telling.next.${kind}`)}</Text>
          </Stack>
        </Section>
        <Section title={t('people.telling.about')}>
          <DescriptionList
            items={[
              { term: t('people.telling.from'), value: <Name>{issuer}</Name> },
              { term: t('people.telling.on'), value: format.instant(telling.toldAt) },
              {
                term: t('people.telling.handover'),
                value: path && <Link to={path}>{reference ?? t('people.telling.open')}</Link>,
              },
              {
                term: t('people.telling.fields'),
                value: fields.length === 0 ? null : fields.map((field) => t(`people.field.${field}`)).join(', '),
              },
              { term: t('people.telling.body'), value: body },
            ]}
          />
        </Section>
        {telling.seenAt ? (
          <State kind="finished">{t('people.telling.seen', { at: format.instant(telling.seenAt) })}</State>
        ) : (
          <Form action={tellingPath(telling.id)} labels={{}}>
            <Button>{t('people.telling.do')}</Button>
          </Form>
        )}
      </Stack>
    ),
  }
}
