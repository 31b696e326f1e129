/**
 * Kitchen and dining shapes on a 100 × 100 cell, the ground at y = 84. Unclassed parts take the cell's colour; the
 * one-letter classes are explained in draw-picture-sprite.ts.
 */
export const KITCHEN_SHAPES = {
  casserole: `
    <ellipse class="z" cx="50" cy="81" rx="36" ry="4"/>
    <path class="e" d="M8 52h12v6H8a3 3 0 0 1 0-6zM80 52h12a3 3 0 0 1 0 6H80z"/>
    <path d="M8 51h12v5H8a2.5 2.5 0 0 1 0-5zM80 51h12a2.5 2.5 0 0 1 0 5H80z"/>
    <path d="M18 47h64v20a14 14 0 0 1-14 14H32a14 14 0 0 1-14-14z"/>
    <path class="d" d="M64 47h18v20a14 14 0 0 1-14 14H50c10-6 14-18 14-34z"/>
    <path d="M16 46c2-12 16-18 34-18s32 6 34 18z"/>
    <path class="l" d="M24 42c3-7 12-10 21-10-8 3-12 6-14 10z"/>
    <path class="d" d="M15 44h70v4H15z"/>
    <path class="e" d="M46 24h8v5h-8z"/>
    <rect class="m" x="42" y="20" width="16" height="6" rx="3"/>`,
  saucepan: `
    <ellipse class="z" cx="40" cy="82" rx="28" ry="4"/>
    <path class="w" d="M66 46l28-5a3 3 0 0 1 1 6l-29 6z"/>
    <path class="d" d="M66 50l30-5a3 3 0 0 1-1 2l-29 6z"/>
    <path d="M12 42h56v32a8 8 0 0 1-8 8H20a8 8 0 0 1-8-8z"/>
    <path class="d" d="M54 42h14v32a8 8 0 0 1-8 8H44c8-5 10-18 10-40z"/>
    <ellipse class="e" cx="40" cy="42" rx="28" ry="6"/>
    <ellipse cx="40" cy="42" rx="28" ry="6" class="q"/>
    <path class="l" d="M18 52h5v22h-5z"/>`,
  'frying-pan': `
    <ellipse class="z" cx="40" cy="74" rx="30" ry="4"/>
    <path class="w" d="M66 50l27-17a3.6 3.6 0 0 1 4 6L70 57z"/>
    <path class="d" d="M68 54l29-18a3.6 3.6 0 0 1 0 3L70 57z"/>
    <ellipse cx="40" cy="57" rx="33" ry="18"/>
    <ellipse class="d" cx="40" cy="57" rx="33" ry="18"/>
    <ellipse cx="40" cy="54" rx="33" ry="17"/>
    <ellipse class="e" cx="40" cy="54" rx="28" ry="13.5"/>
    <path class="l" d="M18 52c3-7 12-10 20-10-8 2-14 5-16 11z"/>`,
  'loaf-tin': `
    <ellipse class="z" cx="50" cy="78" rx="36" ry="4"/>
    <path class="w" d="M20 46c0-12 10-17 16-13 3-6 13-6 16-1 4-5 13-4 15 2 7-3 13 3 13 12z"/>
    <path class="q" d="M36 36l3 7M51 35l3 8M66 37l2 6"/>
    <path d="M12 44h76l-8 30a4 4 0 0 1-4 3H24a4 4 0 0 1-4-3z"/>
    <path class="d" d="M66 44h22l-8 30a4 4 0 0 1-4 3H58c6-8 8-20 8-33z"/>
    <rect x="9" y="43" width="82" height="5" rx="2.5"/>
    <rect class="l" x="9" y="43" width="82" height="2" rx="1"/>`,
  'pie-dish': `
    <ellipse class="z" cx="50" cy="76" rx="34" ry="4"/>
    <path d="M12 52h76l-10 20a6 6 0 0 1-6 4H28a6 6 0 0 1-6-4z"/>
    <path class="d" d="M66 52h22l-10 20a6 6 0 0 1-6 4H56c6-6 10-14 10-24z"/>
    <ellipse cx="50" cy="51" rx="40" ry="11"/>
    <ellipse class="l" cx="50" cy="51" rx="40" ry="11"/>
    <ellipse class="w" cx="50" cy="50" rx="34" ry="8.5"/>
    <path class="q" d="M28 48l10 6M40 44l16 12M54 43l16 10M38 56l12-14M54 58l14-13"/>`,
  'mixing-bowl': `
    <ellipse class="z" cx="50" cy="81" rx="26" ry="4"/>
    <path class="w" d="M62 44l22-28a3.5 3.5 0 0 1 6 4L70 48z"/>
    <path d="M12 42h76c0 22-12 38-26 38H38C24 80 12 64 12 42z"/>
    <path class="d" d="M68 42h20c0 22-12 38-26 38H50c12-6 18-20 18-38z"/>
    <ellipse cx="50" cy="42" rx="38" ry="9"/>
    <ellipse class="e" cx="50" cy="43" rx="33" ry="6.5"/>
    <path class="q" d="M16 55q34 9 68 0"/>`,
  'rolling-pin': `
    <ellipse class="z" cx="50" cy="76" rx="34" ry="4"/>
    <g transform="rotate(-32 50 52)">
      <rect class="d" x="4" y="48" width="92" height="8" rx="4"/>
      <rect x="4" y="48" width="92" height="8" rx="4"/>
      <rect x="20" y="42" width="60" height="20" rx="6"/>
      <path class="d" d="M20 54h60v2a6 6 0 0 1-6 6H26a6 6 0 0 1-6-6z"/>
      <path class="l" d="M26 45h46v3H26z"/>
    </g>`,
  'cake-stand': `
    <ellipse class="z" cx="50" cy="83" rx="22" ry="3.5"/>
    <path d="M46 54h8c0 14 3 20 14 26v3H32v-3c11-6 14-12 14-26z"/>
    <path class="d" d="M51 54h3c0 14 3 20 14 26v3H54c-3-8-3-18-3-29z"/>
    <path class="p" d="M28 30h44v18H28z"/>
    <path class="w" d="M28 34h44v4H28zM28 42h44v3H28z"/>
    <path class="p" d="M28 24h44v8c-4 5-7 0-10 3-4 4-8-2-12 2-4 3-8-3-12 0-4 3-8 0-10-4z"/>
    <circle class="r" cx="50" cy="21" r="4"/>
    <rect x="14" y="47" width="72" height="7" rx="3.5"/>
    <rect class="l" x="14" y="47" width="72" height="2.5" rx="1.2"/>`,
  'bread-board': `
    <ellipse class="z" cx="48" cy="83" rx="32" ry="4"/>
    <g transform="rotate(8 50 50)">
      <path class="e" d="M26 34h16V19a8 8 0 0 1 16 0v15h16a7 7 0 0 1 7 7v34a7 7 0 0 1-7 7H26a7 7 0 0 1-7-7V41a7 7 0 0 1 7-7z"/>
      <path d="M26 32h16V17a8 8 0 0 1 16 0v15h16a7 7 0 0 1 7 7v34a7 7 0 0 1-7 7H26a7 7 0 0 1-7-7V39a7 7 0 0 1 7-7z"/>
      <circle class="e" cx="50" cy="17" r="3"/>
      <path class="u" d="M23 44c20-3 34 3 54 0M23 54c16 3 38-4 54 0M23 65c22-4 30 4 54 0M23 74h50"/>
      <path class="l" d="M26 32h16v3H27c-3 0-5 1-6 3 0-4 2-6 5-6z"/>
    </g>`,
  knife: `
    <ellipse class="z" cx="50" cy="76" rx="34" ry="3.5"/>
    <g transform="rotate(-24 50 50)">
      <path class="m" d="M4 50c12-12 30-13 58-13v17H22c-8 0-14-1-18-4z"/>
      <path class="l" d="M8 49c14-8 30-9 54-9v-3C34 37 16 38 4 50z"/>
      <path class="e" d="M60 37h5v17h-5z"/>
      <path d="M64 38h28a5 5 0 0 1 5 5c0 7-3 9-9 9H64z"/>
      <path class="d" d="M64 46h33c-1 4-4 6-9 6H64z"/>
      <circle class="h" cx="72" cy="44" r="1.6"/><circle class="h" cx="84" cy="44" r="1.6"/>
    </g>`,
  utensils: `
    <ellipse class="z" cx="50" cy="83" rx="22" ry="3.5"/>
    <path class="w" d="M38 52L28 24c-4-5-3-13 2-14s8 6 7 12l8 30z"/>
    <path class="v" d="M47 52l1-26c-4-2-5-16 2-16s6 14 2 16l1 26z"/>
    <path class="w" d="M56 52l8-28 -2-12 12 4-6 10-6 28z"/>
    <path d="M30 46h40l-3 33a5 5 0 0 1-5 4H38a5 5 0 0 1-5-4z"/>
    <path class="d" d="M58 46h12l-3 33a5 5 0 0 1-5 4H52c5-6 6-22 6-37z"/>
    <path class="l" d="M35 52h4l2 24h-4z"/>`,
  'pepper-mill': `
    <ellipse class="z" cx="50" cy="84" rx="16" ry="3"/>
    <circle class="m" cx="50" cy="13" r="4"/>
    <path d="M38 26c0-7 5-10 12-10s12 3 12 10-4 8-4 11H42c0-3-4-4-4-11z"/>
    <path d="M42 38h16c0 10 7 16 7 28v14a4 4 0 0 1-4 4H39a4 4 0 0 1-4-4V66c0-12 7-18 7-28z"/>
    <path class="d" d="M52 38h6c0 10 7 16 7 28v14a4 4 0 0 1-4 4h-9zM52 16c6 0 10 3 10 10s-4 8-4 11h-6z"/>
    <path class="e" d="M41 36h18v3H41z"/>
    <path class="l" d="M40 64c0-6 3-12 5-17-1 9-1 24-1 32h-4z"/>`,
  jar: `
    <ellipse class="z" cx="50" cy="84" rx="24" ry="3.5"/>
    <path class="a" d="M28 32h44a5 5 0 0 1 5 5v40a7 7 0 0 1-7 7H30a7 7 0 0 1-7-7V37a5 5 0 0 1 5-5z"/>
    <path d="M25 50q12-5 25 0t25 0v26a6 6 0 0 1-6 6H31a6 6 0 0 1-6-6z"/>
    <path class="d" d="M60 51q8 2 15-1v26a6 6 0 0 1-6 6H56c4-8 4-20 4-31z"/>
    <rect class="w" x="27" y="18" width="46" height="14" rx="4"/>
    <rect class="d" x="27" y="26" width="46" height="6" rx="3"/>
    <path class="h" d="M29 38h4v38h-4z"/>`,
  'bread-bin': `
    <ellipse class="z" cx="50" cy="80" rx="38" ry="4"/>
    <path d="M12 52c0-16 10-24 24-24h28c14 0 24 8 24 24v22a6 6 0 0 1-6 6H18a6 6 0 0 1-6-6z"/>
    <path class="d" d="M64 28c14 0 24 8 24 24v22a6 6 0 0 1-6 6H70V52c0-12-2-20-6-24z"/>
    <path class="d" d="M12 51h76v3H12z"/>
    <rect class="w" x="38" y="46" width="24" height="6" rx="3"/>
    <path class="l" d="M20 46c1-9 8-13 16-13-5 3-8 7-9 13z"/>
    <path class="e" d="M22 64h14v2H22zM22 69h14v2H22z"/>`,
  teapot: `
    <ellipse class="z" cx="50" cy="80" rx="28" ry="4"/>
    <path class="s" d="M72 46c18-6 22 18-2 22"/>
    <path d="M30 52L14 40c-3-2-6 1-4 4l16 24z"/>
    <path d="M24 56c0-16 12-22 26-22s26 6 26 22c0 14-8 24-16 24H40c-8 0-16-10-16-24z"/>
    <path class="d" d="M58 35c11 2 18 9 18 21 0 14-8 24-16 24h-8c8-8 12-28 6-45z"/>
    <path d="M36 35c2-6 8-8 14-8s12 2 14 8z"/>
    <path class="d" d="M35 33h30v3H35z"/>
    <circle cx="50" cy="24" r="4"/>
    <path class="l" d="M29 54c1-9 6-14 12-15-5 5-7 10-7 17z"/>`,
  kettle: `
    <ellipse class="z" cx="50" cy="82" rx="30" ry="4"/>
    <path class="t" d="M32 44C30 12 70 12 68 44"/>
    <path class="v" d="M40 20h20v6H40z"/>
    <path d="M26 58L10 46l-3 5 17 22z"/>
    <path d="M22 76c0-22 8-36 28-36s28 14 28 36a6 6 0 0 1-6 6H28a6 6 0 0 1-6-6z"/>
    <path class="d" d="M56 40c15 3 22 16 22 36a6 6 0 0 1-6 6H56c6-12 6-30 0-42z"/>
    <path d="M38 42c2-5 6-6 12-6s10 1 12 6z"/><circle class="k" cx="50" cy="34" r="3.4"/>
    <path class="l" d="M29 70c0-12 4-20 11-24-3 7-5 14-5 24z"/>`,
  cafetiere: `
    <ellipse class="z" cx="48" cy="84" rx="22" ry="3.5"/>
    <path class="t" d="M66 40h14v30H66"/>
    <path class="a" d="M30 32h36v48H30z"/>
    <path class="o" d="M31 48h34v31H31z"/>
    <path d="M27 28h42v6H27zM28 78h40v6H28zM29 58h38v4H29z"/>
    <path d="M34 28c0-6 6-8 14-8s14 2 14 8z"/>
    <path class="m" d="M47 8h2v14h-2z"/><circle cx="48" cy="9" r="3.6"/>
    <path class="h" d="M33 36h4v40h-4z"/><path class="d" d="M58 34h8v44h-8z"/>`,
  canister: `
    <ellipse class="z" cx="50" cy="84" rx="22" ry="3.5"/>
    <rect x="28" y="30" width="44" height="54" rx="4"/>
    <path class="d" d="M60 30h8a4 4 0 0 1 4 4v46a4 4 0 0 1-4 4h-8z"/>
    <rect x="26" y="18" width="48" height="14" rx="4"/>
    <rect class="d" x="26" y="26" width="48" height="6" rx="3"/>
    <rect class="p" x="34" y="46" width="32" height="22" rx="2"/>
    <path class="u" d="M40 54h20M44 60h12"/>
    <path class="l" d="M31 34h3v46h-3z"/>`,
  plate: `
    <ellipse class="z" cx="50" cy="82" rx="30" ry="4"/>
    <circle class="d" cx="50" cy="50" r="35"/>
    <circle cx="50" cy="48.500" r="35"/>
    <circle class="d" cx="50" cy="48.500" r="24.500"/>
    <circle cx="50" cy="49.500" r="23"/>
    <path class="h" d="M20 44c2-13 12-23 25-25-10 4-18 12-21 26z"/>
    <circle class="q" cx="50" cy="48.500" r="32.500"/>`,
  bowl: `
    <ellipse class="z" cx="50" cy="76" rx="22" ry="3.5"/>
    <path d="M14 42h72c0 18-12 30-24 30v4H38v-4C26 72 14 60 14 42z"/>
    <path class="d" d="M66 42h20c0 18-12 30-24 30v4H50c10-8 16-20 16-34z"/>
    <ellipse cx="50" cy="42" rx="36" ry="9"/>
    <ellipse class="d" cx="50" cy="43" rx="32" ry="7"/>
    <path class="h" d="M20 50c3 9 9 15 15 18-8-2-16-9-18-18z"/>`,
  mug: `
    <ellipse class="z" cx="46" cy="82" rx="24" ry="3.5"/>
    <path class="s" d="M67 42c22-5 22 27-2 26" stroke-width="6"/>
    <path d="M22 32h48v40a10 10 0 0 1-10 10H32a10 10 0 0 1-10-10z"/>
    <path class="d" d="M58 32h12v40a10 10 0 0 1-10 10H48c8-6 10-22 10-50z"/>
    <ellipse cx="46" cy="32" rx="24" ry="6"/>
    <ellipse class="e" cx="46" cy="33" rx="21" ry="4.5"/>
    <path class="l" d="M27 44h4v28h-4z"/>`,
  tumbler: `
    <ellipse class="z" cx="50" cy="83" rx="20" ry="3"/>
    <path class="a" d="M28 24h44l-5 55a4 4 0 0 1-4 4H37a4 4 0 0 1-4-4z"/>
    <path class="b" d="M30 46h40l-3 33a4 4 0 0 1-4 4H37a4 4 0 0 1-4-4z"/>
    <path class="b" d="M28 24h44l-5 55a4 4 0 0 1-4 4H37a4 4 0 0 1-4-4z"/>
    <ellipse class="s" cx="50" cy="24" rx="22" ry="4.5"/>
    <path class="h" d="M35 34h4l2 42h-3z"/>
    <path class="d" d="M60 28h9l-4 52h-5z"/>`,
  'wine-glass': `
    <ellipse class="z" cx="50" cy="85" rx="18" ry="3"/>
    <path class="a" d="M30 14h40c4 26-4 38-20 38S26 40 30 14z"/>
    <path class="b" d="M29 30h42c0 14-7 22-21 22s-21-8-21-22z"/>
    <path class="b" d="M30 14h40c4 26-4 38-20 38S26 40 30 14z"/>
    <path class="s" d="M50 52v30"/>
    <path d="M32 84c0-3 10-4 18-4s18 1 18 4z"/>
    <path class="h" d="M34 20h4c-1 10 0 18 4 24-7-4-9-14-8-24z"/>`,
  carafe: `
    <ellipse class="z" cx="50" cy="84" rx="24" ry="3.5"/>
    <path class="a" d="M40 14h20l-3 26c2 8 18 16 18 32 0 8-6 12-12 12H37c-6 0-12-4-12-12 0-16 16-24 18-32z"/>
    <path class="b" d="M36 50h28c6 6 11 13 11 22 0 8-6 12-12 12H37c-6 0-12-4-12-12 0-9 5-16 11-22z"/>
    <path class="b" d="M40 14h20l-3 26c2 8 18 16 18 32 0 8-6 12-12 12H37c-6 0-12-4-12-12 0-16 16-24 18-32z"/>
    <ellipse class="s" cx="50" cy="14" rx="10" ry="2.500"/>
    <path class="h" d="M31 70c0-8 5-14 10-19-3 8-5 16-4 26-4 0-6-3-6-7z"/>`,
  cutlery: `
    <ellipse class="z" cx="50" cy="86" rx="28" ry="3"/>
    <path d="M26 12h3v18h3V12h3v18h3V12h3v22c0 5-3 7-4 9l2 38a4 4 0 0 1-9 0l2-38c-2-2-6-4-6-9z"/>
    <path d="M50 12c6 2 8 16 7 34h-3l1 35a3.500 3.500 0 0 1-7 0V12z"/>
    <path d="M74 12c7 0 9 8 9 15s-3 11-6 13l2 41a4 4 0 0 1-9 0l2-41c-4-2-6-6-6-13s2-15 8-15z"/>
    <path class="d" d="M36 44l2 37a4 4 0 0 1-4 4V43zM53 46h1l1 35a3.500 3.500 0 0 1-3 3zM76 12c6 2 7 9 7 15s-3 11-6 13l2 41a4 4 0 0 1-4 4z"/>
    <path class="h" d="M69 22c1-4 3-6 5-6-2 3-2 8-2 14-2-1-3-4-3-8z"/>`,
  tablecloth: `
    <ellipse class="z" cx="50" cy="85" rx="36" ry="3.5"/>
    <path class="w" d="M20 62h5v23h-5zM75 62h5v23h-5z"/>
    <path d="M18 32h64l8 36c-6 5-9-1-14 3-6 4-9-2-14 1-6 3-8-2-12 0-6 3-9-2-13-1-6 3-8-3-13-1-6 1-9 2-14-2z"/>
    <path class="d" d="M12 56l6-24h64l6 24c-20-10-56-10-76 0z"/>
    <path d="M18 32h64l4 16c-22-6-50-6-72 0z"/>
    <path class="u" d="M30 54l-3 16M50 52v19M70 54l3 16"/>
    <path class="q" d="M15 60c8 5 9-1 15 2 6 2 8-2 13 0 6 2 8-2 13 0 6 2 8-2 13 0 6 2 8-1 15-2"/>`,
  napkin: `
    <ellipse class="z" cx="50" cy="80" rx="34" ry="3.5"/>
    <path class="e" d="M16 72l34-50 36 50-30 10z"/>
    <path d="M14 70l36-52 36 52-32 9z"/>
    <path class="d" d="M50 18l36 52-32 9z"/>
    <path class="l" d="M50 18L30 74l-16-4z"/>
    <path d="M26 58h48v9H26z"/><path class="e" d="M26 58h48v9H26z"/>
    <path class="h" d="M26 60h48v2H26z"/>`,
} as const satisfies Readonly<Record<string, string>>;
