// The same in CommonJS.
import sdk = require('@cie/sdk')

const kind: sdk.ErrorKind = 'input'
const valid: boolean[] = sdk.areValidCodiciFiscali(['RSSMRA80A41H501Y', 'RSSMRA80A41H501Z'])
const expires: sdk.Day | undefined = sdk.cardValidity('1988-03-15', '2022-09-19').expires
console.log(kind, valid, expires)
