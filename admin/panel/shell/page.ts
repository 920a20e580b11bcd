/** What a page of the panel is: an entry of the one list in pages.tsx. */
import type { ComponentType } from 'react'
import type { SvgIconComponent } from '@mui/icons-material'
import type { Role } from './auth-provider.js'
import type { Source } from './sources.js'

export const groups = ['매일', '책과 회원', '살피기', '관리'] as const

export type Page = {
  /** Its address, and the name of its resource. */
  readonly name: string
  readonly label: string
  readonly icon: SvgIconComponent
  /** Under which heading it stands in the menu; `null`: it is reached from elsewhere. */
  readonly group: (typeof groups)[number] | null
  /** Who sees it, if not every librarian. */
  readonly role?: Role
  readonly source?: Source
  /** At `/name`, `/name/create`, `/name/:id/show` and `/name/:id`; all loaded only when they are opened. */
  readonly list?: ComponentType
  readonly create?: ComponentType
  readonly show?: ComponentType
  readonly edit?: ComponentType
  /** How a record is called in titles and links. */
  readonly calledBy?: string
}
