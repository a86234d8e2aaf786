package it.cie

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import java.io.File
import java.lang.reflect.Executable
import java.lang.reflect.Modifier
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
        cases(file).map { case ->
            val of = case["object"]?.asString
            dynamicTest("${of ?: case["call"].asString}: ${case["name"].asString}") {
                if (of == null) step(case, null, null) else steps(case, of)
            }
        }
    }

    /** Makes an object and calls its methods, one after the other. */
    private fun steps(case: JsonObject, of: String) {
        val about = checkNotNull(OBJECTS.getAsJsonObject(of)) { "unknown object $of" }
        val make = { called(maker(of), null, taken(maker(of), about["new"], case.getAsJsonObject("new"))) }
        if (case.has("fails")) return failing(case.getAsJsonObject("fails"), make)
        val made = make()!!
        try {
            case.getAsJsonArray("steps").forEach { step(it.asJsonObject, of, made) }
        } finally {
            (made as AutoCloseable).close()
        }
    }

    /** A call of a function, or of the method of an object. */
    private fun step(case: JsonObject, of: String?, on: Any?) {
        val call = case["call"].asString
        val known = if (of == null) FUNCTIONS else OBJECTS.getAsJsonObject(of).getAsJsonObject("methods")
        val about = checkNotNull(known.getAsJsonObject(call)) { "unknown call $call" }
        val method = if (of == null) function(call) else method(of, call)
        val act = { called(method, on, taken(method, about["arguments"], case.getAsJsonObject("with"))) }
        if (case.has("fails")) return failing(case.getAsJsonObject("fails"), act)
        val answer = shown(act())
        if (case.has("gives")) {
            assertEquals(case["gives"], answer)
        } else {
            assertTrue(has(answer, case["has"]), answer.toString())
        }
    }

    /** What a call is given, in its order; it must know all of it. */
    private fun taken(method: Executable, declared: JsonElement, given: JsonObject): List<Any?> {
        val arguments = names(declared)
        for (name in given.keySet()) assertTrue(name in arguments, "${method.name} has no $name")
        return arguments.mapIndexed { at, name -> made(given.get(name), method.genericParameterTypes[at]) }
    }

    private fun failing(expected: JsonObject, act: () -> Any?) {
        val error = assertThrows(CieException::class.java) { act() }
        assertEquals(expected["code"].asString to expected["kind"].asString, error.code to error.kind.text)
        for (at in expected.keySet() - setOf("code", "kind")) {
            assertEquals(expected[at], shown(field(error.position!!, at)), at)
        }
    }

    @Test
    fun `every function is reached`() {
        val vectors = VECTORS.flatMap(::cases).flatMap { case ->
            val of = case["object"]?.asString ?: return@flatMap listOf(case["call"].asString)
            val steps = case.getAsJsonArray("steps")?.map { "$of.${it.asJsonObject["call"].asString}" }
            listOf("$of.new") + steps.orEmpty()
        }
        // What needs a server, or code of the caller's, is called by the tests by name.
        val behaviour = conformance("behaviour.json").asJsonArray.map(JsonElement::getAsString)
        val tests = File("src/test").walk().filter(File::isFile).joinToString { it.readText() }
        for (name in behaviour) {
            val (of, method) = name.split('.').let { if (it.size == 1) null to it[0] else it[0] to it[1] }
            val call = if (method == "new") "\\b$of" else (if (of == null) "\\b" else "\\.") + camel(method)
            assertTrue(Regex("$call\\(").containsMatchIn(tests), "no test calls $name")
        }
        val methods = OBJECTS.entrySet().flatMap { (name, about) ->
            (about.asJsonObject.getAsJsonObject("methods").keySet() + "new").map { "$name.$it" }
        }
        assertEquals(FUNCTIONS.keySet() + methods, (vectors + behaviour).toSet())
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
        for ((name, about) in OBJECTS.entrySet()) {
            maker(name)
            assertTrue(AutoCloseable::class.java.isAssignableFrom(classOf(name)), name)
            about.asJsonObject.getAsJsonObject("methods").keySet().forEach { method(name, it) }
        }
        for ((name, methods) in SCHEMA.getAsJsonObject("callbacks").entrySet()) {
            val declared = classOf(name).declaredMethods.filter { !Modifier.isStatic(it.modifiers) }
            assertEquals(methods.asJsonObject.keySet().map(::camel).toSet(), declared.map { it.name }.toSet(), name)
            // Java may throw what it likes.
            declared.forEach { assertEquals(listOf(Exception::class.java), it.exceptionTypes.toList(), "$name.${it.name}") }
        }
    }

    @Test
    fun `the errors are those of every language`() {
        assertEquals(conformance("errors.json"), shown(errorCatalogue()))
    }

    private fun failures(case: JsonObject): List<JsonObject> =
        listOfNotNull(case.getAsJsonObject("fails")) +
            case.getAsJsonArray("steps")?.flatMap { failures(it.asJsonObject) }.orEmpty()

    @Test
    fun `the catalogue has each code once, and those of the vectors with their kinds`() {
        val catalogue = errorCatalogue()
        assertEquals(catalogue.size, catalogue.map { it.code }.toSet().size)
        val kinds = catalogue.associate { it.code to it.kind.text }
        for (expected in VECTORS.flatMap(::cases).flatMap(::failures)) {
            assertEquals(expected["kind"].asString, kinds[expected["code"].asString], expected.toString())
        }
        for (entry in catalogue) {
            assertTrue(Regex("CIE-[A-Z]+-\\d{3}").matches(entry.code), entry.code)
            assertTrue(listOf(entry.textIt, entry.textEn, entry.remedyIt, entry.remedyEn).none { it.isBlank() }, entry.code)
        }
    }
}
