/**
 * What is being made shows how far it is without being reloaded by hand: the part of the page that says so is fetched again
 * every few seconds until nothing is under way. What fails in passing (a restart, a lost connection) is tried again, ever more
 * rarely; whoever is signed out meanwhile is told so, and nothing is asked any more. Without this module a link does the same.
 */
const pauseMs = 2500
const longestPauseMs = 20_000

function watch(pause: number): void {
  const shown = document.querySelector<HTMLElement>('[data-progress]')
  if (shown) window.setTimeout(() => void renew(shown, pause), Math.min(pause, longestPauseMs))
}

async function renew(shown: HTMLElement, pause: number): Promise<void> {
  // Whoever is on a link or button in it, or looks elsewhere, is not disturbed.
  if (document.hidden || shown.contains(document.activeElement)) return watch(pause)
  try {
    const answer = await fetch(location.pathname + location.search, { redirect: 'manual' })
    // The way leads to the sign-in: asking again would find the same.
    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) return end(shown)
    if (!answer.ok) return watch(pause * 2)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const renewed = page.getElementById(shown.id)
    if (renewed) shown.replaceWith(document.adoptNode(renewed))
    const said = document.querySelector('[data-progress-said]')
    if (said && !document.querySelector('[data-progress]')) said.textContent = shown.dataset['progress'] ?? ''
    watch(pause * 1.3)
  } catch {
    watch(pause * 2)
  }
}

/** Says, for all to see, that what is shown is renewed no more. */
function end(shown: HTMLElement): void {
  const said = document.querySelector('[data-progress-said]')
  if (!said) return
  said.classList.remove('kern-sr-only')
  said.textContent = shown.dataset['progressEnded'] ?? ''
}

watch(pauseMs)

export {}
