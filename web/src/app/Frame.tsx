import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Anchor, AppShell, Burger, Button, Group, Menu, NavLink, ScrollArea, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLive } from '../api/live.ts'
import { useSession, useSignOut } from '../api/session.ts'
import { chooseLanguage, LANGUAGES, type Language } from '../language/language.ts'
import { Flag } from '../ui/Flag.tsx'
import { NotFound } from '../ui/NotFound.tsx'
import { listPlaces, type Place } from './places.ts'

/** What stands around every page of one state's node: whose node it is, where one can go, in which language, as whom. */
export function Frame() {
  const { state = '' } = useParams({ strict: false })
  const code = parseState(state)
  const { t, i18n } = useTranslation()
  const [open, { toggle, close }] = useDisclosure()
  const permissions = useSession(state).data?.permissions ?? []
  const places = listPlaces(permissions)
  useLive(state, permissions.includes('live.listen'))
  if (code === undefined) return <NotFound />

  const languages = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: true, desktop: places.length === 0 } }}
      padding="md"
    >
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Anchor component={Link} to="/" c="inherit" underline="never" aria-label={t('frame.region')}>
              <Flag state={code} />
            </Anchor>
            <Anchor component={Link} to={`/${state}`} c="inherit" underline="never" fw={600}>
              {STATE_FACTS[code].name}
            </Anchor>
          </Group>
          <Group gap="sm" visibleFrom="sm" wrap="nowrap">
            <Select
              aria-label={t('frame.language')}
              data={languages}
              value={i18n.language}
              onChange={value => value !== null && chooseLanguage(value as Language)}
              allowDeselect={false}
              w={130}
            />
            <Account state={state} />
          </Group>
          <Menu opened={open} onChange={toggle} position="bottom-end" width={240}>
            <Menu.Target>
              <Burger opened={open} hiddenFrom="sm" aria-label={t('frame.menu')} />
            </Menu.Target>
            <Menu.Dropdown onClick={close}>
              {places.map(({ path, text }) => (
                <Menu.Item key={text} component={Link} to={`/${state}${path}`}>
                  {t(text)}
                </Menu.Item>
              ))}
              {places.length > 0 && <Menu.Divider />}
              {languages.map(({ value, label }) => (
                <Menu.Item key={value} onClick={() => chooseLanguage(value as Language)} fw={value === i18n.language ? 600 : 400}>
                  {label}
                </Menu.Item>
              ))}
              <Menu.Divider />
              <Group px="sm" py="xs">
                <Account state={state} />
              </Group>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </AppShell.Header>
      {places.length > 0 && (
        <AppShell.Navbar p="xs">
          <AppShell.Section grow component={ScrollArea}>
            <Rail state={state} places={places} />
          </AppShell.Section>
        </AppShell.Navbar>
      )}
      <AppShell.Main>
        <div className="reading">
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  )
}

interface RailProps {
  readonly state: string
  readonly places: readonly Place[]
}

/** Where whoever is signed in can go. */
function Rail({ state, places }: RailProps) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  return (
    <nav aria-label={t('frame.menu')}>
      {places.map(({ path, text }) => {
        const to = `/${state}${path}`
        const isHere = pathname === to || pathname === `${to}/`
        return (
          <NavLink
            key={text}
            component={Link}
            to={to}
            activeOptions={{ exact: true }}
            label={t(text)}
            active={isHere}
            {...(isHere ? { 'aria-current': 'page' } : {})}
          />
        )
      })}
    </nav>
  )
}

function Account({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const session = useSession(state)
  const signOut = useSignOut(state)
  const navigate = useNavigate()
  if (session.data === undefined || session.data.role === 'public') {
    return (
      <Button component={Link} to={`/${state}/sign-in`} variant="default">
        {t('frame.signIn')}
      </Button>
    )
  }
  const { organisation, role } = session.data
  return (
    <Group gap="xs" wrap="nowrap">
      <Anchor component={Link} to={`/${state}/account`} size="sm" title={t('frame.account')}>
        {organisation?.name ?? t(`role.${role}`)}
      </Anchor>
      <Button
        variant="default"
        loading={signOut.isPending}
        onClick={() => signOut.mutate(undefined, { onSuccess: () => navigate({ to: `/${state}/sign-in` }) })}
      >
        {t('frame.signOut')}
      </Button>
    </Group>
  )
}
