import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { ButtonLink, ConfirmationNote, Empty, Link, Meta, Name, Note, Stack } from '../../../platform/ui/index.ts'
import { seesInternal } from '../access.ts'
import { issuedPath, tracking } from '../paths.ts'
import { getIssuedList, issuedLists } from '../queries/followup.ts'
import { FollowUpTable } from './followuptable.tsx'
import { trackingConfirmations } from './resolutiondone.ts'

/** A follow-up list as it was laid before a meeting. It says what it said then. */
export async function showIssued(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale } = request
  const format = createFormat(locale)
  const list = await getIssuedList(tx, actor, params.id)
  const { content } = list
  const others = seesInternal(actor)
    ? await issuedLists(tx, actor, { meetingId: list.meetingId, isPublic: !list.isPublic })
    : []
  const [other] = others
  return {
    title: t('council.list.title', { day: format.day(content.meetingOn) }),
    crumbs: [{ label: t('council.tracking'), path: tracking }],
    meta: (
      <>
        <Name>{content.body}</Name> · {t(list.isPublic ? 'council.list.public' : 'council.list.full')}
      </>
    ),
    actions: ['pdf', 'docx', 'csv'].map((form) => (
      <ButtonLink key={form} look="secondary" to={`${issuedPath(list.id)}/${form}`}>
        {form.toUpperCase()}
      </ButtonLink>
    )),
    body: (
      <Stack>
        <ConfirmationNote texts={trackingConfirmations} />
        <Note>
          {t('council.list.frozen', { day: format.day(list.issuedOn), start: list.checksum.slice(0, 12) })}{' '}
          {other && (
            <Link to={issuedPath(other.id)}>
              {t(other.isPublic ? 'council.list.see-public' : 'council.list.see-full')}
            </Link>
          )}
        </Note>
        {content.rows.length > 0 ? (
          <FollowUpTable rows={content.rows} withBody={false} />
        ) : (
          <Empty title={t('council.list.empty')} />
        )}
        <Meta>
          <Link to={`/meetings/${list.meetingId}`}>{t('council.list.meeting')}</Link>
        </Meta>
      </Stack>
    ),
  }
}
