import type { FormState } from '../../../platform/http/index.ts'
import { Button, Form, Hidden, useRender } from '../../../platform/ui/index.ts'

/** Takes back one row that hangs on a record. What is taken back is read out, since the word alone repeats. */
export function RemoveButton({
  to,
  row,
  what,
  state,
}: {
  to: string
  row: string
  what: string
  state: FormState | undefined
}) {
  const { t } = useRender()
  // Only the row that was tried shows why it could not be taken back.
  const mine = state?.values['row'] === row ? state : undefined
  return (
    <Form action={to} labels={{}} prefix={`${row}-`} state={mine} failure={t('network.not-removed')}>
      <Hidden name="row" value={row} />
      <div>
        <Button look="row">
          {t('network.remove')}
          <span className="kern-sr-only"> {what}</span>
        </Button>
      </div>
    </Form>
  )
}
