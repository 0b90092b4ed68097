/** The door of mail: rooms put mails into the outbox; the platform sends them. */
export { type Mail, sendMail } from './send.ts'
