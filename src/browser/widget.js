// A script element would need an address that Trusted Types let through.
export const define = () => void import(document.baseURI + "embed.js");
