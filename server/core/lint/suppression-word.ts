/** What every comment that takes findings away begins with. */
export const suppressionWord = 'tlsense-disable';
