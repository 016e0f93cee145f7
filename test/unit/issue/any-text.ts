import fc from 'fast-check';

/** Any code points, lone surrogates too. (fast-check's own `binary` unit takes seconds to set up.) */
export const anyText = fc.array(fc.nat(0x10ffff)).map((points) => String.fromCodePoint(...points));
