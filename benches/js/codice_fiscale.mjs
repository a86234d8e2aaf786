// Checks the codes on standard input, one a line, with codice-fiscale-js, in as many rounds as the
// first argument says, and prints the median nanoseconds for each code.
import { readFileSync } from "node:fs";
import { CodiceFiscale } from "codice-fiscale-js";

const codes = readFileSync(0, "utf8").trim().split("\n");
const times = [];
for (let round = 0; round < Number(process.argv[2]); round++) {
  const start = process.hrtime.bigint();
  const accepted = codes.filter((code) => CodiceFiscale.check(code)).length;
  times.push(Number(process.hrtime.bigint() - start) / codes.length);
  if (accepted !== codes.length) {
    console.error(`${codes.length - accepted} codes were not accepted`);
    process.exit(1);
  }
}
times.sort((a, b) => a - b);
console.log(times[times.length >> 1]);
