/** By selector, in hex: ranges of the letters whose plain shape is what it asks for, as the face says itself. 20 kB, which the build lays here. */
export type DefaultShapes = Readonly<Record<string, string>>;
export const shapes: DefaultShapes = import.meta.env.DEFAULT_SHAPES;
