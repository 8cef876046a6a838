/** Whether this machine has a command key and `pbcopy`. */
export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent)
}
