/** Every page of the panel, in the order of the menu. A page is loaded when it is first opened. */
import BadgeIcon from '@mui/icons-material/Badge'
import HistoryIcon from '@mui/icons-material/History'
import MailLockIcon from '@mui/icons-material/MailLock'
import MenuBookIcon from '@mui/icons-material/MenuBook'
import PaymentsIcon from '@mui/icons-material/Payments'
import PeopleIcon from '@mui/icons-material/People'
import PersonIcon from '@mui/icons-material/Person'
import PhoneIcon from '@mui/icons-material/PhoneInTalk'
import PrintIcon from '@mui/icons-material/Print'
import SettingsIcon from '@mui/icons-material/Settings'
import QrCodeScannerIcon from '@mui/icons-material/QrCodeScanner'
import TodayIcon from '@mui/icons-material/Today'
import UploadFileIcon from '@mui/icons-material/UploadFile'
import ViewListIcon from '@mui/icons-material/ViewList'
import { lazy, type ComponentType } from 'react'
import { boardSource } from './board/source.js'
import { bookSource } from './books/source.js'
import { librarianSource } from './librarians/source.js'
import { memberSource } from './members/source.js'
import type { Page } from './shell/page.js'
import { parkedLetterSource } from './today/letters-source.js'

export const pages: readonly Page[] = [
  {
    name: 'today',
    label: '오늘',
    icon: TodayIcon,
    group: '매일',
    list: later(() => import('./today/today.js').then(({ Today }) => Today)),
  },
  {
    name: 'counter',
    label: '창구',
    icon: QrCodeScannerIcon,
    group: '매일',
    list: later(() => import('./counter/counter.js').then(({ Counter }) => Counter)),
  },
  {
    name: 'board',
    label: '대여현황',
    icon: ViewListIcon,
    group: '매일',
    source: boardSource,
    list: later(() => import('./board/list.js').then(({ BoardList }) => BoardList)),
    show: later(() => import('./board/history.js').then(({ BoardHistory }) => BoardHistory)),
  },
  {
    name: 'members',
    label: '회원',
    icon: PeopleIcon,
    group: '책과 회원',
    source: memberSource,
    list: later(() => import('./members/list.js').then(({ MemberList }) => MemberList)),
    create: later(() => import('./members/create.js').then(({ MemberCreate }) => MemberCreate)),
    show: later(() => import('./members/show.js').then(({ MemberShow }) => MemberShow)),
    calledBy: 'name',
  },
  {
    name: 'refunds',
    label: '환불',
    icon: PaymentsIcon,
    group: '살피기',
    list: later(() => import('./refunds/refunds.js').then(({ Refunds }) => Refunds)),
  },
  {
    name: 'letters',
    label: '멈춘 소식',
    icon: MailLockIcon,
    group: '살피기',
    source: parkedLetterSource,
    list: later(() => import('./today/letters.js').then(({ ParkedLetters }) => ParkedLetters)),
  },
  {
    name: 'books',
    label: '도서',
    icon: MenuBookIcon,
    group: '책과 회원',
    source: bookSource,
    list: later(() => import('./books/list.js').then(({ BookList }) => BookList)),
    create: later(() => import('./books/create.js').then(({ BookCreate }) => BookCreate)),
    edit: later(() => import('./books/edit.js').then(({ BookEdit }) => BookEdit)),
    calledBy: 'title',
  },
  {
    name: 'imports',
    label: '가져오기',
    icon: UploadFileIcon,
    group: '책과 회원',
    list: later(() => import('./imports/imports.js').then(({ Imports }) => Imports)),
    show: later(() => import('./imports/import.js').then(({ ImportShow }) => ImportShow)),
  },
  {
    name: 'labels',
    label: '라벨 인쇄',
    icon: PrintIcon,
    group: '책과 회원',
    list: later(() => import('./labels/labels.js').then(({ Labels }) => Labels)),
  },
  {
    name: 'calls',
    label: '연체·연락',
    icon: PhoneIcon,
    group: '살피기',
    list: later(() => import('./calls/calls.js').then(({ Calls }) => Calls)),
  },
  {
    name: 'settings',
    label: '설정',
    icon: SettingsIcon,
    group: '관리',
    list: later(() => import('./settings/settings.js').then(({ Settings }) => Settings)),
  },
  {
    name: 'librarians',
    label: '사서',
    icon: BadgeIcon,
    group: '관리',
    role: 'manager',
    source: librarianSource,
    list: later(() => import('./librarians/list.js').then(({ LibrarianList }) => LibrarianList)),
    create: later(() => import('./librarians/create.js').then(({ LibrarianCreate }) => LibrarianCreate)),
    edit: later(() => import('./librarians/edit.js').then(({ LibrarianEdit }) => LibrarianEdit)),
    calledBy: 'name',
  },
  {
    name: 'audit',
    label: '기록',
    icon: HistoryIcon,
    group: '관리',
    role: 'manager',
    list: later(() => import('./audit/audit.js').then(({ Audit }) => Audit)),
  },
  {
    name: 'account',
    label: '내 계정',
    icon: PersonIcon,
    group: null,
    list: later(() => import('./account/account.js').then(({ Account }) => Account)),
  },
]

function later(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }))
}
