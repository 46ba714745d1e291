/** How long ago a snapshot was taken, for places with room for a few characters. */

const minute = 60_000;

export function shortAge(takenAt: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(takenAt)) / minute);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 60 / 24)} d`;
}
