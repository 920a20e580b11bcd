/** How is an item card drawn? Head or profile, picture, rows of facts, a sum and words. */
import { cardButtons, linkAddress } from './buttons.js'
import { el, linked, outside, isWebAddress } from './dom.js'
import { picture } from './pictures.js'

export function itemCard(card, act) {
  return el(
    'section',
    { className: 'card item-card', 'data-testid': 'item-card' },
    card.thumbnail && topImage(card.thumbnail, card.imageTitle?.title ?? card.head?.title),
    card.head && el('h3', { className: 'item-head' }, card.head.title),
    card.profile && owner(card.profile),
    card.imageTitle && imageTitle(card.imageTitle),
    facts(card),
    card.title && ending(card),
    cardButtons(card, act),
  )
}

function topImage(thumbnail, name) {
  const isWide = thumbnail.width > thumbnail.height
  const drawn = picture(thumbnail.imageUrl, thumbnail.altText, isWide ? 'wide' : 'square', name)
  const address = linkAddress(thumbnail.link)
  return isWebAddress(address)
    ? outside(address, { className: 'image-link', 'aria-label': thumbnail.altText ?? '사진' }, drawn)
    : drawn
}

function owner(profile) {
  const face = profile.imageUrl && picture(profile.imageUrl, '', 'face', profile.title)
  return el('p', { className: 'owner item-owner' }, face, profile.title)
}

function imageTitle({ title, description, imageUrl }) {
  const texts = el(
    'span',
    { className: 'row-words' },
    el('strong', { className: 'image-title' }, title),
    description && el('span', { className: 'row-description' }, description),
  )
  return el('div', { className: 'item-title' }, texts, imageUrl && picture(imageUrl, '', 'row', title))
}

function facts({ itemList, itemListAlignment, itemListSummary }) {
  const row = ({ title, description }, className) =>
    el('div', { className }, el('dt', {}, title), el('dd', {}, description))
  return el(
    'dl',
    { className: `facts facts-${itemListAlignment === 'right' ? 'right' : 'left'}` },
    ...itemList.map((item) => row(item, 'fact')),
    itemListSummary && row(itemListSummary, 'fact fact-sum'),
  )
}

function ending({ title, description }) {
  return el(
    'div',
    { className: 'words item-words' },
    el('h4', { className: 'card-title' }, title),
    description && el('p', { className: 'card-description' }, ...linked(description)),
  )
}
