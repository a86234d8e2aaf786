package it.cie

import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.WildcardType
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory

/** What holds for every record of the schema. */
class RecordsTest {
    private fun every(holds: (String) -> Unit): List<DynamicTest> =
        RECORDS.keySet().map { name -> dynamicTest(name) { holds(name) } }

    @TestFactory
    fun `what is personal is not shown, and the rest is`() = every { name ->
        val personal = SCHEMA.getAsJsonObject("personal").getAsJsonArray(name).map { it.asString }.toSet()
        val record = sample(name, 1)
        val fields = names(RECORDS.get(name)).joinToString { field ->
            val value = field(record, field)
            camel(field) + "=" + when {
                field in personal -> "***"
                value is ByteArray -> "${value.size} bytes"
                else -> value.toString()
            }
        }
        assertEquals("$name($fields)", record.toString())
    }

    @TestFactory
    fun `those with the same content are equal, and no others`() = every { name ->
        assertEquals(sample(name, 1), sample(name, 1))
        assertEquals(sample(name, 1).hashCode(), sample(name, 1).hashCode())
        names(RECORDS.get(name)).indices.forEach { at -> assertNotEquals(sample(name, 1), sample(name, 1, at)) }
    }

    /** A record of invented values; one field is of the next seed. */
    private fun sample(name: String, seed: Int, odd: Int? = null): Any {
        val constructor = constructor(name)
        val values = constructor.genericParameterTypes.mapIndexed { at, type -> value(type, if (at == odd) seed + 1 else seed) }
        return constructor.newInstance(*values.toTypedArray())
    }

    private fun value(of: Type, seed: Int): Any {
        val type = if (of is WildcardType) of.upperBounds[0] else of
        if (type is ParameterizedType) {
            val arguments = type.actualTypeArguments
            return if (type.rawType == List::class.java) {
                listOf(value(arguments[0], seed))
            } else {
                mapOf(value(arguments[0], seed) to value(arguments[1], seed))
            }
        }
        val kind = type as Class<*>
        return when {
            kind == Boolean::class.java || kind == java.lang.Boolean::class.java -> seed % 2 == 0
            kind == Int::class.java || kind == java.lang.Integer::class.java -> 7310 + seed
            kind == Long::class.java || kind == java.lang.Long::class.java -> 7310L + seed
            kind == Double::class.java || kind == java.lang.Double::class.java -> 7310.5 + seed
            kind == String::class.java -> "text $seed"
            kind == LocalDate::class.java -> LocalDate.of(1980, 5, 17 + seed)
            kind == ByteArray::class.java -> byteArrayOf(1, 2, seed.toByte())
            kind.isEnum -> kind.enumConstants[seed % kind.enumConstants.size]
            else -> sample(kind.simpleName, seed)
        }
    }
}
