package io.signalbox.engine.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// AWS Signature Version 4, as the user guide of IAM describes it. A reader of the signature learns
/// nothing of the secret. Immutable.
///
/// @param accessKeyId whose it is
/// @param secret the secret access key
/// @param region as `eu-central-1`
/// @param service as `bedrock`
record SignatureV4(String accessKeyId, String secret, String region, String service) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// A request as it is sent.
  ///
  /// @param path as it stands in the request, which is encoded once more for the signature
  /// @param query as it stands in the request, encoded; may be empty
  /// @param headers those that are signed, names in lower case
  record Parts(
      String method, String path, String query, SortedMap<String, String> headers, byte[] body) {}

  /// A time as `x-amz-date` has it.
  static String time(Instant at) {
    return TIME.format(at);
  }

  /// The value of `authorization`.
  ///
  /// @param time as in `x-amz-date`, which is among the headers
  String authorization(Parts request, String time) {
    String day = time.substring(0, 8);
    String scope = String.join("/", day, region, service, "aws4_request");
    String canonical = canonical(request);
    String text = String.join("\n", ALGORITHM, time, scope, hex(hash(canonical.getBytes(UTF_8))));
    byte[] key = hmac(("AWS4" + secret).getBytes(UTF_8), day);
    for (String part : new String[] {region, service, "aws4_request"}) {
      key = hmac(key, part);
    }
    return "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(ALGORITHM, accessKeyId, scope, names(request), hex(hmac(key, text)));
  }

  private static String canonical(Parts request) {
    String headers =
        request.headers().entrySet().stream()
            .map(each -> each.getKey() + ":" + each.getValue().strip().replaceAll(" +", " ") + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        encoded(request.path().isEmpty() ? "/" : request.path()),
        sorted(request.query()),
        headers,
        names(request),
        hex(hash(request.body())));
  }

  private static String names(Parts request) {
    return String.join(";", request.headers().keySet());
  }

  private static String sorted(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(each -> !each.isEmpty())
        .map(each -> each.contains("=") ? each : each + "=")
        .sorted()
        .collect(Collectors.joining("&"));
  }

  /// Every byte but letters, digits, `-`, `.`, `_`, `~` and the slash.
  private static String encoded(String path) {
    var text = new StringBuilder();
    for (byte each : path.getBytes(UTF_8)) {
      char c = (char) (each & 0xFF);
      boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || "-._~/".indexOf(c) >= 0;
      text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return text.toString();
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "SignatureV4[" + region + "/" + service + "]";
  }
}
