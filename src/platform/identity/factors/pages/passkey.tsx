import type { ReactNode } from 'react'
import { Button, type ButtonLook, Form, type FormState, Hidden, useRender } from '../../../ui/index.ts'
import type { Asked } from '../passkeys.ts'

export interface PasskeyButtonProps {
  /** What the browser does: make a passkey or answer with one. */
  readonly doing: 'create' | 'get'
  readonly asked: Asked<unknown>
  readonly action: string
  /** What travels with the answer. */
  readonly values?: Readonly<Record<string, string | undefined>>
  readonly labels?: Readonly<Record<string, string>>
  readonly state?: FormState | undefined
  readonly label: string
  readonly look?: ButtonLook
  /** Fields above the button. */
  readonly children?: ReactNode
  /** Shown where the browser knows no passkeys, or runs no scripts: what to do instead. */
  readonly without?: ReactNode
}

/** Name of the island that pages with such a button need. */
export const passkeyIsland = 'passkeys'

/** A button that asks the browser for a passkey. Hidden until the island knows that the browser can. */
export function PasskeyButton(props: PasskeyButtonProps) {
  const { t } = useRender()
  const { doing, asked, values = {}, children } = props
  return (
    <>
      {props.without && <div data-passkey-without="">{props.without}</div>}
      <div hidden data-passkey={doing} data-options={JSON.stringify(asked.options)}>
        <Form
          action={props.action}
          labels={props.labels ?? {}}
          prefix="passkey-"
          {...(props.state && { state: props.state })}
        >
          {Object.entries(values).map(([name, value]) => value && <Hidden key={name} name={name} value={value} />)}
          <Hidden name="sealed" value={asked.sealed} />
          <Hidden name="response" value="" />
          {children}
          <div>
            <Button look={props.look ?? 'secondary'}>{props.label}</Button>
          </div>
          <p className="nl-text" role="status" data-passkey-status="" hidden>
            {t('identity.passkey.not-given')}
          </p>
        </Form>
      </div>
    </>
  )
}
