// Is every limit drawn exactly where it says?
import { describe, expect, it } from '@jest/globals'
import {
  type BreachRule,
  type Button,
  type Carousel,
  type Output,
  limits,
  validateSkillResponse,
} from '../src/index.js'
import { answer, basicCard, blockId, commerceCard, header, image, itemCard, labelled, listCard } from './samples.js'

interface Limit {
  /** An answer with this much of it. */
  holding: (amount: number) => unknown
  path: string
  rule: BreachRule
  /** A lower limit is broken by one less. */
  lower?: true
}

const times = <Thing>(count: number, thing: Thing): Thing[] => Array.from({ length: count }, () => thing)
const text = (length: number): string => '가'.repeat(length)
const lines = (count: number): string => times(count, '줄').join('\n')
const item = { title: '하나', description: '값' }
const plainItems = { itemList: [item] }
const alone = 'template.outputs[0]'
const first = `${alone}.carousel.items[0]`
const carousel = (sliding: Carousel): Output => ({ carousel: sliding })
const slide = (type: string, card: unknown): unknown =>
  answer({ carousel: { type, items: [card] } as unknown as Carousel })
const withButtons = (buttons: Button[], buttonLayout: 'vertical' | 'horizontal'): unknown =>
  answer({ textCard: { title: '제목', buttons, buttonLayout } })

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
const weighing = (bytes: number): unknown => {
  const empty = {
    ...answer({ simpleText: { text: '\u007f\u0080\u07ff\u0800\uffff\u{10000}가' } }),
    data: { filler: '' },
  }
  return { ...empty, data: { filler: 'x'.repeat(bytes - bytesOf(empty)) } }
}

const cases: Record<string, Limit> = {
  'response.bytes': { holding: weighing, path: '', rule: 'too-big' },
  'template.outputsAtLeast': {
    holding: (n) => answer(...times(n, { simpleText: { text: '안녕' } })),
    path: 'template.outputs',
    rule: 'too-few',
    lower: true,
  },
  'template.outputs': {
    holding: (n) => answer(...times(n, { simpleText: { text: '안녕' } })),
    path: 'template.outputs',
    rule: 'too-many',
  },
  'template.quickReplies': {
    holding: (n) => ({
      version: '2.0',
      template: {
        outputs: [{ simpleText: { text: '안녕' } }],
        quickReplies: times(n, { label: '응', action: 'message' }),
      },
    }),
    path: 'template.quickReplies',
    rule: 'too-many',
  },
  'quickReply.label': {
    holding: (n) => ({
      version: '2.0',
      template: {
        outputs: [{ simpleText: { text: '안녕' } }],
        quickReplies: [{ label: text(n), action: 'block', blockId }],
      },
    }),
    path: 'template.quickReplies[0].label',
    rule: 'too-long',
  },
  'button.label': {
    holding: (n) => withButtons([labelled(1), labelled(n)], 'vertical'),
    path: `${alone}.textCard.buttons[1].label`,
    rule: 'too-long',
  },
  'button.labelSideBySide': {
    holding: (n) => withButtons([labelled(1), labelled(n)], 'horizontal'),
    path: `${alone}.textCard.buttons[1].label`,
    rule: 'too-long',
  },
  'buttons.vertical': {
    holding: (n) => withButtons(times(n, labelled(1)), 'vertical'),
    path: `${alone}.textCard.buttons`,
    rule: 'too-many',
  },
  'buttons.horizontal': {
    holding: (n) => withButtons(times(n, labelled(1)), 'horizontal'),
    path: `${alone}.textCard.buttons`,
    rule: 'too-many',
  },
  'thumbnail.altText': {
    holding: (n) => answer({ basicCard: { thumbnail: { imageUrl: image, altText: text(n) } } }),
    path: `${alone}.basicCard.thumbnail.altText`,
    rule: 'too-long',
  },
  'simpleText.text': {
    holding: (n) => answer({ simpleText: { text: text(n) } }),
    path: `${alone}.simpleText.text`,
    rule: 'too-long',
  },
  'simpleImage.altText': {
    holding: (n) => answer({ simpleImage: { imageUrl: image, altText: text(n) } }),
    path: `${alone}.simpleImage.altText`,
    rule: 'too-long',
  },
  'textCard.title': {
    holding: (n) => answer({ textCard: { title: text(n) } }),
    path: `${alone}.textCard.title`,
    rule: 'too-long',
  },
  'textCard.description': {
    holding: (n) => answer({ textCard: { description: text(n) } }),
    path: `${alone}.textCard.description`,
    rule: 'too-long',
  },
  'textCard.titleAndDescription': {
    holding: (n) => answer({ textCard: { title: text(50), description: text(n - 50) } }),
    path: `${alone}.textCard`,
    rule: 'too-long-together',
  },
  'textCard.inCarousel.description': {
    holding: (n) => answer(carousel({ type: 'textCard', items: [{ title: text(50), description: text(n) }] })),
    path: `${first}.description`,
    rule: 'too-long',
  },
  'basicCard.title': {
    holding: (n) => answer({ basicCard: { ...basicCard, title: text(n) } }),
    path: `${alone}.basicCard.title`,
    rule: 'too-long',
  },
  'basicCard.description': {
    holding: (n) => answer({ basicCard: { ...basicCard, description: text(n) } }),
    path: `${alone}.basicCard.description`,
    rule: 'too-long',
  },
  'basicCard.inCarousel.titleLines': {
    holding: (n) => slide('basicCard', { ...basicCard, title: lines(n) }),
    path: `${first}.title`,
    rule: 'too-many-lines',
  },
  'basicCard.inCarousel.descriptionLines': {
    holding: (n) => slide('basicCard', { ...basicCard, description: lines(n) }),
    path: `${first}.description`,
    rule: 'too-many-lines',
  },
  'commerceCard.title': {
    holding: (n) => answer({ commerceCard: { ...commerceCard, title: text(n) } }),
    path: `${alone}.commerceCard.title`,
    rule: 'too-long',
  },
  'commerceCard.description': {
    holding: (n) => slide('commerceCard', { ...commerceCard, description: text(n) }),
    path: `${first}.description`,
    rule: 'too-long',
  },
  'commerceCard.thumbnails': {
    holding: (n) => slide('commerceCard', { ...commerceCard, thumbnails: times(n, { imageUrl: image }) }),
    path: `${first}.thumbnails`,
    rule: 'too-many',
  },
  'commerceCard.discountRate': {
    holding: (n) => answer({ commerceCard: { ...commerceCard, discountRate: n } }),
    path: `${alone}.commerceCard.discountRate`,
    rule: 'out-of-range',
  },
  'listCard.items': {
    holding: (n) => answer({ listCard: { ...listCard, items: times(n, { title: '하나' }) } }),
    path: `${alone}.listCard.items`,
    rule: 'too-many',
  },
  'listCard.inCarousel.items': {
    holding: (n) => slide('listCard', { ...listCard, items: times(n, { title: '하나' }) }),
    path: `${first}.items`,
    rule: 'too-many',
  },
  'itemCard.headTitleLines': {
    holding: (n) => answer({ itemCard: { ...itemCard, head: { title: lines(n) } } }),
    path: `${alone}.itemCard.head.title`,
    rule: 'too-many-lines',
  },
  'itemCard.profileTitle': {
    holding: (n) => answer({ itemCard: { ...plainItems, profile: { title: text(n) } } }),
    path: `${alone}.itemCard.profile.title`,
    rule: 'too-long',
  },
  'itemCard.imageTitleTitleLines': {
    holding: (n) => answer({ itemCard: { ...plainItems, imageTitle: { title: lines(n) } } }),
    path: `${alone}.itemCard.imageTitle.title`,
    rule: 'too-many-lines',
  },
  'itemCard.imageTitleDescriptionLines': {
    holding: (n) => answer({ itemCard: { ...plainItems, imageTitle: { title: '제목', description: lines(n) } } }),
    path: `${alone}.itemCard.imageTitle.description`,
    rule: 'too-many-lines',
  },
  'itemCard.itemList': {
    holding: (n) => answer({ itemCard: { ...itemCard, itemList: times(n, item) } }),
    path: `${alone}.itemCard.itemList`,
    rule: 'too-many',
  },
  'itemCard.itemTitle': {
    holding: (n) => answer({ itemCard: { itemList: [{ ...item, title: text(n) }] } }),
    path: `${alone}.itemCard.itemList[0].title`,
    rule: 'too-long',
  },
  'itemCard.itemDescriptionLines': {
    holding: (n) => answer({ itemCard: { itemList: [{ ...item, description: lines(n) }] } }),
    path: `${alone}.itemCard.itemList[0].description`,
    rule: 'too-many-lines',
  },
  'itemCard.summaryTitle': {
    holding: (n) => answer({ itemCard: { ...plainItems, itemListSummary: { title: text(n), description: '1원' } } }),
    path: `${alone}.itemCard.itemListSummary.title`,
    rule: 'too-long',
  },
  'itemCard.summaryDescription': {
    holding: (n) =>
      answer({ itemCard: { ...plainItems, itemListSummary: { title: '합계', description: '9'.repeat(n) } } }),
    path: `${alone}.itemCard.itemListSummary.description`,
    rule: 'too-long',
  },
  'itemCard.summaryDecimals': {
    holding: (n) =>
      answer({ itemCard: { ...plainItems, itemListSummary: { title: '합계', description: `$1.${'9'.repeat(n)}` } } }),
    path: `${alone}.itemCard.itemListSummary.description`,
    rule: 'bad-amount',
  },
  'itemCard.titleAndDescription': {
    holding: (n) => answer({ itemCard: { ...plainItems, title: text(20), description: text(n - 20) } }),
    path: `${alone}.itemCard`,
    rule: 'too-long-together',
  },
  'itemCard.titleAndDescriptionLines': {
    holding: (n) => slide('itemCard', { ...plainItems, title: lines(2), description: lines(n - 2) }),
    path: first,
    rule: 'too-many-lines-together',
  },
  'itemCard.inCarousel.itemList': {
    holding: (n) => slide('itemCard', { itemList: times(n, item) }),
    path: `${first}.itemList`,
    rule: 'too-many',
  },
  'itemCard.inCarousel.titleAndDescription': {
    holding: (n) => slide('itemCard', { ...plainItems, title: text(n) }),
    path: first,
    rule: 'too-long-together',
  },
  'carousel.items': {
    holding: (n) => answer(carousel({ type: 'basicCard', items: times(n, basicCard) })),
    path: `${alone}.carousel.items`,
    rule: 'too-many',
  },
  'carousel.listCards': {
    holding: (n) => answer(carousel({ type: 'listCard', items: times(n, listCard) })),
    path: `${alone}.carousel.items`,
    rule: 'too-many',
  },
  'carousel.headerTitleLines': {
    holding: (n) => answer(carousel({ type: 'basicCard', items: [basicCard], header: { ...header, title: lines(n) } })),
    path: `${alone}.carousel.header.title`,
    rule: 'too-many-lines',
  },
  'carousel.headerDescriptionLines': {
    holding: (n) =>
      answer(carousel({ type: 'basicCard', items: [basicCard], header: { ...header, description: lines(n) } })),
    path: `${alone}.carousel.header.description`,
    rule: 'too-many-lines',
  },
}

/** Limits that are not about the shape of an answer, and one past which Kakao still draws. */
const elsewhere = [
  'skill.timeoutMs',
  'callback.deadlineMs',
  'eventApi.users',
  'payload.botUserKey',
  'simpleText.textBeforeFold',
]

const leaves = (branch: object, path = ''): [string, number][] =>
  Object.entries(branch).flatMap(([key, value]: [string, unknown]): [string, number][] => {
    if (typeof value === 'number') return [[path + key, value]]
    return typeof value === 'object' && value !== null ? leaves(value, `${path}${key}.`) : []
  })
const limitOf = Object.fromEntries(leaves(limits))

describe('the table of limits', () => {
  it('is covered to the last entry', () => {
    expect([...Object.keys(cases), ...elsewhere].sort()).toEqual(Object.keys(limitOf).sort())
  })
})

describe.each(Object.entries(cases))('%s', (name, { holding, path, rule, lower }) => {
  const limit = limitOf[name] ?? Number.NaN
  const beyond = lower ? limit - 1 : limit + 1

  it('is kept at the limit', () => {
    expect(validateSkillResponse(holding(limit))).toEqual([])
  })

  it('is broken one past it, and nothing else is', () => {
    const breaches = validateSkillResponse(holding(beyond))
    expect(breaches).toEqual([{ path, rule, message: expect.stringContaining(`${limit}`) }])
    expect(breaches[0]?.message).toContain(rule === 'bad-amount' ? '$1.999' : `found ${beyond}`)
  })
})
