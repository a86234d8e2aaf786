export * from './index.js'

/** All of it, as one object. */
declare const sdk: typeof import('./index.js')
export default sdk
