import { html, nothing, render, type TemplateResult } from 'lit-html';
import { parseScenarioSettings, type ScenarioSettings } from '../../../core/scenario-settings.js';
import { SCENARIOS, type Scenario } from '../../../core/scenarios.js';
import { keepFocus } from '../../app/keep-focus.js';
import { createPreview, emptied, toPersonas, type Preview, type PreviewedRow } from '../preview.js';
import { readCatalog, type CatalogFacts } from '../read-catalog.js';
import { asObject, readJson } from '../read-model.js';
import { addRule, EVERYWHERE, RULE_KINDS, toSentences, toRowWords, withoutRule, type RuleKind } from '../rules.js';
import type { ShopServer } from '../shop-server.js';
import { PLACEMENT_WORDS } from '../words.js';
import type { Page, PageContext } from './page.js';

/** Rows that are previewed: those that are a list of their own. */
const PREVIEWED = SCENARIOS.filter((scenario) => scenario !== 'rerank' && scenario !== 'buy-again');

/** The shop's rules as sentences, with a preview by the engine before they are saved. */
export const RULES_PAGE: Page = {
  name: 'rules',
  title: 'Rules',
  needsKey: true,
  async load({ server, folder, left }: PageContext) {
    const models = new URL('v1/model/', folder);
    // Asked first: a key that does not open the shop shows no editor.
    await server.models();
    const [catalog, manifest] = await Promise.all([readCatalog(models), readJson(new URL('latest.json', models))]);
    const saved = parseScenarioSettings(asObject(asObject(manifest)['scenarios']));
    const preview = createPreview(
      new URL('plain.json', models),
      toPersonas(catalog),
      () => import('../../../src/index.js'),
    );
    if (left.aborted) preview.close();
    else left.addEventListener('abort', preview.close);
    const host = document.createElement('div');
    createEditor({ host, server, catalog, preview, saved });
    return html`${host}`;
  },
};

interface EditorOptions {
  readonly host: HTMLElement;
  readonly server: ShopServer;
  readonly catalog: CatalogFacts;
  readonly preview: Preview;
  readonly saved: ScenarioSettings;
}

interface EditorState {
  readonly saved: ScenarioSettings;
  readonly draft: ScenarioSettings;
  /** Which row is previewed. */
  readonly shown: Scenario;
  readonly rows: readonly PreviewedRow[] | undefined;
  /** Rows that the draft would empty, once asked to save; undefined: not asked. */
  readonly warned: readonly string[] | undefined;
  readonly words: string;
}

function createEditor({ host, server, catalog, preview, saved }: EditorOptions): void {
  const names = new Map(catalog.products.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  let state: EditorState = { saved, draft: saved, shown: 'for-you', rows: undefined, warned: undefined, words: '' };

  const set = (change: Partial<EditorState>): void => {
    state = { ...state, ...change };
    keepFocus(host, () => render(renderEditor(state, actions, nameOf), host));
  };
  const look = async (): Promise<void> => {
    const { shown, draft, saved: before } = state;
    try {
      const rows = await preview.show(shown, before, draft);
      if (shown === state.shown && draft === state.draft) set({ rows });
    } catch (error) {
      set({ rows: [], words: `The preview does not run: ${(error as Error).message}` });
    }
  };
  const change = (draft: ScenarioSettings): void => {
    set({ draft, rows: undefined, warned: undefined, words: '' });
    void look();
  };
  const actions: Actions = {
    add(row, kind, value) {
      try {
        change(addRule(state.draft, row, { kind, value }));
      } catch (error) {
        set({ words: (error as Error).message });
      }
    },
    remove: (sentence) => change(withoutRule(state.draft, sentence)),
    show(shown) {
      set({ shown, rows: undefined });
      void look();
    },
    async save() {
      const { draft, saved: before, warned } = state;
      try {
        const empty = warned === undefined ? await findEmptied(preview, before, draft).catch(toUnknown) : [];
        if (empty.length > 0) {
          set({ warned: empty });
          return;
        }
        const sequence = await server.setScenarios(draft);
        set({ saved: draft, warned: undefined, words: `Saved: model ${String(sequence)} has these rules.` });
        void look();
      } catch (error) {
        set({ words: (error as Error).message });
      }
    },
  };
  set({});
  void look();
}

/** Every row that can be previewed is, for every persona. */
async function findEmptied(preview: Preview, saved: ScenarioSettings, draft: ScenarioSettings): Promise<string[]> {
  const found: string[] = [];
  for (const scenario of PREVIEWED) {
    const rows = emptied(await preview.show(scenario, saved, draft));
    found.push(...rows.map(({ persona }) => `${toRowWords(scenario)} would be empty for: ${persona.toLowerCase()}`));
  }
  return found;
}

function toUnknown(error: unknown): string[] {
  return [
    `Nobody can tell here whether a row would be empty, since the preview does not run: ${(error as Error).message}`,
  ];
}

interface Actions {
  readonly add: (row: string, kind: RuleKind, value: string) => void;
  readonly remove: (sentence: ReturnType<typeof toSentences>[number]) => void;
  readonly show: (scenario: Scenario) => void;
  readonly save: () => Promise<void>;
}

function renderEditor(state: EditorState, actions: Actions, nameOf: (id: string) => string): TemplateResult {
  const { draft, saved, warned, words } = state;
  const sentences = toSentences(draft, nameOf);
  return html`<div class="console-head">
      <h1 tabindex="-1">Rules</h1>
      <p class="lead">
        What every shopper’s rows keep to, on top of what the model recommends. Nothing changes before it is saved.
      </p>
    </div>
    <section aria-labelledby="rules">
      <h2 id="rules">${sentences.length === 0 ? 'No rules' : 'The rules'}</h2>
      <ul class="rules">
        ${sentences.map(
          (sentence) =>
            html`<li>
              ${sentence.text}
              <button
                type="button"
                class="quiet"
                aria-label=${`Remove: ${sentence.text}`}
                @click=${() => actions.remove(sentence)}
              >
                Remove
              </button>
            </li>`,
        )}
      </ul>
      ${renderForm(actions)}
      <p role="status">${words}</p>
      ${warned === undefined ? nothing : renderWarning(warned)}
      <button type="button" class="button strong" ?disabled=${draft === saved} @click=${() => void actions.save()}>
        ${warned === undefined ? 'Save for every shopper' : 'Save all the same'}
      </button>
    </section>
    ${renderPreview(state, actions, nameOf)}`;
}

function renderWarning(warned: readonly string[]): TemplateResult {
  return html`<ul class="alarms" role="alert">
    ${warned.map((text) => html`<li>${text}</li>`)}
  </ul>`;
}

function renderForm({ add }: Actions): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const [row, kind, value] = ['row', 'kind', 'value'].map((name) => form.get(name) as string) as [
      string,
      RuleKind,
      string,
    ];
    add(row, kind, value);
  };
  return html`<form class="fields rule" @submit=${submit}>
    <label>
      In
      <select name="row">
        <option value=${EVERYWHERE}>every row</option>
        ${SCENARIOS.map((scenario) => html`<option value=${scenario}>${PLACEMENT_WORDS[scenario]}</option>`)}
      </select>
    </label>
    <select name="kind" aria-label="Rule">
      ${Object.entries(RULE_KINDS).map(([kind, text]) => html`<option value=${kind}>${text}</option>`)}
    </select>
    <input
      name="value"
      aria-label="Category, condition, product id or number"
      placeholder="category, condition, product id or number"
      required
      maxlength="2000"
    />
    <button class="button">Add</button>
  </form>`;
}

function renderPreview(
  { shown, rows, saved, draft }: EditorState,
  actions: Actions,
  nameOf: (id: string) => string,
): TemplateResult {
  return html`<section aria-labelledby="preview">
    <h2 id="preview">Preview</h2>
    <p class="faint">
      Made-up shoppers, in this tab, by the engine that runs in shoppers’ browsers. Changes are marked.
    </p>
    <label>
      Row
      <select @change=${(event: Event) => actions.show((event.currentTarget as HTMLSelectElement).value as Scenario)}>
        ${PREVIEWED.map(
          (scenario) =>
            html`<option value=${scenario} ?selected=${scenario === shown}>${PLACEMENT_WORDS[scenario]}</option>`,
        )}
      </select>
    </label>
    <div class="previews" aria-busy=${rows === undefined ? 'true' : 'false'}>
      ${(rows ?? []).map((row) => renderPersona(row, draft !== saved, nameOf))}
    </div>
  </section>`;
}

function renderPersona(
  { persona, before, after }: PreviewedRow,
  isDraft: boolean,
  nameOf: (id: string) => string,
): TemplateResult {
  const known = new Set(before);
  return html`<div>
    <h3>${persona}</h3>
    ${after.length === 0 ? html`<p class="faint">An empty row${before.length > 0 ? ', emptied by the rules' : ''}.</p>` : nothing}
    <ol>
      ${after.map((id) => html`<li>${known.has(id) || !isDraft ? nameOf(id) : html`<strong>${nameOf(id)}</strong> (new)`}</li>`)}
    </ol>
  </div>`;
}
