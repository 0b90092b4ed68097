/**
 * A half-written form survives a lost connection and a closed tab: what is typed goes to the server every few seconds, as a
 * draft of this person, and nowhere else. Nothing is kept in the browser: what people write about others does not belong on
 * a device. Without this module the form works all the same; what did not pass is then kept by sending it.
 */
const pauseMs = 2000
const retryMs = 5000

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keeps]')) keep(form)

function keep(form: HTMLFormElement): void {
  const kept = form.querySelector<HTMLElement>('[data-keeps-kept]')
  const trouble = form.querySelector<HTMLElement>('[data-keeps-trouble]')
  let known = typed(form)
  let timer = 0
  let sending: Promise<void> | undefined
  let leaving = false
  let ended = false

  const unsaved = () => !ended && typed(form) !== known

  function say(place: HTMLElement | null, text: string): void {
    if (!place || place.textContent === text) return
    place.textContent = text
    place.hidden = text === ''
  }

  function later(ms: number): void {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void save(), ms)
  }

  async function save(): Promise<void> {
    if (sending || leaving || !unsaved()) return
    sending = send(typed(form))
    await sending
    sending = undefined
  }

  async function send(body: string): Promise<void> {
    try {
      // Sent to the form's own address: the same right, the same session, the same token as the form itself.
      const answer = await fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams(body),
        headers: { 'x-nahtlos-draft': 'keep' },
        redirect: 'manual',
        keepalive: body.length < 60_000,
      })
      if (answer.type === 'opaqueredirect' || answer.status === 403) {
        ended = true
        say(kept, '')
        say(trouble, form.dataset['keepsEnded'] ?? '')
        return
      }
      if (!answer.ok) throw new Error(String(answer.status))
      known = body
      say(kept, await answer.text())
      say(trouble, '')
    } catch {
      say(kept, '')
      say(trouble, form.dataset['keepsOffline'] ?? '')
      later(retryMs)
    }
  }

  form.addEventListener('input', () => later(pauseMs))
  form.addEventListener('change', () => later(pauseMs))
  window.addEventListener('online', () => void save())
  // The last moment of which browsers tell for sure: the tab is closed, left, or put away.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save()
  })
  window.addEventListener('pagehide', () => void save())
  // Closing now would lose something: without a connection it could not be kept.
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && unsaved() && !navigator.onLine) event.preventDefault()
  })

  form.addEventListener('submit', (event) => {
    window.clearTimeout(timer)
    if (!navigator.onLine) {
      event.preventDefault()
      say(trouble, form.dataset['keepsOffline'] ?? '')
      return
    }
    leaving = true
    if (!sending) return
    // A draft that is on its way must not arrive after the form: it would come back although all is done.
    event.preventDefault()
    const { submitter } = event
    void sending.then(() => form.requestSubmit(submitter))
  })
}

/** What stands in the form, as it would be sent, without files. */
function typed(form: HTMLFormElement): string {
  const values = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') values.append(name, value)
  return values.toString()
}
