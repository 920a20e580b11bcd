// How do several cards of one kind stand side by side?
import type { BasicCard, CommerceCard, ItemCard, ListCard, TextCard } from './components.js'

/** Bare cards of one kind, at most 10, or 5 list cards. Only three kinds may have a header. */
export type Carousel =
  | { type: 'textCard'; items: TextCard[]; header?: never }
  | { type: 'listCard'; items: ListCard[]; header?: never }
  | { type: 'basicCard'; items: BasicCard[]; header?: CarouselHeader }
  | { type: 'commerceCard'; items: CommerceCard[]; header?: CarouselHeader }
  | { type: 'itemCard'; items: ItemCard[]; header?: CarouselHeader }

export interface CarouselHeader {
  title: string
  description: string
  /** Nothing but the image's address is honoured. */
  thumbnail: { imageUrl: string }
}
