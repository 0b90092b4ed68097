/** Addresses of the room, below the tenant. An id of a hand-over is random and tells nothing. */
export const inboxPath = '/handovers'

export const handoverPath = (id: string) => `${inboxPath}/${id}`
