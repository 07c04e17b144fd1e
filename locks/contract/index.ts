/** The language of the door agent: all that another workspace may see of it. */
export {};
