/** What was typed into a form's field; empty when there is none. */
export function typed(form: HTMLFormElement, field: string): string {
  const value = new FormData(form).get(field)
  return typeof value === 'string' ? value : ''
}
