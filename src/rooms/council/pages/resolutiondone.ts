/** What pages of resolutions say after a form was sent, by the word in `?done=`. */
export const trackingConfirmations = {
  recorded: 'council.done.recorded',
  corrected: 'council.done.resolution-corrected',
  obligation: 'council.done.obligation',
  moved: 'council.done.moved',
  reassigned: 'council.done.reassigned',
  discharged: 'council.done.discharged',
  reopened: 'council.done.reopened',
  issued: 'council.done.issued',
}
