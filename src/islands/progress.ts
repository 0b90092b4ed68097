/**
 * What is being made shows how far it is without being reloaded by hand: the part of the page that says so is fetched again
 * every few seconds until nothing is under way. Without this module a link does the same.
 */
const pauseMs = 2500
const longestPauseMs = 20_000

function watch(pause: number): void {
  const shown = document.querySelector<HTMLElement>('[data-progress]')
  if (shown) window.setTimeout(() => void renew(shown, pause), pause)
}

async function renew(shown: HTMLElement, pause: number): Promise<void> {
  // Whoever is on a link or button in it, or looks elsewhere, is not disturbed.
  if (document.hidden || shown.contains(document.activeElement)) return watch(pause)
  try {
    const answer = await fetch(location.pathname + location.search, { redirect: 'error' })
    if (!answer.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const renewed = page.getElementById(shown.id)
    if (renewed) shown.replaceWith(document.adoptNode(renewed))
    const said = document.querySelector('[data-progress-said]')
    if (said && !document.querySelector('[data-progress]')) said.textContent = shown.dataset['progress'] ?? ''
    watch(Math.min(pause * 1.3, longestPauseMs))
  } catch {
    watch(longestPauseMs)
  }
}

watch(pauseMs)

export {}
