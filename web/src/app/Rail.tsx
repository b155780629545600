import { NavLink } from '@mantine/core'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place, PlaceGroup } from './places.ts'
import classes from './Rail.module.css'

interface RailProps {
  readonly state: string
  readonly groups: readonly PlaceGroup[]
  /** Whether there is room for groups that the page shown is not in to stand open. */
  readonly isRoomy: boolean
  readonly onChoose: () => void
}

/** Where whoever is here can go: groups that fold, of which the one with the page shown is open. */
export function Rail({ state, groups, isRoomy, onChoose }: RailProps) {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('frame.menu')}>
      {groups.map(group => (
        <Group key={group.text ?? ''} group={group} state={state} isRoomy={isRoomy} onChoose={onChoose} />
      ))}
    </nav>
  )
}

function Group({ group: { text, places }, state, isRoomy, onChoose }: Omit<RailProps, 'groups'> & { readonly group: PlaceGroup }) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const isCurrent = places.some(({ path }) => `${pathname}/`.startsWith(`/${state}${path}/`))
  const [isOpen, setOpen] = useState(isRoomy || isCurrent)
  useEffect(() => {
    if (isCurrent) setOpen(true)
  }, [isCurrent])

  const isHere = ({ path }: Place) => pathname === `/${state}${path}` || pathname === `/${state}${path}/`
  const links = (
    <ul className={classes.places}>
      {places.map(place => (
        <li key={place.text}>
          <NavLink
            component={Link}
            to={`/${state}${place.path}`}
            activeOptions={{ exact: true }}
            label={t(place.text)}
            active={isHere(place)}
            onClick={onChoose}
            {...(isHere(place) ? { 'aria-current': 'page' } : {})}
          />
        </li>
      ))}
    </ul>
  )
  if (text === undefined) return links
  return (
    <details className={classes.group} open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t(text)}</summary>
      {links}
    </details>
  )
}
