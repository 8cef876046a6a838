/** A pod with one label, `app`, which is its name; with a port if it serves something. */
export function pod(name: string, namespace: string, port?: number): string {
  const ports = port === undefined ? '' : `, ports: [{containerPort: ${port}}]`
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec: {containers: [{name: main, image: ${name}${ports}}]}
`
}

/** A policy that lets one app in to another on a port, and nobody else on any. */
export function ingressPolicy(to: string, from: string, namespace: string, port: number): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${to}-from-${from}, namespace: ${namespace}}
spec:
  podSelector: {matchLabels: {app: ${to}}}
  ingress:
    - from: [{podSelector: {matchLabels: {app: ${from}}}}]
      ports: [{port: ${port}}]
`
}

/** Documents of one file. */
export function documents(...parts: readonly string[]): string {
  return parts.join('---\n')
}

/** `web` may reach `db` on 5432, and nobody else may: the smallest cluster with something to see. */
export const smallShop = documents(
  pod('web', 'shop', 8080),
  pod('db', 'shop', 5432),
  ingressPolicy('db', 'web', 'shop', 5432),
)
