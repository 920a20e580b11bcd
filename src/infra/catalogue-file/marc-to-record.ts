/** What does a MARC record say about a book? KORMARC first, MARC21 where the two differ. */
import { makeRecord, type RowRead } from './make-record.js'
import type { MarcField } from './read-marc.js'
import { tidyText } from './tidy-text.js'

type Fields = readonly MarcField[]

export function marcToRecord(fields: Fields): RowRead {
  const card = inOriginalScript(fields)
  const [title] = fieldsWith(card, '245')
  const parts = title ? [firstOf(title, 'n'), firstOf(title, 'p')].filter((part) => part !== '') : []
  const items = itemsOf(card)
  return makeRecord({
    title: title ? titleIn(title) : '',
    volume: parts.map(bare).join(', '),
    author: authorIn(card, title),
    publisher: bare(firstIn(card, ['260', '264'], 'b')),
    year: firstIn(card, ['260', '264'], 'c') || yearIn008(card),
    isbns: isbnsIn(card),
    kdc: firstIn(card, ['056'], 'a'),
    series: seriesIn(card),
    cover: '',
    copies: items.length > 0 ? String(items.length) : '',
    fee: '',
    popularity: '',
    callNumber: items[0]?.callNumber ?? callNumberIn(card),
    items,
  })
}

/** A field that is given in Latin letters and, linked to it, in the script of the book, counts as the latter. */
function inOriginalScript(fields: Fields): Fields {
  const originals = new Map(
    fields.flatMap((field): [string, MarcField][] => {
      const [, tag, number] = field.tag === '880' ? (/^(\d{3})-(\d\d)/.exec(firstOf(field, '6')) ?? []) : []
      return tag && number && number !== '00' ? [[`${tag}-${number}`, { ...field, tag }]] : []
    }),
  )
  return fields.map((field) => originals.get(`${field.tag}-${firstOf(field, '6').slice(4, 6)}`) ?? field)
}

/** ▼a and ▼b; ` :` and ` /` stand at the ends of what was printed on a card. */
function titleIn(title: MarcField): string {
  const [main, rest] = [bare(firstOf(title, 'a')), bare(firstOf(title, 'b'))]
  return rest === '' ? main : `${main} : ${rest}`
}

/** As the title page has it: KORMARC's ▼d and ▼e, MARC21's ▼c; without that, whoever is entered as its author. */
function authorIn(card: Fields, title: MarcField | undefined): string {
  const said = title ? allOf(title, 'd', 'e', 'c').map(bare).join(' ; ') : ''
  if (said !== '') return said
  const main = firstIn(card, ['100', '110', '111'], 'a')
  return main !== ''
    ? bare(main)
    : fieldsWith(card, '700', '710')
        .map((field) => bare(firstOf(field, 'a')))
        .join(' ; ')
}

/** The set's number, which KORMARC marks by its first indicator, after the book's own. */
function isbnsIn(card: Fields): string[] {
  const numbers = fieldsWith(card, '020').map((field) => {
    const isbn = firstOf(field, 'a')
    return field.indicators.startsWith('1') ? `${isbn} (세트)` : isbn
  })
  return numbers.sort((a, b) => Number(a.endsWith('(세트)')) - Number(b.endsWith('(세트)')))
}

function seriesIn(card: Fields): string {
  const [series] = fieldsWith(card, '490', '440', '830')
  if (!series) return ''
  return [firstOf(series, 'a'), firstOf(series, 'v')]
    .map(bare)
    .filter((part) => part !== '')
    .join(' ; ')
}

type Item = { readonly callNumber: string; readonly barcode: string }

/** 049: one copy for each registration number, with its location, volume and copy number. 852: one copy a field. */
function itemsOf(card: Fields): Item[] {
  const shelved = callNumberIn(card)
  const own = fieldsWith(card, '049').flatMap((field) =>
    groupsOf(field, 'l').map((group) => {
      const said = (letter: string) => group.find(([one]) => one === letter)?.[1].trim() ?? ''
      const location = said('f') || firstOf(field, 'f')
      const callNumber = [location, shelved, said('v'), said('c')].filter((part) => part !== '').join(' ')
      return { callNumber, barcode: said('l') }
    }),
  )
  if (own.length > 0) return own
  return fieldsWith(card, '852').flatMap((field) => {
    const callNumber = allOf(field, 'k', 'h', 'i', 'm', 't').join(' ')
    const barcode = firstOf(field, 'p')
    return callNumber === '' && barcode === '' ? [] : [{ callNumber: callNumber || shelved, barcode }]
  })
}

/** 090 is the library's own; 050 and 082 are other people's. */
function callNumberIn(card: Fields): string {
  const [own] = fieldsWith(card, '090')
  return own ? allOf(own, 'a', 'b', 'c').join(' ') : ''
}

function yearIn008(card: Fields): string {
  return fieldsWith(card, '008')[0]?.parts[0]?.[1].slice(7, 11) ?? ''
}

function fieldsWith(card: Fields, ...tags: readonly string[]): MarcField[] {
  return tags.flatMap((tag) => card.filter((field) => field.tag === tag))
}

function firstIn(card: Fields, tags: readonly string[], letter: string): string {
  return (
    fieldsWith(card, ...tags)
      .map((field) => firstOf(field, letter))
      .find((value) => value !== '') ?? ''
  )
}

function firstOf(field: MarcField, letter: string): string {
  return field.parts.find(([one, value]) => one === letter && value.trim() !== '')?.[1].trim() ?? ''
}

/** In the order of the field. */
function allOf(field: MarcField, ...letters: readonly string[]): string[] {
  return field.parts.flatMap(([letter, value]) =>
    letters.includes(letter) && value.trim() !== '' ? [value.trim()] : [],
  )
}

/** The parts of a field, cut before each of this letter; what stands before the first is left out. */
function groupsOf(field: MarcField, letter: string): [string, string][][] {
  const groups: [string, string][][] = []
  for (const [one, value] of field.parts) {
    if (one === letter) groups.push([])
    groups.at(-1)?.push([one, value])
  }
  return groups
}

/** Without the marks that end a part on a printed card. */
function bare(part: string): string {
  return tidyText(part)
    .replace(/[\s/:;=,،]+$/, '')
    .replace(/(?<=[\p{L}\p{N})\]]{3})\.$/u, '')
}
