package it.cie

import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** The programs of the README are files of the tests, and print what they say. */
class ReadmeTest {
    private val readme = File("README.md").readText()

    private fun said(program: String): List<String> {
        val written = ByteArrayOutputStream()
        val usual = System.out
        System.setOut(PrintStream(written, true))
        try {
            val main = Class.forName(program).methods.filter { it.name == "main" && !it.isSynthetic }
            main.single { it.parameterCount == 0 || program.startsWith("Java") }.let { method ->
                if (method.parameterCount == 0) method.invoke(null) else method.invoke(null, emptyArray<String>())
            }
        } finally {
            System.setOut(usual)
        }
        return written.toString().trim().lines()
    }

    @Test
    fun `each program is the file that is tried`() {
        val files = listOf("kotlin/Quickstart.kt", "java/JavaQuickstart.java", "kotlin/Suspending.kt", "kotlin/Counter.kt")
        val programs = Regex("```(?:kotlin|java)\n([\\s\\S]*?)```").findAll(readme).map { it.groupValues[1] }
        assertEquals(files.map { File("src/test/$it").readText() }, programs.toList())
    }

    @Test
    fun `each prints what it says`() {
        assertEquals(listOf("F", "2032-03-15", "2221", "CIE-CORE-010 13", "BIANCA"), said("QuickstartKt"))
        assertEquals(listOf("2221", "CIE-CORE-010", "BIANCA"), said("JavaQuickstart"))
        assertEquals(listOf("ERROR"), said("SuspendingKt"))
        assertEquals(listOf("true", "35", "400", "true"), said("CounterKt"))
    }
}
