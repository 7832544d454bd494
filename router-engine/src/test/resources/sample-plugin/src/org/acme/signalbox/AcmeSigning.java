package org.acme.signalbox;

import io.signalbox.engine.spi.Credentials;
import io.signalbox.engine.spi.Signing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A signature over method, address, region, time and body.
record AcmeSigning(String region) implements Signing.OfRequest {
  @Override
  public List<String> parts() {
    return List.of("id", "secret");
  }

  @Override
  public Map<String, String> headers(Signing.Unsigned request, Credentials credentials) {
    String time = request.at().toString();
    String text =
        String.join(
            "\n",
            request.method(),
            request.url().getPath(),
            region,
            time,
            new String(request.body(), StandardCharsets.UTF_8));
    return Map.of(
        "x-acme-id",
        credentials.part("id").orElseThrow().reveal(),
        "x-acme-time",
        time,
        "x-acme-signature",
        signature(text, credentials.part("secret").orElseThrow().reveal()));
  }

  private static String signature(String text, String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
