/** The menu: a heading and its pages, those of managers for managers alone. */
import { List, ListSubheader } from '@mui/material'
import { Menu, usePermissions } from 'react-admin'
import { pages } from './pages.js'
import type { Role } from './shell/auth-provider.js'
import { groups } from './shell/page.js'

export function DeskMenu() {
  const { permissions } = usePermissions<Role | null>()
  const seen = pages.filter(({ role }) => role === undefined || role === permissions || permissions === 'manager')
  return (
    <Menu>
      {groups.map((group) => (
        <List
          key={group}
          component="div"
          dense
          disablePadding
          subheader={
            <ListSubheader component="div" sx={{ bgcolor: 'transparent', lineHeight: '32px' }}>
              {group}
            </ListSubheader>
          }
        >
          {seen
            .filter((page) => page.group === group)
            .map(({ name, label, icon: Icon }) => (
              <Menu.Item key={name} to={`/${name}`} primaryText={label} leftIcon={<Icon />} />
            ))}
        </List>
      ))}
    </Menu>
  )
}
