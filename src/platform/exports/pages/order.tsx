import { NotFound } from '../../../kernel/errors.ts'
import { demand, may } from '../../access/index.ts'
import type { Page, PageRequest } from '../../http/index.ts'
import { readSetting } from '../../settings/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  Link,
  List,
  Name,
  Note,
  RadioGroup,
  Stack,
  useRender,
} from '../../ui/index.ts'
import { wordsOf } from '../actions.ts'
import { exportFormats, mostRows, narrowed } from '../domain.ts'
import type { ExportKind, ExportScope, Narrowing } from '../kind.ts'
import { keepHours } from '../setting.ts'
import { orderPath } from './link.tsx'

/** The scope of a request, under a filter. */
export function scopeOf(request: PageRequest, query: URLSearchParams): ExportScope {
  const { tx, actor, clock, tenant, locale, t } = request
  return { tx, actor, query, today: clock.today(), tenant, locale, t }
}

/** The kind that is asked for. Throws NotFound, Forbidden. */
export function kindAsked(kinds: readonly ExportKind[], request: PageRequest, key: string): ExportKind {
  const kind = kinds.find((one) => one.key === key)
  if (!kind) throw new NotFound('export')
  demand(request.actor, kind.right)
  return kind
}

/** What would be exported, and as what. Without a list in the address: which lists there are. */
export async function showOrder(kinds: readonly ExportKind[], request: PageRequest): Promise<Page> {
  const { t, query, form, tx } = request
  const crumbs = [{ label: t('exports.title'), path: '/exports' }]
  const typed = form?.values['of']
  const asked = query.get('of') ?? (typeof typed === 'string' ? typed : null)
  if (asked === null)
    return {
      title: t('exports.order.choose'),
      layout: 'narrow',
      crumbs,
      body: <Choices kinds={kinds.filter(({ right }) => may(request.actor, right))} />,
    }
  const kind = kindAsked(kinds, request, asked)
  const sent = form?.values['query']
  const wanted = narrowed(typeof sent === 'string' ? new URLSearchParams(sent) : query, kind.parameters)
  const scope = scopeOf(request, wanted)
  const count = kind.count ? await kind.count(scope) : (await kind.find(scope, mostRows + 1))?.length
  const hours = (await readSetting(tx, keepHours)).value
  return {
    title: t('exports.order.title', { what: t(`${wordsOf(kind)}.title`) }),
    name: t('exports.action'),
    layout: 'narrow',
    crumbs,
    body: (
      <OrderBody
        kind={kind}
        count={count}
        narrowedBy={await kind.narrowedBy(scope)}
        query={String(wanted)}
        hours={hours}
        form={form}
      />
    ),
  }
}

function Choices({ kinds }: { kinds: readonly ExportKind[] }) {
  const { t } = useRender()
  if (kinds.length === 0) return <Empty title={t('exports.order.nothing-offered')} />
  return (
    <List
      items={kinds.map((kind) => ({
        key: kind.key,
        content: <Link to={orderPath(kind, new URLSearchParams())}>{t(`${wordsOf(kind)}.title`)}</Link>,
        meta: t(`${wordsOf(kind)}.about`),
      }))}
    />
  )
}

interface OrderProps {
  readonly kind: ExportKind
  /** Undefined when the filter is over. */
  readonly count: number | undefined
  readonly narrowedBy: readonly Narrowing[]
  readonly query: string
  readonly hours: number
  readonly form: PageRequest['form']
}

function OrderBody({ kind, count, narrowedBy, query, hours, form }: OrderProps) {
  const { t, format } = useRender()
  const back = <Link to={kind.list}>{t('exports.order.to-list')}</Link>
  if (count === undefined) return <Empty title={t('exports.order.over')}>{back}</Empty>
  if (count === 0) return <Empty title={t('exports.order.empty')}>{back}</Empty>
  if (count > mostRows)
    return <Empty title={t('exports.order.too-many', { most: format.number(mostRows) })}>{back}</Empty>
  return (
    <Stack>
      <DescriptionList
        items={[
          { term: t('exports.order.holds'), value: t(`${wordsOf(kind)}.about`) },
          ...(narrowedBy.length === 0
            ? [{ term: t('exports.order.filter'), value: t('exports.order.all') }]
            : narrowedBy.map(({ label, value }) => ({ term: label, value: <Name>{value}</Name> }))),
          { term: t('exports.order.rows'), value: format.number(count) },
        ]}
      />
      {kind.holdsPeople && <Note kind="attention">{t('exports.order.people')}</Note>}
      <Form
        action="/exports/new"
        state={form}
        labels={{ format: t('exports.order.format') }}
        initial={{ format: 'xlsx' }}
      >
        <Hidden name="of" value={kind.key} />
        <Hidden name="query" value={query} />
        <RadioGroup
          name="format"
          choices={exportFormats.map((value) => ({
            value,
            label: t(`exports.format.${value}`),
            hint: t(`exports.format-hint.${value}`),
          }))}
        />
        <Note>{t('exports.order.how', { hours })}</Note>
        <ButtonRow>
          <Button>{t('exports.order.do')}</Button>
          <ButtonLink to={query ? `${kind.list}?${query}` : kind.list} look="tertiary">
            {t('exports.order.to-list')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}
