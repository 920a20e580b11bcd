// Which cards are there, and who checks each?
import { checkBasicCard } from './check-basic-card.js'
import { checkCommerceCard } from './check-commerce-card.js'
import { checkItemCard } from './check-item-card.js'
import { checkListCard } from './check-list-card.js'
import { checkTextCard } from './check-text-card.js'
import type { Spot } from './spot.js'

/** The kinds that can stand alone or in a carousel. */
export const cardKinds = ['textCard', 'basicCard', 'commerceCard', 'listCard', 'itemCard'] as const

export type CardKind = (typeof cardKinds)[number]

const checks: Record<CardKind, (spot: Spot, value: unknown, inCarousel: boolean) => void> = {
  textCard: checkTextCard,
  basicCard: checkBasicCard,
  commerceCard: checkCommerceCard,
  listCard: checkListCard,
  itemCard: checkItemCard,
}

export const checkCard = (kind: CardKind, spot: Spot, value: unknown, inCarousel: boolean): void =>
  checks[kind](spot, value, inCarousel)
