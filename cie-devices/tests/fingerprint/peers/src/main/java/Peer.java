import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmrtd.lds.iso19794.FingerImageInfo;
import org.jmrtd.lds.iso19794.FingerInfo;
import org.jnbis.internal.WsqDecoder;

/**
 * Other people's programs for fingerprints.
 *
 * <p>decode FILE...: JNBIS decodes WSQ files; the pixels go beside each, as FILE.gray, and a line says
 * "width height". read FILE...: JMRTD reads finger image records; the image of each view goes to
 * FILE.N, and a line says the head and one each view. write OUT LEVEL UNIT PPI COMPRESSION, then for
 * each view POSITION QUALITY WIDTH HEIGHT IMAGE: JMRTD writes a record.
 */
public class Peer {
  public static void main(String[] arguments) throws Exception {
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "decode":
        for (String file : rest) {
          decode(Path.of(file));
        }
        break;
      case "read":
        for (String file : rest) {
          read(file);
        }
        break;
      default:
        write(rest);
    }
  }

  static void decode(Path file) throws Exception {
    var bitmap = new WsqDecoder().decode(Files.readAllBytes(file));
    Files.write(Path.of(file + ".gray"), bitmap.getPixels());
    System.out.println(bitmap.getWidth() + " " + bitmap.getHeight());
  }

  static void read(String file) throws Exception {
    var record = new FingerInfo(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))));
    System.out.println(
        "record " + record.getCaptureDeviceId() + " " + record.getAcquisitionLevel()
            + " " + record.getScaleUnits() + " " + record.getHorizontalScanningResolution()
            + " " + record.getVerticalScanningResolution()
            + " " + record.getHorizontalImageResolution()
            + " " + record.getVerticalImageResolution() + " " + record.getDepth()
            + " " + record.getCompressionAlgorithm());
    int at = 0;
    for (FingerImageInfo view : record.getFingerImageInfos()) {
      System.out.println(
          "view " + view.getPosition() + " " + view.getViewCount() + " " + view.getViewNumber()
              + " " + view.getQuality() + " " + view.getImpressionType()
              + " " + view.getWidth() + " " + view.getHeight() + " " + view.getMimeType());
      byte[] image = new byte[view.getImageLength()];
      new DataInputStream(view.getImageInputStream()).readFully(image);
      Files.write(Path.of(file + "." + at++), image);
    }
  }

  static void write(List<String> words) throws Exception {
    int level = Integer.parseInt(words.get(1));
    int unit = Integer.parseInt(words.get(2));
    int ppi = Integer.parseInt(words.get(3));
    int compression = Integer.parseInt(words.get(4));
    List<FingerImageInfo> views = new ArrayList<>();
    for (int at = 5; at < words.size(); at += 5) {
      byte[] image = Files.readAllBytes(Path.of(words.get(at + 4)));
      try (InputStream in = new ByteArrayInputStream(image)) {
        views.add(
            new FingerImageInfo(
                Integer.parseInt(words.get(at)), 1, 1, Integer.parseInt(words.get(at + 1)),
                FingerImageInfo.IMPRESSION_TYPE_LIVE_SCAN_PLAIN,
                Integer.parseInt(words.get(at + 2)), Integer.parseInt(words.get(at + 3)),
                in, image.length, compression));
      }
    }
    var record = new FingerInfo(7, level, unit, ppi, ppi, ppi, ppi, 8, compression, views);
    try (OutputStream out = new FileOutputStream(words.get(0))) {
      record.writeObject(out);
    }
  }
}
