import { z } from 'zod'
import { defineRights, roleKeys } from '../../access/index.ts'
import type { Hit, Room } from '../../room.ts'
import { Button, ButtonRow, Empty, Form, Link, List, Stack, Text, TextField } from '../../ui/index.ts'
import type { Page, PageRequest } from '../request.ts'
import { routesFor } from '../routes.ts'

export const searchRights = defineRights({ 'search.use': roleKeys })

const { form } = routesFor(searchRights)

const SearchForm = z.object({ text: z.string('invalid').trim().max(200, 'too-long').default('') })

/** Hits of one room at most. */
const perRoom = 20

/**
 * The search over what the rooms offer to it, never persons. The field on every page posts, so that a name typed there
 * by mistake stands in no address; a link may search with `?q=`.
 */
export function searchRoutes(rooms: readonly Room[]) {
  const show = (request: PageRequest) => found(rooms, request, request.query.get('q')?.slice(0, 200) ?? '')
  return [form('/search', 'search.use', SearchForm, show, (request, { text }) => found(rooms, request, text))]
}

async function found(rooms: readonly Room[], request: PageRequest, text: string): Promise<Page> {
  const { tx, actor, t, clock } = request
  const hits: Hit[] = []
  let more = false
  for (const room of text === '' ? [] : rooms) {
    const found = (await room.search?.(tx, actor, text, perRoom + 1, clock.today())) ?? []
    more ||= found.length > perRoom
    hits.push(...found.slice(0, perRoom))
  }
  return {
    title: text === '' ? t('gate.search.title') : t('gate.search.found', { text, count: hits.length }),
    name: t('gate.search.title'),
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <Form action="/search" labels={{ text: t('gate.search.label') }} initial={{ text }} state={request.form}>
          <TextField name="text" type="search" />
          <ButtonRow>
            <Button>{t('page.search')}</Button>
          </ButtonRow>
        </Form>
        {hits.length > 0 && (
          <List
            items={hits.map((hit) => ({
              key: hit.path,
              content: <Link to={hit.path}>{hit.title}</Link>,
              meta: [t(hit.kind), hit.detail].filter(Boolean).join(' · '),
            }))}
          />
        )}
        {more && <Text>{t('gate.search.more')}</Text>}
        {text !== '' && hits.length === 0 && <Empty title={t('gate.search.none')}>{t('gate.search.none-next')}</Empty>}
      </Stack>
    ),
  }
}
