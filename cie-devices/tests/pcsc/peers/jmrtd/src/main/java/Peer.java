import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.TerminalFactory;
import net.sf.scuba.smartcards.CardService;
import net.sf.scuba.smartcards.TerminalCardService;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jmrtd.BACKey;
import org.jmrtd.PACEKeySpec;
import org.jmrtd.PassportService;
import org.jmrtd.lds.CardAccessFile;
import org.jmrtd.lds.ChipAuthenticationInfo;
import org.jmrtd.lds.ChipAuthenticationPublicKeyInfo;
import org.jmrtd.lds.PACEInfo;
import org.jmrtd.lds.SODFile;
import org.jmrtd.lds.SecurityInfo;
import org.jmrtd.lds.icao.DG11File;
import org.jmrtd.lds.icao.DG12File;
import org.jmrtd.lds.icao.DG14File;
import org.jmrtd.lds.icao.DG1File;
import org.jmrtd.lds.icao.DG2File;

/**
 * Reads the card in the first reader that has one, and says what it found, line by line.
 *
 * <p>Usage: Peer CSCA.der ROUNDS BLOCK full|access can CAN | mrz NUMBER BIRTH EXPIRY. Each round is
 * a session of its own, of access alone or with everything, and says "round NANOSECONDS"; what was
 * found is said after the last.
 */
public class Peer {
  static final HexFormat HEX = HexFormat.of().withUpperCase();
  static final int[] GROUPS = {1, 11, 12, 14, 2};

  final Map<String, String> found = new TreeMap<>();
  final X509Certificate csca;

  Peer(X509Certificate csca) {
    this.csca = csca;
  }

  public static void main(String[] arguments) throws Exception {
    Security.insertProviderAt(new BouncyCastleProvider(), 1);
    X509Certificate csca;
    try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
      csca = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    int rounds = Integer.parseInt(arguments[1]);
    int block = Integer.parseInt(arguments[2]);
    CardTerminal terminal = null;
    for (CardTerminal each : TerminalFactory.getDefault().terminals().list()) {
      if (each.isCardPresent()) {
        terminal = each;
        break;
      }
    }
    Peer peer = new Peer(csca);
    for (int round = 0; round < rounds; round++) {
      peer.found.clear();
      long began = System.nanoTime();
      peer.session(terminal, block, arguments);
      System.out.println("round " + (System.nanoTime() - began));
      // JMRTD leaves its session open; the next one begins with a card just put in.
      terminal.connect("*").disconnect(true);
    }
    peer.found.forEach((name, value) -> System.out.println(name + " " + value));
  }

  void session(CardTerminal terminal, int block, String[] arguments) throws Exception {
    CardService card = new TerminalCardService(terminal);
    int most = block > 256 ? PassportService.EXTENDED_MAX_TRANCEIVE_LENGTH : 256;
    PassportService service = new PassportService(card, most, block, true, true);
    service.open();
    try {
      access(service, arguments);
      if (arguments[3].equals("access")) {
        return;
      }
      Map<Integer, byte[]> files = new TreeMap<>();
      byte[] sod = read(service, PassportService.EF_SOD);
      found.put("SOD", HEX.formatHex(sod));
      for (int group : GROUPS) {
        byte[] bytes = read(service, (short) (0x0100 | group));
        files.put(group, bytes);
        found.put("DG" + group, HEX.formatHex(bytes));
      }
      chip(service, files.get(14));
      passive(new SODFile(new ByteArrayInputStream(sod)), files);
      meaning(files);
    } finally {
      service.close();
    }
  }

  /** PACE with every suite offered until one works, or BAC. */
  void access(PassportService service, String[] arguments) throws Exception {
    boolean can = arguments[4].equals("can");
    PACEInfo pace = null;
    if (can) {
      byte[] bytes = read(service, PassportService.EF_CARD_ACCESS);
      found.put("CardAccess", HEX.formatHex(bytes));
      CardAccessFile file = new CardAccessFile(new ByteArrayInputStream(bytes));
      for (SecurityInfo info : file.getSecurityInfos()) {
        if (info instanceof PACEInfo) {
          pace = (PACEInfo) info;
        }
      }
      service.doPACE(
          PACEKeySpec.createCANKey(arguments[5]),
          pace.getObjectIdentifier(),
          PACEInfo.toParameterSpec(pace.getParameterId()),
          pace.getParameterId());
      service.sendSelectApplet(true);
      found.put("access", "PACE " + pace.getProtocolOIDString());
    } else {
      service.sendSelectApplet(false);
      service.doBAC(new BACKey(arguments[5], arguments[6], arguments[7]));
      found.put("access", "BAC");
    }
  }

  static byte[] read(PassportService service, short file) throws Exception {
    try (InputStream in = service.getInputStream(file)) {
      return in.readAllBytes();
    }
  }

  /** Chip authentication with the key of DG14, and one file more under the new keys. */
  void chip(PassportService service, byte[] dg14) throws Exception {
    DG14File file = new DG14File(new ByteArrayInputStream(dg14));
    ChipAuthenticationInfo info = file.getChipAuthenticationInfos().get(0);
    ChipAuthenticationPublicKeyInfo key = file.getChipAuthenticationPublicKeyInfos().get(0);
    BigInteger number = info.getKeyId();
    PublicKey publicKey = key.getSubjectPublicKey();
    service.doEACCA(number, info.getObjectIdentifier(), key.getObjectIdentifier(), publicKey);
    byte[] again = read(service, PassportService.EF_COM);
    found.put("COM", HEX.formatHex(again));
    found.put("chip", info.getProtocolOIDString());
  }

  /** Digests, signature, chain of one step. */
  void passive(SODFile sod, Map<Integer, byte[]> files) throws Exception {
    MessageDigest digest = MessageDigest.getInstance(sod.getDigestAlgorithm());
    List<Integer> good = new ArrayList<>();
    for (Map.Entry<Integer, byte[]> file : files.entrySet()) {
      byte[] expected = sod.getDataGroupHashes().get(file.getKey());
      if (MessageDigest.isEqual(digest.digest(file.getValue()), expected)) {
        good.add(file.getKey());
      }
    }
    found.put("digests", good.toString());
    X509Certificate signer = sod.getDocSigningCertificate();
    signer.verify(csca.getPublicKey());
    Signature signature = Signature.getInstance(sod.getDigestEncryptionAlgorithm(), "BC");
    signature.initVerify(signer);
    signature.update(sod.getEContent());
    found.put("signature", Boolean.toString(signature.verify(sod.getEncryptedDigest())));
  }

  /** What JMRTD understands of the groups. */
  void meaning(Map<Integer, byte[]> files) throws Exception {
    var zone = new DG1File(new ByteArrayInputStream(files.get(1))).getMRZInfo();
    found.put("zone", zone.toString().replaceAll("\\s", ""));
    var face = new DG2File(new ByteArrayInputStream(files.get(2)));
    var image = face.getFaceInfos().get(0).getFaceImageInfos().get(0);
    byte[] bytes = image.getImageInputStream().readAllBytes();
    found.put("image", image.getMimeType() + " " + image.getWidth() + "x" + image.getHeight());
    found.put("image.bytes", HEX.formatHex(bytes));
    var holder = new DG11File(new ByteArrayInputStream(files.get(11)));
    found.put("holder.name", holder.getNameOfHolder());
    found.put("holder.number", holder.getPersonalNumber());
    found.put("holder.birth", holder.getFullDateOfBirth());
    found.put("holder.place", holder.getPlaceOfBirth().toString());
    var document = new DG12File(new ByteArrayInputStream(files.get(12)));
    found.put("document.issued", document.getDateOfIssue());
  }
}
