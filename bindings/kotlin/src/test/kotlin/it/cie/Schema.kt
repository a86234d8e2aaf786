package it.cie

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import com.google.gson.JsonPrimitive
import java.io.File
import java.lang.reflect.Constructor
import java.lang.reflect.Executable
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.WildcardType
import java.time.LocalDate
import java.util.Base64

// The facade as data, and the way between its JSON and the package's values: by reflection, so that no
// list has to be kept.

private val CONFORMANCE = File("../conformance")

fun conformance(file: String): JsonElement = JsonParser.parseString(CONFORMANCE.resolve(file).readText())

val VECTORS: List<String> = CONFORMANCE.resolve("vectors").list().orEmpty().sorted()
val SCHEMA: JsonObject = conformance("schema.json").asJsonObject
val RECORDS: JsonObject = SCHEMA.getAsJsonObject("records")
val FUNCTIONS: JsonObject = SCHEMA.getAsJsonObject("functions")
val OBJECTS: JsonObject = SCHEMA.getAsJsonObject("objects")

fun camel(name: String) = name.replace(Regex("_(\\w)")) { it.groupValues[1].uppercase() }

/** What is declared as pairs of name and type: the names. */
fun names(declared: JsonElement): List<String> = declared.asJsonArray.map { it.asJsonArray[0].asString }

fun classOf(name: String): Class<*> = Class.forName("it.cie.$name")

/** The functions of the package, as Java sees them. */
val PACKAGE: List<Method> =
    classOf("Cie").declaredMethods.filter { it.modifiers and STATIC == STATIC && !it.isSynthetic }
private const val STATIC = Modifier.PUBLIC or Modifier.STATIC

/** A function of the schema with all its arguments. */
fun function(name: String): Method {
    val count = FUNCTIONS.getAsJsonObject(name).getAsJsonArray("arguments").size()
    return PACKAGE.single { it.name == camel(name) && it.parameterCount == count }
}

/** The method of an object, with all its arguments. */
fun method(of: String, name: String): Method {
    val about = OBJECTS.getAsJsonObject(of).getAsJsonObject("methods").getAsJsonObject(name)
    val count = about.getAsJsonArray("arguments").size()
    return classOf(of).declaredMethods.single { it.name == camel(name) && it.parameterCount == count && !it.isBridge }
}

/** The constructor of a record or object with so many arguments. */
private fun constructor(name: String, count: Int): Constructor<*> = classOf(name).constructors.single { one ->
    one.parameterCount == count && !one.isSynthetic && one.parameterTypes.none { it in MACHINERY }
}

private val MACHINERY = setOf(UniffiWithHandle::class.java, NoHandle::class.java)

/** The constructor of a record with all its fields, in the order of the schema. */
fun constructor(record: String): Constructor<*> = constructor(record, RECORDS.getAsJsonArray(record).size())

/** The constructor of an object with all its arguments. */
fun maker(of: String): Constructor<*> = constructor(of, OBJECTS.getAsJsonObject(of).getAsJsonArray("new").size())

/** Calls with what was thrown inside. */
fun called(method: Executable, on: Any?, arguments: List<Any?>): Any? =
    try {
        when (method) {
            is Constructor<*> -> method.newInstance(*arguments.toTypedArray())
            is Method -> method.invoke(on, *arguments.toTypedArray())
            else -> error("$method is not called")
        }
    } catch (thrown: InvocationTargetException) {
        throw thrown.targetException
    }

private fun inner(type: Type): Type = if (type is WildcardType) type.upperBounds[0] else type

/** The value in JSON as the package takes it; what is left out is null, false or 0. */
fun made(value: JsonElement?, of: Type): Any? {
    val type = inner(of)
    val absent = value == null || value.isJsonNull
    if (type is ParameterizedType) {
        if (absent) return null
        val arguments = type.actualTypeArguments
        return when (type.rawType) {
            List::class.java -> value!!.asJsonArray.map { made(it, arguments[0]) }
            Map::class.java -> value!!.asJsonObject.entrySet().associate { it.key to made(it.value, arguments[1]) }
            else -> error("$type is not known")
        }
    }
    val kind = type as Class<*>
    if (absent && !kind.isPrimitive) return null
    return when {
        kind == Boolean::class.java || kind == java.lang.Boolean::class.java -> !absent && value!!.asBoolean
        kind == Int::class.java || kind == java.lang.Integer::class.java -> if (absent) 0 else value!!.asInt
        kind == Long::class.java || kind == java.lang.Long::class.java -> if (absent) 0L else value!!.asLong
        kind == Double::class.java || kind == java.lang.Double::class.java -> if (absent) 0.0 else value!!.asDouble
        kind == String::class.java -> value!!.asString
        kind == LocalDate::class.java -> LocalDate.parse(value!!.asString)
        kind == ByteArray::class.java -> Base64.getDecoder().decode(value!!.asString)
        kind.isEnum -> checkNotNull(called(kind.getMethod("of", String::class.java), null, listOf(value!!.asString))) { "$value" }
        else -> record(kind.simpleName, value!!.asJsonObject)
    }
}

private fun record(name: String, given: JsonObject): Any {
    val fields = names(RECORDS.get(name))
    for (member in given.keySet()) check(member in fields) { "$name has no $member" }
    val constructor = constructor(name)
    val made = constructor.newInstance(
        *fields.mapIndexed { at, field -> made(given.get(field), constructor.genericParameterTypes[at]) }.toTypedArray(),
    )
    // Otherwise two fields of one type may have changed places.
    check(has(shown(made), given)) { "$name is not what was given" }
    return made
}

/** The value of a record's field. */
fun field(record: Any, name: String): Any? {
    val camel = camel(name)
    val getter = if (Regex("is[A-Z].*").matches(camel)) camel else "get" + camel.replaceFirstChar { it.uppercase() }
    return record.javaClass.getMethod(getter).invoke(record)
}

/** An answer of the package as JSON has it. */
fun shown(answer: Any?): JsonElement = when (answer) {
    null -> JsonNull.INSTANCE
    is Boolean -> JsonPrimitive(answer)
    is Number -> JsonPrimitive(answer)
    is String -> JsonPrimitive(answer)
    is LocalDate -> JsonPrimitive(answer.toString())
    is ByteArray -> JsonPrimitive(Base64.getEncoder().encodeToString(answer))
    is Enum<*> -> JsonPrimitive(field(answer, "text") as String)
    is List<*> -> JsonArray().apply { answer.forEach { add(shown(it)) } }
    is Map<*, *> -> JsonObject().apply { answer.forEach { (name, one) -> add(name as String, shown(one)) } }
    else -> JsonObject().apply {
        for (name in names(RECORDS.get(answer.javaClass.simpleName))) add(name, shown(field(answer, name)))
    }
}

/** Whether an answer has what is expected, as the runner in Rust says it. */
fun has(answer: JsonElement, expected: JsonElement): Boolean = when {
    expected is JsonObject ->
        answer is JsonObject && expected.entrySet().all { (name, one) -> answer.has(name) && has(answer.get(name), one) }
    expected is JsonArray -> {
        val answers = answer.asJsonArray.iterator()
        expected.all { wanted -> answers.asSequence().any { has(it, wanted) } }
    }
    expected is JsonPrimitive && expected.isString && answer is JsonPrimitive && answer.isString ->
        answer.asString.startsWith(expected.asString)
    else -> answer == expected
}
