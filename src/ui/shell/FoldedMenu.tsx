import { BookOpen, ChevronRight, FileDown, Menu, Share2, SlidersHorizontal, SunMoon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { DropMenu } from '../controls/DropMenu'
import { IconButton } from '../controls/IconButton'
import { useApp, useAppContext } from '../useApp'
import { DisplayItems } from './DisplayMenu'
import { ExampleItems } from './ExamplesMenu'
import { AllExportItems } from './ExportMenu'
import { HelpItems } from './HelpMenu'
import { type FileFields, OpenItems } from './OpenMenu'

/** What the header offers where it has the room. */
export function FoldedMenu({ fields }: { readonly fields: FileFields }) {
  const hasFiles = useApp((state) => state.workspace.files.length > 0)
  return (
    <DropMenu
      trigger={
        <IconButton label="Menu">
          <Menu />
        </IconButton>
      }
    >
      <OpenItems fields={fields} />
      <DropdownMenu.Separator className="menu__line" />
      <SubMenu icon={<BookOpen aria-hidden="true" />} title="Examples">
        <ExampleItems />
      </SubMenu>
      {hasFiles && <ScenarioItems />}
      <DropdownMenu.Separator className="menu__line" />
      <SubMenu icon={<SunMoon aria-hidden="true" />} title="Display">
        <DisplayItems />
      </SubMenu>
      <HelpItems />
    </DropMenu>
  )
}

function ScenarioItems() {
  const { store } = useAppContext()
  return (
    <>
      <SubMenu icon={<FileDown aria-hidden="true" />} title="Export">
        <AllExportItems />
      </SubMenu>
      <DropdownMenu.Item className="menu__item" onSelect={() => store.getState().openDialog('share')}>
        <Share2 aria-hidden="true" /> Share
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu__item" onSelect={() => store.getState().openDialog('options')}>
        <SlidersHorizontal aria-hidden="true" /> Scenario options
      </DropdownMenu.Item>
    </>
  )
}

interface SubMenuProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
}

function SubMenu({ icon, title, children }: SubMenuProps) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="menu__item">
        {icon}
        <span className="menu__text">{title}</span>
        <ChevronRight aria-hidden="true" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="menu" collisionPadding={8}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  )
}
