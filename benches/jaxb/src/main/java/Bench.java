import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Unmarshals one record again and again; the virtual machine is given time to compile first. */
public final class Bench {
  private static final int ROUNDS = 100;
  private static final int COUNT = 200;
  private static final int WARM = 20000;

  public static void main(String[] arguments) throws Exception {
    byte[] record = Files.readAllBytes(Path.of(arguments[0]));
    Unmarshaller unmarshaller = JAXBContext.newInstance(Model.ROOT).createUnmarshaller();
    int seen = 0;
    for (int n = 0; n < WARM; n++) {
      seen += unmarshaller.unmarshal(new ByteArrayInputStream(record)).hashCode() & 1;
    }
    double[] rounds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int n = 0; n < COUNT; n++) {
        seen += unmarshaller.unmarshal(new ByteArrayInputStream(record)).hashCode() & 1;
      }
      rounds[round] = (System.nanoTime() - start) / 1e3 / COUNT;
    }
    Arrays.sort(rounds);
    System.out.printf(Locale.ROOT, "JAXB, unmarshalled (warm)\t%.3f%n", rounds[0]);
    System.err.println(seen);
  }
}
