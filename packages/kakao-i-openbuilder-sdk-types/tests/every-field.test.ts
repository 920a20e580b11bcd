// Is every single field of every bubble looked at?
import { describe, expect, it } from '@jest/globals'
import { validateSkillResponse } from '../src/index.js'
import { placesIn, replaced, valueAt, written, type Path } from './places.js'
import { flawless } from './samples.js'

const found = (response: unknown): string[] =>
  validateSkillResponse(response).map(({ path, rule }) => `${path} ${rule}`)

/** Places whose contents are the bot's own business. */
const isFree = (path: Path): boolean => path.includes('extra') || path.includes('data') || path.includes('params')
const isOutput = (path: Path): boolean => path.at(-2) === 'outputs'
const isObject = (value: unknown): boolean => typeof value === 'object' && !Array.isArray(value)

const samples = Object.entries(flawless).map(([name, response]) => ({ name, response, places: placesIn(response) }))

/** Parent and field whose absence must be noticed, in the samples that are no carousels of cards. */
const required = [
  'response.template',
  'template.outputs',
  'context.values',
  'values.name',
  'values.lifeSpan',
  'simpleText.text',
  'simpleImage.imageUrl',
  'basicCard.thumbnail',
  'thumbnail.imageUrl',
  'commerceCard.price',
  'commerceCard.thumbnails',
  'thumbnails.imageUrl',
  'profile.nickname',
  'listCard.header',
  'listCard.items',
  'header.title',
  'items.title',
  'items.messageText',
  'items.blockId',
  'itemCard.itemList',
  'itemList.title',
  'itemList.description',
  'itemListSummary.title',
  'itemListSummary.description',
  'itemCard.title',
  'head.title',
  'profile.title',
  'imageTitle.title',
  'carousel.type',
  'carousel.items',
  'header.description',
  'header.thumbnail',
  'buttons.label',
  'buttons.action',
  'buttons.webLinkUrl',
  'buttons.messageText',
  'buttons.blockId',
  'buttons.phoneNumber',
  'quickReplies.label',
  'quickReplies.action',
  'quickReplies.blockId',
]

describe.each(samples)('in $name', ({ response, places }) => {
  it('an unknown field is noticed wherever it stands', () => {
    for (const path of places.filter((place) => !isFree(place) && !isOutput(place))) {
      if (!isObject(valueAt(response, path))) continue
      const odd = [...path, 'oddField']
      expect(found(replaced(response, odd, 1))).toEqual([`${written(odd)} unknown-field`])
    }
  })

  it('a value of the wrong type is noticed wherever it stands', () => {
    for (const path of places.slice(1).filter((place) => !isFree(place) || place.at(-2) === 'params')) {
      const wrong = replaced(response, path, isObject(valueAt(response, path)) ? 'text' : {})
      expect(validateSkillResponse(wrong).map((breach) => breach.path)).toContain(written(path))
    }
  })

  it('a relative address is noticed wherever it stands', () => {
    for (const path of places.filter((place) => /Url$|^(web|pc|mobile)$/.test(place.at(-1) ?? ''))) {
      expect(found(replaced(response, path, '/a/b'))).toEqual([`${written(path)} bad-url`])
    }
  })
})

it('the absence of exactly the required fields is noticed', () => {
  const noticed = samples.flatMap(({ response, places }) =>
    places
      .filter(
        (path) => path.length > 0 && found(replaced(response, path, undefined)).includes(`${written(path)} required`),
      )
      .filter((path) => written(path).includes('carousel.items[') === false)
      .map((path) => path.filter((key) => !/^\d+$/.test(key)).slice(-2))
      .map(([parent, field]) => (field === undefined ? `response.${parent}` : `${parent}.${field}`)),
  )
  expect([...new Set(noticed)].sort()).toEqual([...required].sort())
})
