/**
 * Passkeys: the browser asks the device, the answer goes with the form around the button. Pages offer other ways, so a browser
 * that knows no passkeys, or not these helpers, shows nothing of it.
 */
for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const form = place.querySelector('form')
  if (form && typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential)
    offer(place, form)
}

function offer(place: HTMLElement, form: HTMLFormElement): void {
  const status = place.querySelector<HTMLElement>('[data-passkey-status]')
  const field = form.elements.namedItem('response') as HTMLInputElement
  for (const instead of document.querySelectorAll<HTMLElement>('[data-passkey-without]')) instead.hidden = true
  place.hidden = false
  form.addEventListener('submit', async (event) => {
    // A name that is missing is told by the page that comes back, before any device is asked.
    const name = form.elements.namedItem('name')
    if (field.value !== '' || (name instanceof HTMLInputElement && name.value.trim() === '')) return
    event.preventDefault()
    if (status) status.hidden = true
    try {
      field.value = JSON.stringify(await ask(place))
      form.requestSubmit()
    } catch {
      // The person said no, took too long, or the device has nothing for this page: the browser does not tell which.
      if (status) status.hidden = false
    }
  })
}

async function ask(place: HTMLElement): Promise<unknown> {
  const options = JSON.parse(place.dataset['options'] ?? '{}')
  const credential =
    place.dataset['passkey'] === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no answer')
  return credential.toJSON()
}
