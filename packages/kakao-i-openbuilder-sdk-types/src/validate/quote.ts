// How is a found value shown in a message?

/** As JSON, cut after 80 characters. */
export const quote = (value: unknown): string => {
  const json = JSON.stringify(value) ?? 'nothing'
  return json.length > 80 ? `${json.slice(0, 79)}…` : json
}
