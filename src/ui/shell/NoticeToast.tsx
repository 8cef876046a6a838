import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useEffect } from 'react'
import { IconButton } from '../controls/IconButton'
import { useApp } from '../useApp'
import './noticeToast.css'

const icons = { good: CircleCheck, bad: CircleAlert, plain: Info }

/** Milliseconds; what went wrong stays until it is closed. */
const shownFor = 6000

/** The last sentence for the user. Its live region is always there, so that it is announced. */
export function NoticeToast() {
  const notice = useApp((state) => state.notice)
  const dismiss = useApp((state) => state.dismissNotice)

  useEffect(() => {
    if (notice === null || notice.tone === 'bad' || notice.detail !== undefined) return
    const timer = setTimeout(dismiss, shownFor)
    return () => clearTimeout(timer)
  }, [notice, dismiss])

  const Icon = notice ? icons[notice.tone] : null
  return (
    <div className="notice-toast" role="status" aria-label="Notice">
      {notice && Icon && (
        <div className="notice-toast__card" data-tone={notice.tone}>
          <Icon className="notice-toast__icon" aria-hidden="true" size={17} />
          <div className="notice-toast__body">
            <p className="notice-toast__text">{notice.text}</p>
            {notice.lines && (
              <ul className="notice-toast__lines">
                {notice.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
            {notice.detail && (
              <textarea
                className="notice-toast__detail"
                aria-label="Text to copy by hand"
                readOnly
                value={notice.detail}
                onFocus={(event) => event.target.select()}
              />
            )}
          </div>
          <IconButton label="Dismiss" size="small" onClick={dismiss}>
            <X />
          </IconButton>
        </div>
      )}
    </div>
  )
}
