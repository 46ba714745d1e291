/** Whose a thing is, where the code sets up several organizations; of anything else it is not said. */
type Owned = { readonly organization?: string | undefined };

/** What one organization has is none of another's. */
export function mayShareOrganization(one: Owned, other: Owned): boolean {
  const isStated = one.organization !== undefined && other.organization !== undefined;
  return !isStated || one.organization === other.organization;
}
