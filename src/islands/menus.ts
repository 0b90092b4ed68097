/**
 * Menus are `details`: they open and close without script. With it they also close on Escape, on a click elsewhere and
 * when the focus has left them, as menus do.
 */
const menus = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll('details.nl-menu[open]')

function closeOthers(target: EventTarget | null): void {
  for (const menu of menus()) if (!(target instanceof Node && menu.contains(target))) menu.open = false
}

document.addEventListener('click', (event) => closeOthers(event.target))
document.addEventListener('focusin', (event) => closeOthers(event.target))
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of menus()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})
