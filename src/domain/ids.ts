/** Which id is which: every id is a string that the compiler will not let pass for another. */
declare const brand: unique symbol

export type Id<Of extends string> = string & { readonly [brand]: Of }

export type UserKey = Id<'UserKey'>
export type MemberId = Id<'Member'>
export type BookId = Id<'Book'>
export type CopyId = Id<'Copy'>
export type RentalId = Id<'Rental'>
export type LedgerLineId = Id<'LedgerLine'>
export type DepositId = Id<'Deposit'>
export type RefundId = Id<'Refund'>
export type HoldId = Id<'Hold'>
export type NoticeId = Id<'Notice'>
export type PhoneReadingId = Id<'PhoneReading'>
export type MemberNoteId = Id<'MemberNote'>
export type ImportId = Id<'Import'>
export type EventId = Id<'Event'>
export type LetterId = Id<'Letter'>
export type LibrarianId = Id<'Librarian'>
export type DeedId = Id<'Deed'>
