// Are the numbers the ones that were read in the sources? A changed limit must be changed here too, on purpose.
import { expect, it } from '@jest/globals'
import { limits } from '../src/index.js'

it('holds the limits as published', () => {
  expect(limits).toEqual({
    skill: { timeoutMs: 5000 },
    callback: { deadlineMs: 60000 },
    eventApi: { users: 100 },
    payload: { botUserKey: 70 },
    response: { bytes: 30000 },
    template: { outputsAtLeast: 1, outputs: 3, quickReplies: 10 },
    quickReply: { label: 14 },
    button: { label: 14, labelSideBySide: 8 },
    buttons: { vertical: 3, horizontal: 2 },
    thumbnail: { altText: 50 },
    simpleText: { text: 1000, textBeforeFold: 500 },
    simpleImage: { altText: 50 },
    textCard: { title: 50, description: 400, titleAndDescription: 400, inCarousel: { description: 128 } },
    basicCard: { title: 50, description: 230, inCarousel: { titleLines: 2, descriptionLines: 2 } },
    commerceCard: { title: 30, description: 40, thumbnails: 1, discountRate: 100 },
    listCard: { items: 5, inCarousel: { items: 4 } },
    itemCard: {
      headTitleLines: 1,
      profileTitle: 15,
      imageTitleTitleLines: 2,
      imageTitleDescriptionLines: 1,
      itemList: 10,
      itemTitle: 6,
      itemDescriptionLines: 2,
      summaryTitle: 6,
      summaryDescription: 14,
      summaryDecimals: 2,
      titleAndDescription: 200,
      titleAndDescriptionLines: 12,
      inCarousel: { itemList: 5, titleAndDescription: 100 },
    },
    carousel: { items: 10, listCards: 5, headerTitleLines: 2, headerDescriptionLines: 3 },
  })
})
