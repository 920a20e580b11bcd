/** What stands around every page. */
import PersonIcon from '@mui/icons-material/Person'
import { ListItemIcon, ListItemText, MenuItem } from '@mui/material'
import type { ReactNode } from 'react'
import { AppBar, Layout, Logout, UserMenu, useGetIdentity, useUserMenu } from 'react-admin'
import { Link } from 'react-router-dom'
import { DeskMenu } from './menu.js'

export function DeskLayout({ children }: { children?: ReactNode }) {
  return (
    <Layout appBar={DeskBar} menu={DeskMenu}>
      {children}
    </Layout>
  )
}

function DeskBar() {
  const { identity } = useGetIdentity()
  return (
    <AppBar
      color="primary"
      userMenu={
        <UserMenu label={identity?.fullName ?? '내 메뉴'}>
          <OwnAccount />
          <Logout />
        </UserMenu>
      }
    />
  )
}

function OwnAccount() {
  const menu = useUserMenu()
  return (
    <MenuItem component={Link} to="/account" onClick={menu?.onClose}>
      <ListItemIcon>
        <PersonIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>내 계정</ListItemText>
    </MenuItem>
  )
}
