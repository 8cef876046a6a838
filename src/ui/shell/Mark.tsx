/** Two towers with the bridge between them, as on the tab of the browser. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M3 21V8l3-2 3 2v13M15 21V8l3-2 3 2v13" />
      <path d="M9 16c2-2.5 4-2.5 6 0M9 10h6" stroke="var(--accent)" />
    </svg>
  )
}
