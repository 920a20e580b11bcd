/** What a person sees of an answer: the rows of its lists, and what can be tapped. */
import type { Answer } from './library.js'

/** Titles of the rows of its list cards. */
export function rowsOf({ response }: Answer): string[] {
  if (!('template' in response)) return []
  return response.template.outputs.flatMap((output) =>
    'listCard' in output ? output.listCard.items.map(({ title }) => title) : [],
  )
}

/** Labels of everything that can be tapped, in order. */
export function labelsOf(answer: Answer): string[] {
  return answer.buttons.map(({ label }) => label)
}
