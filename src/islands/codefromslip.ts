/**
 * A code that came behind `#` goes into its field and out of the address: browsers keep that part to themselves, and nobody
 * finds it in the history. Without script it is typed.
 */
const field = document.querySelector<HTMLInputElement>('input[name="code"]')
const code = location.hash.slice(1)
if (field && field.value === '' && /^[0-9A-Za-z-]{20,24}$/.test(code)) {
  field.value = code.match(/[^-]{1,4}/g)?.join('-') ?? code
  history.replaceState(null, '', location.pathname + location.search)
}

export {}
