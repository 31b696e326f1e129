/** Whether the browser shows Global Privacy Control to this worker. */
export function hasGpc(): boolean {
  return Boolean((navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl);
}
