package it.cie

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/** The conformance vectors: the same files that Rust, Python and Node run. */
class ConformanceTest {
    private fun cases(file: String): List<JsonObject> {
        val vectors = conformance("vectors/$file").asJsonObject
        val cases = vectors.getAsJsonArray("cases").map { it.asJsonObject }
        assertEquals(1 to cases.size, vectors.get("schema").asInt to vectors.get("count").asInt, file)
        return cases
    }

    @TestFactory
    fun `every vector holds`(): List<DynamicTest> = VECTORS.flatMap { file ->
        cases(file).map { case -> dynamicTest("${case["call"].asString}: ${case["name"].asString}") { run(case) } }
    }

    private fun run(case: JsonObject) {
        val call = case["call"].asString
        val about = checkNotNull(FUNCTIONS.getAsJsonObject(call)) { "unknown function $call" }
        val arguments = names(about["arguments"])
        val given = case.getAsJsonObject("with")
        for (name in given.keySet()) assertTrue(name in arguments, "$call has no $name")
        val method = function(call)
        val act = {
            called(method, arguments.mapIndexed { at, name -> made(given.get(name), method.genericParameterTypes[at]) })
        }
        case.getAsJsonObject("fails")?.let { expected ->
            val error = assertThrows(CieException::class.java) { act() }
            assertEquals(expected["code"].asString to expected["kind"].asString, error.code to error.kind.text)
            for (at in expected.keySet() - setOf("code", "kind")) {
                assertEquals(expected[at], shown(field(error.position!!, at)), at)
            }
            return
        }
        val answer = shown(act())
        if (case.has("gives")) {
            assertEquals(case["gives"], answer)
        } else {
            assertTrue(has(answer, case["has"]), answer.toString())
        }
    }

    @Test
    fun `every function is reached`() {
        val called = VECTORS.flatMap(::cases).map { it["call"].asString }
        // What needs a server is in the tests of the connector, by the same names.
        val behaviour = conformance("behaviour.json").asJsonArray.map(JsonElement::getAsString)
        assertEquals(FUNCTIONS.keySet(), (called + behaviour).toSet())
    }

    @Test
    fun `the package is the schema's`() {
        assertEquals(FUNCTIONS.keySet().map(::camel).toSet(), PACKAGE.map { it.name }.toSet())
        for (name in FUNCTIONS.keySet()) function(name)
        for ((name, texts) in SCHEMA.getAsJsonObject("choices").entrySet()) {
            val values = classOf(name).enumConstants.map { field(it, "text") }
            assertEquals(texts.asJsonArray.map(JsonElement::getAsString), values, name)
        }
        for (name in RECORDS.keySet()) constructor(name)
    }

    @Test
    fun `the catalogue has each code once, and those of the vectors with their kinds`() {
        val catalogue = errorCatalogue()
        assertEquals(catalogue.size, catalogue.map { it.code }.toSet().size)
        val kinds = catalogue.associate { it.code to it.kind.text }
        for (expected in VECTORS.flatMap(::cases).mapNotNull { it.getAsJsonObject("fails") }) {
            assertEquals(expected["kind"].asString, kinds[expected["code"].asString], expected.toString())
        }
        for (entry in catalogue) {
            assertTrue(Regex("CIE-[A-Z]+-\\d{3}").matches(entry.code), entry.code)
            assertTrue(listOf(entry.textIt, entry.textEn, entry.remedyIt, entry.remedyEn).none { it.isBlank() }, entry.code)
        }
    }
}
