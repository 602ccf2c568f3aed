// The elements of the page.

/** The element of that id. @type {(id: string) => any} */
export const $ = (id) => document.getElementById(id);

/** All elements that {selector} names, in the page or within one of them. @type {(selector: string, within?: ParentNode) => any[]} */
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** The children of an element. @type {(element: Element) => any[]} */
export const children = (element) => [...element.children];
