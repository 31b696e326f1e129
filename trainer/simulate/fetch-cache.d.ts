/** Node's fetch takes the option and its types do not name it yet. */
interface RequestInit {
  cache?: 'no-store' | 'default';
}
