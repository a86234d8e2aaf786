import it.cie.*
import kotlin.math.roundToInt

/** A scanner of your own: SANE, WIA, TWAIN. */
class Glass : DocumentScanner {
    override fun capabilities(): ScannerCapabilities {
        val glass = ScannerSource(
            source = ScanSource.FLATBED,
            colours = listOf(ScanColour.COLOUR),
            resolutions = listOf(300, 400, 600),
            width = 210.0,
            height = 297.0,
        )
        return ScannerCapabilities(listOf(glass))
    }

    override fun scan(job: ScanJob) = ScannerPages(listOf(simulatedSheet(3, job.dpi)))
}

fun main() {
    val drawn = simulatedPortrait(1)
    val webcam = object : Camera {
        override fun frame() = drawn.image // a frame of the live picture; null without one

        override fun shoot(seconds: Long) = drawn.image // JPEG or PNG
    }
    // The operator who marks the face, or a face detector; a window that shows the live picture.
    val marks = FaceFinder { drawn.face }
    val window = CameraPreview { number, _ -> if (number < 3) Shutter.WAIT else Shutter.RELEASE }
    val taken = takePhoto(webcam, marks, window)
    println(taken.report.accepted) // true
    println(taken.fitted?.let { (it.width * 25.4 / it.dpi).roundToInt() }) // 35, millimetres

    val page = scanDocument(Glass(), ScanSettings(dpi = 400)).pages.single()
    println(photoFromSheet(page.image, page.dpi).dpi) // 400
    println(signatureFromSheet(page.image, page.dpi).report.accepted) // true
}
