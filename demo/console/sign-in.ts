import { html, nothing, type TemplateResult } from 'lit-html';

/** @param refusal why the last key did not do. @param onKey is given what was typed. */
export function renderSignIn(refusal: string | undefined, onKey: (key: string) => void): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('key') as HTMLInputElement;
    const key = field.value.trim();
    if (key === '') field.focus();
    else onKey(key);
  };
  return html`<div class="console-head sign-in">
    <h1 tabindex="-1">Admin key</h1>
    <p class="lead">
      What devices reported is for this shop’s own people. The server printed the key when it first started, or has it
      from
      <code>SHELFWISE_ADMIN_KEY</code>.
    </p>
    <form @submit=${submit}>
      <label for="key">Key of this shop</label>
      <div class="fields">
        <input
          id="key"
          name="key"
          type="password"
          autocomplete="off"
          spellcheck="false"
          required
          aria-describedby="key-note"
          aria-invalid=${refusal === undefined ? nothing : 'true'}
        />
        <button class="button strong">Open the console</button>
      </div>
      <p
        id="key-note"
        role=${refusal === undefined ? nothing : 'alert'}
        class=${refusal === undefined ? 'faint' : 'refusal'}
      >
        ${refusal ?? 'Kept in this tab until it closes; never part of an address.'}
      </p>
    </form>
  </div>`;
}
