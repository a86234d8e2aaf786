// What a call from the JVM costs, beside the same call in Rust, in one run.
//
//   make packages
//   java -cp "dist/cie-sdk-VERSION.jar:JARS" benches/JvmCalls.java
//
// JARS are those that the package asks for: kotlin-stdlib, kotlinx-coroutines-core, jna.
import it.cie.*;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class JvmCalls {
    static final LocalDate ON = LocalDate.of(2026, 11, 23);
    static final List<String> FOUR =
            List.of("RSSMRA80A01H501U", "RSSMRA80A41H501Y", "RSSBNC80E57H501B", "VRDGPP75C12F205K");

    interface Work {
        Object done() throws CieException;
    }

    /** The nanoseconds of one call, in the fastest of many short batches: another program that gets the
     * processor spoils one batch and not the next. */
    static double fastest(Work work) throws CieException {
        timed(work, 20_000);
        int calls = (int) Math.max(1, 500_000 / timed(work, 10));
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 1_000; round++) least = Math.min(least, timed(work, calls));
        return least;
    }

    static double timed(Work work, int calls) throws CieException {
        long start = System.nanoTime();
        Object last = null;
        for (int n = 0; n < calls; n++) last = work.done();
        double time = (System.nanoTime() - start) / (double) calls;
        if (last == null) throw new IllegalStateException();
        return time;
    }

    /** The same calls in Rust: name and nanoseconds. */
    static Map<String, Double> rust() throws Exception {
        Process process = new ProcessBuilder("cargo", "run", "--release", "--quiet", "--bin", "facade")
                .directory(Path.of("benches").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Double> times = new LinkedHashMap<>();
        for (String line : new String(process.getInputStream().readAllBytes()).strip().split("\n")) {
            String[] parts = line.split(" ");
            times.put(parts[0], Double.valueOf(parts[1]));
        }
        return times;
    }

    public static void main(String[] arguments) throws Exception {
        String text = Files.readString(Path.of("benches/request.json"));
        CardRequest request = Cie.cardRequestFromJson(text);
        List<String> hundred = new ArrayList<>();
        for (int n = 0; n < 100; n++) hundred.add(FOUR.get(n % 4));

        Map<String, Double> before = rust();
        Map<String, Double> ours = new LinkedHashMap<>();
        ours.put("one", fastest(() -> Cie.isValidCodiceFiscale(FOUR.get(0), ON)));
        ours.put("list", fastest(() -> Cie.areValidCodiciFiscali(hundred, ON)) / hundred.size());
        ours.put("rule", fastest(() -> Cie.ruleById("workstation.endpoints")));
        ours.put("read", fastest(() -> Cie.cardRequestFromJson(text)));
        ours.put("check", fastest(() -> Cie.checkCardRequest(request, ON)));
        Map<String, Double> after = rust();

        System.out.println("ns a call; for each code of a list of 100; a rule of 1 KB; a request of 3 KB, read and checked");
        ours.forEach((name, time) -> {
            double there = Math.min(before.get(name), after.get(name));
            System.out.printf("%-8s JVM %8.0f   Rust %7.0f   x%.1f%n", name, time, there, time / there);
        });
    }
}
