/**
 * Make an element. Texts are children and never HTML; what is null or false is left out.
 * `on…` adds a listener, everything else sets an attribute.
 */
export function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...present(children));
  return element;
}

/** The children that are there, of lists within lists too. */
export function present(children) {
  return children.flat(Infinity).filter((child) => child || child === 0);
}

/** The same, or null where nothing stands within: drafts and previews may be half empty. */
export function filled(name, attributes, ...children) {
  return present(children).length > 0 ? h(name, attributes, ...children) : null;
}
