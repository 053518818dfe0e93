/** Rows to come: seen only while they are asked for, where there are none yet. */
export function Bones() {
  return (
    <ul class="bones" aria-hidden="true">
      {[0, 1, 2, 3].map((row) => (
        <li key={row}>
          <i class="bone" />
          <i class="bone" />
          <i class="bone" />
        </li>
      ))}
    </ul>
  );
}
