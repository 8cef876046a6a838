/** Two towers, and the bridge let down between them on its chains. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        d="M2.5 4.5h1.6v1.6h1.6V4.5h1.6v16H2.5zM16.7 4.5h1.6v1.6h1.6V4.5h1.6v16h-4.8z"
        fill="currentColor"
      />
      <path d="M7.8 9.5l4.2 6.2 4.2-6.2" stroke="var(--accent)" strokeWidth="1.5" strokeLinejoin="round" />
      <path d="M7.3 17h9.4" stroke="var(--accent)" strokeWidth="2.6" />
    </svg>
  )
}
