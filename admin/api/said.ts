/** How a problem is said: its status, a title for programs' authors, and a sentence for people. */
export type Said = { readonly status: number; readonly title: string; readonly detail: string }

export function said(status: number, title: string, detail: string): Said {
  return { status, title, detail }
}
