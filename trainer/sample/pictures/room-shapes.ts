/** Living room, bedroom, children's and household shapes; same cell and classes as KITCHEN_SHAPES. */
export const ROOM_SHAPES = {
  armchair: `
    <ellipse class="z" cx="50" cy="86" rx="36" ry="3.5"/>
    <path class="w" d="M22 76h6l-2 10h-4zM72 76h6v10h-4z"/>
    <path d="M26 24c0-7 8-10 24-10s24 3 24 10v36H26z"/>
    <path class="d" d="M58 14c10 1 16 4 16 10v36H62c2-16 1-34-4-46z"/>
    <path d="M26 56h48v14H26z"/><path class="l" d="M26 54h48v8H26z"/>
    <path d="M14 46c0-6 14-6 14 1v31H20a6 6 0 0 1-6-6zM86 46c0-6-14-6-14 1v31h8a6 6 0 0 0 6-6z"/>
    <path class="d" d="M86 46c0-6-14-6-14 1v31h8a6 6 0 0 0 6-6zM28 68h44v10H28z"/>
    <path class="l" d="M32 26c1-5 6-7 14-7-5 3-7 9-7 16l-7 2z"/>`,
  sofa: `
    <ellipse class="z" cx="50" cy="79" rx="44" ry="3.5"/>
    <path class="w" d="M14 70h5l-1 9h-4zM81 70h5v9h-4z"/>
    <rect x="14" y="32" width="36" height="30" rx="6"/><rect x="50" y="32" width="36" height="30" rx="6"/>
    <path class="d" d="M50 34c1-1 3-2 6-2h24a6 6 0 0 1 6 6v24H50z"/>
    <path class="l" d="M20 35h22v3H20z"/>
    <path d="M12 54h76v16H12z"/><path class="l" d="M16 53h33v8H16zM51 53h33v8H51z"/>
    <path d="M6 50c0-6 12-6 12 0v22h-7a5 5 0 0 1-5-5zM94 50c0-6-12-6-12 0v22h7a5 5 0 0 0 5-5z"/>
    <path class="d" d="M94 50c0-6-12-6-12 0v22h7a5 5 0 0 0 5-5zM18 64h64v8H18z"/>`,
  footstool: `
    <ellipse class="z" cx="50" cy="80" rx="34" ry="4"/>
    <path d="M16 50c0-14 16-18 34-18s34 4 34 18-4 29-10 29H26c-6 0-10-15-10-29z"/>
    <path class="d" d="M64 33c12 2 20 7 20 17 0 14-4 29-10 29H58c8-12 10-34 6-46z"/>
    <path class="u" d="M50 40v38M32 39c-4 10-4 28 0 39M68 39c4 10 4 28 0 39"/>
    <ellipse class="l" cx="50" cy="42" rx="30" ry="9"/>
    <circle class="e" cx="50" cy="41" r="2"/>`,
  'side-table': `
    <ellipse class="z" cx="50" cy="86" rx="26" ry="3"/>
    <path d="M32 40h5l-6 46h-4zM63 40h5l5 46h-4zM48 40h4v44h-4z"/>
    <path class="d" d="M32 40h5l-1 8h-5zM63 40h5l1 8h-5zM48 40h4v44h-4z"/>
    <ellipse class="d" cx="50" cy="40" rx="34" ry="8"/>
    <ellipse cx="50" cy="37.500" rx="34" ry="8"/>
    <ellipse class="l" cx="46" cy="36.500" rx="24" ry="4.500"/>
    <path class="p" d="M40 24h14v10a3 3 0 0 1-3 2h-8a3 3 0 0 1-3-2z"/><path class="d" d="M49 24h5v10a3 3 0 0 1-3 2h-2z"/>`,
  'coffee-table': `
    <ellipse class="z" cx="50" cy="80" rx="42" ry="3.5"/>
    <path d="M16 52h6l-3 28h-4zM78 52h6l1 28h-4zM28 52h4v18h-4zM68 52h4v18h-4z"/>
    <path class="d" d="M28 52h4v18h-4zM68 52h4v18h-4zM14 52h72v4H14z"/>
    <path d="M14 42h72l6 8v4H8v-4z"/>
    <path class="d" d="M8 50h84v4H8z"/>
    <path class="u" d="M22 46h30M46 44h32"/>
    <path class="p" d="M32 34h22v4H32z"/><path class="r" d="M34 38h22v5H34z"/><path class="k" d="M66 34h10v8H66z"/>`,
  cushion: `
    <ellipse class="z" cx="50" cy="83" rx="34" ry="3.5"/>
    <path d="M16 20c12 4 56 4 68 0 4 14 4 46 0 62-14-4-54-4-68 0-4-16-4-48 0-62z"/>
    <path class="d" d="M84 20c4 14 4 46 0 62-8-2-20-3-32-3 20-6 30-30 32-59z"/>
    <path class="l" d="M22 27c10 2 22 3 34 2-16 6-26 16-32 34-3-12-4-25-2-36z"/>
    <path class="u" d="M28 30q22 5 44 0M28 72q22-5 44 0"/>`,
  throw: `
    <ellipse class="z" cx="50" cy="83" rx="36" ry="3.5"/>
    <path d="M14 66h72a8 8 0 0 1 0 16H14a8 8 0 0 1 0-16z"/>
    <path d="M16 50h68a8 8 0 0 1 0 16H16a8 8 0 0 1 0-16z"/>
    <path d="M20 34h60a8 8 0 0 1 0 16H20a8 8 0 0 1 0-16z"/>
    <path class="d" d="M14 74h78a8 8 0 0 1-6 8H14a8 8 0 0 1-8-8zM16 60h75a8 8 0 0 1-7 6H16a8 8 0 0 1-7-6zM20 45h67a8 8 0 0 1-7 5H20a8 8 0 0 1-7-5z"/>
    <path class="q" d="M30 36v12M36 36v12M64 36v12M70 36v12M30 52v12M36 52v12M64 52v12M70 52v12"/>
    <path class="s" d="M12 82v5M20 82v5M28 82v5M36 82v5" stroke-width="2"/>`,
  rug: `
    <path class="z" d="M20 30h66l10 46H6z"/>
    <path d="M20 28h60l12 46H8z"/>
    <path class="l" d="M26 34h48l9 34H17z"/>
    <path d="M30 38h40l7 26H23z"/>
    <path class="h" d="M50 41l13 10-13 10-13-10z"/><path class="d" d="M50 45l8 6-8 6-8-6z"/>
    <path class="s" d="M10 74l-1 5M20 74l-1 5M30 74v5M40 74v5M50 74v5M60 74v5M70 74v5M80 74l1 5M90 74l1 5M22 28v-4M33 28v-4M44 28v-4M56 28v-4M67 28v-4M78 28v-4" stroke-width="1.5"/>`,
  bookcase: `
    <ellipse class="z" cx="50" cy="89" rx="30" ry="2.500"/>
    <path d="M22 8h56v80H22z"/><path class="e" d="M26 12h48v22H26zM26 38h48v22H26zM26 64h48v20H26z"/>
    <path class="r" d="M29 18h5v16h-5zM56 46h4v14h-4z"/><path class="p" d="M35 16h4v18h-4zM60 43h5v17h-5z"/>
    <path class="g" d="M40 20h6v14h-6zM66 48h4v12h-4z"/><path class="y" d="M30 52h16v4H30z"/><path class="p" d="M32 56h16v4H32z"/>
    <path class="p" d="M56 24h10v7a3 3 0 0 1-3 3h-4a3 3 0 0 1-3-3z"/><path class="f" d="M61 24c-6-2-8-8-6-9 4 1 6 5 6 9 0-6 3-9 7-9 1 4-3 8-7 9z"/>
    <path class="w" d="M30 70h24v14H30z"/><path class="q" d="M30 75h24M30 80h24"/>
    <path class="d" d="M74 8h4v80h-4z"/>`,
  'wall-shelf': `
    <path class="d" d="M12 60h76l-4 6H16z"/>
    <rect x="8" y="54" width="84" height="7" rx="1.500"/>
    <path class="t" d="M22 61v12M78 61v12M22 73l12-12M78 73L66 61" stroke-width="2"/>
    <path class="p" d="M20 32h5v22h-5z"/><path class="r" d="M26 29h6v25h-6z"/><path class="g" d="M33 34h5v20h-5z"/><path class="k" d="M39 54l6-21 4 1-5 20z"/>
    <path class="p" d="M66 40h14l-2 14H68z"/><path class="f" d="M73 40c-9-2-12-12-9-14 6 1 9 7 9 14 0-9 4-14 10-14 1 7-4 12-10 14z"/>`,
  basket: `
    <ellipse class="z" cx="50" cy="84" rx="28" ry="3.500"/>
    <path class="s" d="M24 42c-10-4-10-16 2-14M76 42c10-4 10-16-2-14"/>
    <path class="p" d="M24 36c10-10 16 0 26-6s18-2 26 6z"/>
    <path d="M18 36h64l-8 44a5 5 0 0 1-5 4H31a5 5 0 0 1-5-4z"/>
    <path class="d" d="M64 36h18l-8 44a5 5 0 0 1-5 4H54c7-10 10-28 10-48z"/>
    <path class="u" d="M20 48h60M22 60h56M24 72h52M32 38l4 44M50 38v46M68 38l-4 44M41 38l2 46M59 38l-2 46"/>
    <rect x="15" y="33" width="70" height="6" rx="3"/><rect class="l" x="15" y="33" width="70" height="2.500" rx="1.200"/>`,
  bed: `
    <ellipse class="z" cx="50" cy="84" rx="44" ry="3.500"/>
    <path class="w" d="M8 26h5v58H8zM87 50h5v34h-5zM8 70h84v8H8z"/><path class="w" d="M10 28h14v44H10z"/>
    <path class="p" d="M16 46c0-6 4-8 9-8h8c5 0 7 3 7 8l-2 12H18z"/>
    <path class="d" d="M22 58c8-2 12-8 12-20 4 1 6 4 6 8l-2 12z"/>
    <path d="M28 52c14-6 46-6 60 0 3 2 4 6 4 12v10H22V62c0-5 2-8 6-10z"/>
    <path class="l" d="M28 52c5-2 12-4 20-4-6 6-8 16-8 26H22V62c0-5 2-8 6-10z"/>
    <path class="u" d="M52 50c-4 6-5 14-4 24M66 50c-2 6-2 14 0 24M80 52c1 6 1 14 4 22"/>`,
  pillow: `
    <ellipse class="z" cx="50" cy="76" rx="38" ry="4"/>
    <path d="M10 34c0-4 4-7 8-5 18 5 46 5 64 0 5-1 8 2 8 6-3 12-3 24 0 34 0 5-3 7-8 6-18-4-46-4-64 0-5 1-8-2-8-6 3-12 3-24 0-35z"/>
    <path class="d" d="M82 29c5-1 8 2 8 6-3 12-3 24 0 34 0 5-3 7-8 6-9-2-20-3-30-3 18-6 28-24 30-43z"/>
    <path class="l" d="M16 35c14 4 28 5 40 4-20 4-32 12-38 26 2-10 1-20-2-30z"/>
    <path class="u" d="M16 34c6 4 8 6 12 7M84 70c-5-4-8-5-13-6"/>`,
  'folded-linen': `
    <ellipse class="z" cx="50" cy="80" rx="36" ry="3.500"/>
    <rect x="14" y="64" width="72" height="16" rx="7"/><rect class="d" x="14" y="64" width="72" height="16" rx="7"/>
    <rect x="16" y="48" width="68" height="17" rx="7"/><rect class="l" x="16" y="48" width="68" height="17" rx="7"/>
    <rect x="18" y="32" width="64" height="17" rx="7"/>
    <path class="u" d="M18 40h56M16 57h60M14 72h64"/>
    <path class="p" d="M42 31h14v50H42z"/><path class="d" d="M42 31h14v50H42z"/><path class="p" d="M41 31h14v50H41z"/>
    <path class="u" d="M44 52h8M44 57h8M46 62h4"/>`,
  nightstand: `
    <ellipse class="z" cx="50" cy="87" rx="28" ry="3"/>
    <path d="M26 70h5l-2 17h-4zM69 70h5l1 17h-4z"/><path class="d" d="M26 70h5l-1 9h-4zM69 70h5v9h-4z"/>
    <rect x="22" y="34" width="56" height="40" rx="3"/><path class="d" d="M70 34h5a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3h-5z"/>
    <path class="e" d="M27 56h46v14H27z"/><path class="l" d="M27 39h46v13H27z"/><circle class="k" cx="50" cy="45.500" r="2.200"/>
    <rect x="19" y="30" width="62" height="5" rx="2"/>
    <path class="p" d="M32 60h20v4H32z"/><path class="r" d="M34 64h22v5H34z"/><path class="a" d="M58 16h12l-1 14H59z"/><path class="h" d="M60 18h2v10h-2z"/>`,
  drawers: `
    <ellipse class="z" cx="50" cy="88" rx="38" ry="3"/>
    <path d="M16 80h6l-1 8h-4zM78 80h6l-1 8h-4z"/>
    <rect x="14" y="22" width="72" height="60" rx="3"/><path class="d" d="M78 22h5a3 3 0 0 1 3 3v54a3 3 0 0 1-3 3h-5z"/>
    <path class="l" d="M19 29h29v14H19zM52 29h29v14H52zM19 46h62v14H19zM19 63h62v14H19z"/>
    <path class="u" d="M19 43h29M52 43h29M19 60h62M19 77h62"/>
    <circle class="k" cx="33.500" cy="36" r="2"/><circle class="k" cx="66.500" cy="36" r="2"/><circle class="k" cx="36" cy="53" r="2"/><circle class="k" cx="64" cy="53" r="2"/><circle class="k" cx="36" cy="70" r="2"/><circle class="k" cx="64" cy="70" r="2"/>
    <rect x="11" y="18" width="78" height="5" rx="2"/>`,
  hanger: `
    <path class="n" d="M50 40V30c8-2 9-14 0-14-5 0-7 4-7 7"/>
    <path class="z" d="M50 40L10 66c-4 4-2 10 4 10h72c6 0 8-6 4-10z"/>
    <path d="M50 36L10 62c-5 4-3 11 4 11h72c7 0 9-7 4-11zm0 9l33 21H17z" fill-rule="evenodd"/>
    <path class="d" d="M50 36l40 26c5 4 3 11-4 11H50v-7h33L50 45z"/>
    <path class="h" d="M46 41L14 62l2 1 32-20z"/>`,
  'clothes-rail': `
    <ellipse class="z" cx="50" cy="87" rx="38" ry="3"/>
    <path class="r" d="M30 26h14l4 8v34H26V34z"/><path class="p" d="M44 26h12l5 8v44H40V36z"/><path class="g" d="M60 26h12l4 8v28H57V34z"/>
    <path class="d" d="M54 26l7 8v44h-6zM70 26l6 8v28h-5zM42 26l-3 8v34h-4z"/>
    <path class="s" d="M16 86V18h68v68M8 86h16M76 86h16" stroke-width="4"/>
    <path class="u" d="M14 86V18M82 20v66"/>`,
  cot: `
    <ellipse class="z" cx="50" cy="86" rx="40" ry="3"/>
    <path class="p" d="M18 58h64v12H18z"/><path class="r" d="M46 56c10-4 26-4 36 0v14H46z"/>
    <path d="M12 20h7v66h-7zM81 20h7v66h-7zM16 70h68v7H16zM16 30h68v5H16z"/>
    <path d="M26 32h3v40h-3zM35 32h3v40h-3zM44 32h3v40h-3zM53 32h3v40h-3zM62 32h3v40h-3zM71 32h3v40h-3z"/>
    <path class="d" d="M84 20h4v66h-4zM16 74h68v3H16zM16 33h68v2H16z"/>
    <circle cx="15.500" cy="19" r="5"/><circle cx="84.500" cy="19" r="5"/>`,
  mobile: `
    <path class="n" d="M50 8v18M20 30q30-10 60 0M20 30v22M80 30v22M50 26v30M35 27v14M65 27v14" stroke-width="1.500"/>
    <path d="M50 56l4 9 10 1-8 6 3 10-9-6-9 6 3-10-8-6 10-1z"/>
    <path d="M14 52a9 9 0 1 0 12 8 8 8 0 0 1-12-8z"/><circle class="p" cx="80" cy="60" r="8"/><path class="d" d="M80 52a8 8 0 0 1 0 16 12 12 0 0 0 0-16z"/>
    <path class="p" d="M28 48a4 4 0 0 1 3-6 5 5 0 0 1 9 1 3 3 0 0 1 1 6H30z"/><circle class="y" cx="65" cy="46" r="6"/>
    <path class="d" d="M50 56l4 9 10 1-8 6 3 10-9-6z"/><circle class="k" cx="50" cy="8" r="2"/>`,
  'soft-toy': `
    <ellipse class="z" cx="50" cy="86" rx="26" ry="3.500"/>
    <path d="M40 34C30 22 30 6 37 6s9 14 9 26zM60 34C70 22 70 6 63 6s-9 14-9 26z"/>
    <path class="r" d="M40 28c-4-8-4-17-2-18s4 10 5 18zM60 28c4-8 4-17 2-18s-4 10-5 18z"/>
    <path d="M30 70c0-14 8-20 20-20s20 6 20 20-6 16-20 16-20-2-20-16z"/><circle cx="50" cy="42" r="16"/>
    <path d="M34 58c-8 2-12 10-8 14s10-2 12-8zM66 58c8 2 12 10 8 14s-10-2-12-8z"/>
    <ellipse class="h" cx="50" cy="70" rx="11" ry="12"/><ellipse cx="38" cy="83" rx="9" ry="5"/><ellipse cx="62" cy="83" rx="9" ry="5"/>
    <circle class="k" cx="44" cy="40" r="1.800"/><circle class="k" cx="56" cy="40" r="1.800"/><path class="r" d="M47 45h6l-3 3z"/>
    <path class="d" d="M58 28c10 6 10 24-1 28 8 4 13 10 13 20 0 6-4 9-12 10 6-12 4-24-2-30 6-8 7-18 2-28z"/>`,
  'night-light': `
    <ellipse class="z" cx="50" cy="86" rx="24" ry="3.500"/>
    <circle class="y" cx="48" cy="44" r="40" opacity=".22"/><circle class="y" cx="48" cy="44" r="31" opacity=".3"/>
    <path d="M56 14a31 31 0 1 0 22 48A30 30 0 0 1 56 14z"/><path class="d" d="M78 62a31 31 0 0 1-46 10c16 4 34 0 42-7z"/><path class="h" d="M44 19c-14 6-20 22-14 38-8-12-4-32 14-38z"/>
    <path class="p" d="M70 24l3 6 6 1-4.500 4.500 1 6.500-5.500-3-5.500 3 1-6.500L61 31l6-1z"/><circle class="p" cx="86" cy="46" r="2.500"/><circle class="p" cx="60" cy="52" r="2"/>
    <path class="w" d="M30 78h42a4 4 0 0 1 4 4v4H26v-4a4 4 0 0 1 4-4z"/><path class="d" d="M26 82h50v4H26z"/>`,
  'play-mat': `
    <path class="z" d="M8 66c0-14 20-22 42-22s42 8 42 22-20 20-42 20S8 80 8 66z"/>
    <ellipse cx="50" cy="62" rx="42" ry="20"/><ellipse class="l" cx="50" cy="62" rx="36" ry="16.500"/><ellipse cx="50" cy="62" rx="28" ry="12"/>
    <path class="w" d="M14 62C18 4 82 4 86 62h-5C77 12 23 12 19 62z"/><path class="n" d="M36 25v12M50 21v16M64 25v12" stroke-width="1.500"/>
    <circle class="r" cx="36" cy="41" r="5"/><path class="p" d="M50 36l2 4 5 1-4 3 1 5-4-3-4 3 1-5-4-3 5-1z"/><circle class="g" cx="64" cy="41" r="5"/>`,
  crate: `
    <ellipse class="z" cx="50" cy="82" rx="38" ry="3.500"/>
    <circle class="r" cx="36" cy="36" r="9"/><path class="y" d="M48 22h16v18H48z"/><path class="g" d="M66 42l8-18 9 18z"/>
    <path d="M12 40h76v40a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3z"/><path class="d" d="M12 52h76v3H12zM12 67h76v3H12z"/>
    <path class="d" d="M80 40h8v40a3 3 0 0 1-3 3h-5z"/><rect class="e" x="40" y="57" width="20" height="7" rx="3.500"/>
    <path class="l" d="M12 40h68v3H12zM12 55h68v2H12zM12 70h68v2H12z"/>`,
  carton: `
    <ellipse class="z" cx="50" cy="84" rx="28" ry="3.500"/>
    <path d="M24 24h44v60H24z"/><path class="d" d="M68 24l10-8v58l-10 10z"/><path d="M68 24l10-8v58l-10 10z" opacity=".6"/>
    <path d="M24 24l10-8h44l-10 8z"/><path class="l" d="M24 24l10-8h44l-10 8z"/>
    <rect class="p" x="30" y="36" width="32" height="26" rx="2"/><path class="u" d="M36 44h20M39 50h14M42 56h8"/>
    <rect class="h" x="30" y="70" width="18" height="3" rx="1.500"/>`,
  brush: `
    <ellipse class="z" cx="50" cy="84" rx="30" ry="3"/>
    <g transform="rotate(-40 50 50)"><rect x="-2" y="44" width="70" height="8" rx="4"/><rect class="d" x="-2" y="48" width="70" height="4" rx="2"/>
    <rect x="60" y="38" width="42" height="14" rx="7"/><path class="p" d="M64 51h34l2 18H62z"/><path class="u" d="M68 53v15M74 53v15M80 53v15M86 53v15M92 53v15"/><rect class="l" x="64" y="40" width="34" height="3" rx="1.500"/></g>`,
  broom: `
    <ellipse class="z" cx="42" cy="86" rx="28" ry="3"/>
    <path class="w" d="M74 6l5 2-26 50-6-3z"/><path d="M36 48l24 12-4 8-24-12z"/><path class="d" d="M48 54l12 6-4 8-12-6z"/>
    <path class="y" d="M32 56l24 12c-4 10-10 16-14 18L14 80c8-6 14-14 18-24z"/><path class="u" d="M36 60L22 82M42 62L30 84M48 65L37 85"/>`,
  'drying-rack': `
    <ellipse class="z" cx="50" cy="87" rx="36" ry="3"/>
    <path class="s" d="M24 86l46-62M76 86L30 24" stroke-width="4"/><path class="s" d="M10 24h80" stroke-width="4"/>
    <path class="p" d="M16 24h20v34H16z"/><path class="r" d="M40 24h18v24H40z"/><path class="g" d="M64 24h20v30H64z"/>
    <path class="d" d="M28 24h8v34h-8zM52 24h6v24h-6zM78 24h6v30h-6z"/><path class="u" d="M12 22h78"/>`,
  doormat: `
    <path class="z" d="M18 42h66l12 36H6z"/>
    <path d="M18 40h64l12 36H6z"/><path class="d" d="M6 76l1-4h86l1 4v3H6z"/><path class="l" d="M23 45h54l8 25H15z"/><path d="M25 48h50l7 20H18z"/>
    <path class="e" d="M40 62c4-8 8-10 10-10s6 2 10 10c-6 2-14 2-20 0zM28 60l6-6 2 4zM72 60l-6-6-2 4z"/>`,
  hooks: `
    <path class="z" d="M10 36h82v16H10z"/>
    <rect x="8" y="30" width="84" height="18" rx="4"/><path class="d" d="M8 40h84v4a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4z"/><path class="l" d="M12 32h76v3H12z"/>
    <path class="n" d="M20 40v12c0 8 11 8 11 2M44 40v12c0 8 11 8 11 2M68 40v12c0 8 11 8 11 2"/>
    <circle class="k" cx="20" cy="39" r="3"/><circle class="k" cx="44" cy="39" r="3"/><circle class="k" cx="68" cy="39" r="3"/>
    <path class="r" d="M44 52c3 3 6 4 8 4l6 26c-6 4-16 4-22 0z"/><path class="d" d="M50 56h2l6 26c-2 1.500-5 2-8 2.500 2-10 2-20 0-28.500z"/><path class="u" d="M38 74c6 3 12 3 18 0"/>`,
  cloth: `
    <ellipse class="z" cx="50" cy="85" rx="26" ry="3"/>
    <path class="v" d="M8 16h84v5H8z"/>
    <path d="M24 18h52v60c-8 5-12-2-18 2-6 3-10-3-16 0-6 3-12 1-18-2z"/><path class="d" d="M60 18h16v60c-6 4-10 1-14 0 2-20 2-40-2-60z"/>
    <path class="q" d="M24 62h52M24 67h52M24 30h52"/><path class="u" d="M36 22c2 18-2 38 0 58M50 22c-2 20 2 36 0 58"/><path class="l" d="M24 18h52v5H24z"/>`,
} as const satisfies Readonly<Record<string, string>>;
