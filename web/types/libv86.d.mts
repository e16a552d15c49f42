// v86, as its package and its published copy have it: of its inside we use what it does not describe.
// biome-ignore lint/suspicious/noExplicitAny: v86 describes neither its processor nor its bus
export const V86: new (options: object) => any
