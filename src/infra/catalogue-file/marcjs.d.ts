/** What we use of marcjs, which has no types of its own. */
declare module 'marcjs' {
  type Readable = { toString(encoding: string, start: number, end: number): string }
  type MarcRecord = {
    readonly leader: string
    /** `[tag, value]`, or `[tag, indicators, letter, value, letter, value, …]`. */
    readonly fields: readonly (readonly string[])[]
  }
  export const Marc: { parse(raw: Readable, type: 'iso2709'): MarcRecord }
}
