// Parses the zones on standard input, a JSON array of arrays of lines, with the npm package mrz,
// and prints for each whether it is valid, its fields, and which of them are not.
import { readFileSync } from "node:fs";
import { parse } from "mrz";

const answers = JSON.parse(readFileSync(0, "utf8")).map((lines) => {
  try {
    const { format, valid, fields, details } = parse(lines);
    const wrong = details.filter((field) => !field.valid).map(({ field }) => field);
    return { format, valid, fields, wrong };
  } catch (error) {
    return { valid: false, refused: error.message };
  }
});
console.log(JSON.stringify(answers));
