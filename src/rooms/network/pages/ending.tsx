import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Form,
  Hidden,
  Note,
  Stack,
  Text,
} from '../../../platform/ui/index.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { pathOf } from '../paths.ts'
import { getHead } from '../queries/heads.ts'
import { usesOf } from '../queries/uses.ts'
import { changedMeanwhile } from './editing.tsx'
import { crumbsTo } from './record.tsx'
import { fieldLabels } from './words.ts'

/** Asks from which day on a record is no longer there, and says what still refers to it. */
export const showEnding =
  (kind: RecordKind) =>
  async (request: PageRequest<'key'>): Promise<Page> => {
    const { tx, actor, params, t, form, clock, locale } = request
    const today = clock.today()
    const head = await getHead(tx, actor, kind, params.key, today)
    const uses = Object.entries(await usesOf(tx, actor, kind, head.key, today))
    const meanwhile = await changedMeanwhile(request, kind, head)
    return {
      title: t('network.end.title', { title: head.title }),
      name: t('network.end.link'),
      crumbs: crumbsTo(t, kind, head),
      layout: 'narrow',
      body: (
        <Stack>
          <Text>{t('network.end.text')}</Text>
          {uses.length > 0 && (
            <Note kind="attention">
              {t('network.end.uses', {
                uses: createFormat(locale).list(uses.map(([using, count]) => t(`network.${using}.uses`, { count }))),
              })}
            </Note>
          )}
          {meanwhile}
          <Form
            labels={fieldLabels(t, kind, ['endedOn'])}
            initial={{ endedOn: today }}
            state={form}
            withoutSummary={isConflict(form)}
          >
            <Hidden name="version" value={versionFor(form, head.version)} />
            <DateField name="endedOn" />
            <ButtonRow>
              <Button>{t('network.end.do')}</Button>
              <ButtonLink look="tertiary" to={pathOf(kind, head.key)}>
                {t('network.cancel')}
              </ButtonLink>
            </ButtonRow>
          </Form>
        </Stack>
      ),
    }
  }

/** Asks whether a record is there again. */
export const showReopening =
  (kind: RecordKind) =>
  async (request: PageRequest<'key'>): Promise<Page> => {
    const { tx, actor, params, t, form, clock } = request
    const head = await getHead(tx, actor, kind, params.key, clock.today())
    const meanwhile = await changedMeanwhile(request, kind, head)
    return {
      title: t('network.reopen.title', { title: head.title }),
      name: t('network.reopen.link'),
      crumbs: crumbsTo(t, kind, head),
      layout: 'narrow',
      body: (
        <Stack>
          <Text>{t('network.reopen.text')}</Text>
          {meanwhile}
          <Form labels={{}} state={form} withoutSummary={isConflict(form)}>
            <Hidden name="version" value={versionFor(form, head.version)} />
            <ButtonRow>
              <Button>{t('network.reopen.do')}</Button>
              <ButtonLink look="tertiary" to={pathOf(kind, head.key)}>
                {t('network.cancel')}
              </ButtonLink>
            </ButtonRow>
          </Form>
        </Stack>
      ),
    }
  }
