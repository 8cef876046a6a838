/** Two towers and a lowered bridge between them. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      aria-hidden="true"
    >
      <path
        d="M3.5 20.5V6.5l1.4 1.1 1.5-1.8 1.5 1.8 1.4-1.1v14"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <path
        d="M14.7 20.5v-14l1.4 1.1 1.5-1.8 1.5 1.8 1.4-1.1v14"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <path d="M9.3 16.6h5.4" stroke="var(--accent)" strokeWidth="2.4" />
      <path d="M9.3 9.2c1 2.6 4.4 2.6 5.4 0" stroke="var(--accent)" strokeLinecap="round" />
    </svg>
  )
}
