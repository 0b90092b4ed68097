/**
 * A half-written form survives a lost connection and a closed tab: what is typed goes to the server every few seconds, as a
 * draft of this person, and nowhere else. Nothing is kept in the browser: what people write about others does not belong on
 * a device. Without this module the form works all the same; what did not pass is then kept by sending it.
 *
 * Of people without an account nobody can keep anything (`data-keeps="here"`): their form is not left without a warning, and it
 * is not sent where nobody would be reached.
 */
const pauseMs = 2000
const retryMs = 5000
/** After so long without an answer there is no connection, whatever the browser believes. */
const patienceMs = 15_000

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keeps]')) keep(form)

function keep(form: HTMLFormElement): void {
  const here = form.dataset['keeps'] === 'here'
  const kept = form.querySelector<HTMLElement>('[data-keeps-kept]')
  const trouble = form.querySelector<HTMLElement>('[data-keeps-trouble]')
  // What came back with something wrong is nowhere but here, where nobody keeps it.
  let known = here && form.querySelector('[aria-invalid]') ? '' : typed(form)
  let timer = 0
  let sending: Promise<boolean> | undefined
  /** The last try reached nobody. */
  let missed = false
  let underway = ''
  let asked = false
  let leaving = false
  let ended = false

  const unsaved = () => !ended && (missed || typed(form) !== known)

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
    if (!leaving && unsaved()) await keepNow()
  }

  /** There may be no time to wait for what is on its way; the same is not sent twice. */
  function lastSave(): void {
    if (!here && !leaving && unsaved() && typed(form) !== underway) void send(typed(form))
  }

  /** Keeps what stands there. Says whether the server was reached. */
  async function keepNow(): Promise<boolean> {
    await sending
    sending = send(typed(form))
    const reached = await sending
    sending = undefined
    return reached
  }

  async function send(body: string): Promise<boolean> {
    underway = body
    const patience = new AbortController()
    const waiting = window.setTimeout(() => patience.abort(), patienceMs)
    try {
      // Sent to the form's own address: the same right, the same session, the same token as the form itself.
      const answer = await fetch(form.action, {
        ...(here
          ? { method: 'HEAD', cache: 'no-store' }
          : { method: 'POST', body: new URLSearchParams(body), headers: { 'x-nahtlos-draft': 'keep' } }),
        redirect: 'manual',
        keepalive: !here && body.length < 60_000,
        signal: patience.signal,
      })
      if (answer.type === 'opaqueredirect' || answer.status === 403) {
        ended = true
        say(kept, '')
        say(trouble, form.dataset['keepsEnded'] ?? '')
        return true
      }
      if (answer.status >= 500) throw new Error(String(answer.status))
      missed = false
      say(trouble, '')
      // What is refused is refused for a reason, which whoever sends the form is told.
      if (here) return true
      if (answer.ok) known = body
      say(kept, answer.ok ? await answer.text() : '')
      return true
    } catch {
      missed = true
      say(kept, '')
      say(trouble, form.dataset['keepsOffline'] ?? '')
      later(retryMs)
      return false
    } finally {
      window.clearTimeout(waiting)
      underway = ''
    }
  }

  if (!here) for (const event of ['input', 'change']) form.addEventListener(event, () => later(pauseMs))
  window.addEventListener('online', () => void save())
  // The last moment of which browsers tell for sure: the tab is closed, left, or put away.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') lastSave()
  })
  window.addEventListener('pagehide', lastSave)
  // Closing now would lose something: without a connection it could not be kept.
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && unsaved() && (here || !navigator.onLine)) event.preventDefault()
  })

  // A browser that reaches nobody leaves the form for a page of its own, and what was typed last is gone. So it is kept first.
  // A draft that is on its way must not arrive after the form either: it would come back although all is done.
  form.addEventListener('submit', (event) => {
    window.clearTimeout(timer)
    if (leaving) return
    event.preventDefault()
    if (asked) return
    asked = true
    const { submitter } = event
    void keepNow().then((reached) => {
      asked = false
      if (!reached) return say(trouble, form.dataset['keepsUnsent'] ?? '')
      leaving = true
      form.requestSubmit(submitter)
    })
  })
  // Back on a page that the browser has kept as it was.
  window.addEventListener('pageshow', () => {
    leaving = false
  })
}

/** What stands in the form, as it would be sent, without files. */
function typed(form: HTMLFormElement): string {
  const values = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') values.append(name, value)
  return values.toString()
}
