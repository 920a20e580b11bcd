/**
 * For the pages of one record: react-admin would first show what the list knew of it, which is less, and has no version to
 * base an edit on.
 */
export const whole = { meta: { isWhole: true } } as const
