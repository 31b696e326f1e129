/**
 * One record of a delimited file (RFC 4180, with one leniency every export needs: a quote inside an unquoted field is
 * an ordinary character). `open` means that the text ends inside a quoted field: the record goes on in the next line.
 */
export type SplitRecord =
  | { readonly kind: 'record'; readonly fields: readonly string[] }
  | { readonly kind: 'open' }
  | { readonly kind: 'malformed' };

/** @param delimiter one character. */
export function splitRecord(text: string, delimiter: string): SplitRecord {
  const fields: string[] = [];
  let from = 0;
  for (;;) {
    if (text[from] !== '"') {
      const end = text.indexOf(delimiter, from);
      fields.push(end < 0 ? text.slice(from) : text.slice(from, end));
      if (end < 0) return { kind: 'record', fields };
      from = end + 1;
      continue;
    }
    const close = closingQuote(text, from + 1);
    if (close < 0) return { kind: 'open' };
    fields.push(text.slice(from + 1, close).replaceAll('""', '"'));
    if (close + 1 === text.length) return { kind: 'record', fields };
    if (text[close + 1] !== delimiter) return { kind: 'malformed' };
    from = close + 2;
  }
}

/** Position of the quote that ends a quoted field whose content begins at `from`; -1 if there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/**
 * The same grammar in SQL: the fields of column `line` as a list of texts, NULL where the line is malformed. Lines
 * without quotes, nearly all, take the fast way; so do lines in which quotes only enclose plain fields.
 */
export function splitLineSql(line: string, delimiter: string): string {
  const d = delimiter === '\t' ? '\\t' : delimiter === '|' ? '\\|' : delimiter;
  const plain = `(?:[^"${d}]*|"[^"${d}]*")`;
  const field = `(?:"(?:[^"]|"")*"|[^"${d}][^${d}]*|)`;
  const text = `'${delimiter.replaceAll("'", "''")}'`;
  const pieces = `regexp_extract_all(concat(${text}, ${line}), '${d}(${field})', 1)`;
  return `CASE
    WHEN NOT contains(${line}, '"') THEN string_split(${line}, ${text})
    WHEN regexp_full_match(${line}, '${plain}(?:${d}${plain})*') THEN string_split(replace(${line}, '"', ''), ${text})
    WHEN regexp_full_match(${line}, '${field}(?:${d}${field})*') THEN list_transform(${pieces}, lambda x:
      CASE WHEN starts_with(x, '"') THEN replace(x[2:-2], '""', '"') ELSE x END)
  END`;
}
