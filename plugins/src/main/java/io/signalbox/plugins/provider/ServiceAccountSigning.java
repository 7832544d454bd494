package io.signalbox.plugins.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.signalbox.engine.spi.Credentials;
import io.signalbox.engine.spi.Signing;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A token of Google for the key of a service account, a JSON text: an assertion that is signed
/// with RS256 (developers.google.com/identity/protocols/oauth2/service-account, RFC 7523).
record ServiceAccountSigning() implements Signing.OfToken {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String TOKENS = "https://oauth2.googleapis.com/token";
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final long SECONDS = 3600;

  @Override
  public List<String> parts() {
    return List.of("service_account");
  }

  @Override
  public boolean takes(Credentials credentials) {
    return account(credentials).stripLeading().startsWith("{");
  }

  /// @throws IllegalArgumentException if it is no key of a service account
  @Override
  public Signing.TokenCall exchange(Credentials credentials, Instant at) {
    JsonNode account = MAPPER.readTree(account(credentials));
    String url = account.path("token_uri").stringValue(TOKENS);
    String claims =
        MAPPER.writeValueAsString(
            MAPPER
                .createObjectNode()
                .put("iss", account.path("client_email").stringValue(""))
                .put("scope", SCOPE)
                .put("aud", url)
                .put("iat", at.getEpochSecond())
                .put("exp", at.getEpochSecond() + SECONDS));
    String head =
        MAPPER.writeValueAsString(
            MAPPER
                .createObjectNode()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .put("kid", account.path("private_key_id").stringValue("")));
    String unsigned = base64(head.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
    String assertion =
        unsigned + "." + base64(signed(unsigned, account.path("private_key").stringValue("")));
    return new Signing.TokenCall(url, Map.of("grant_type", GRANT, "assertion", assertion));
  }

  private static String account(Credentials credentials) {
    return credentials.reveal("service_account").orElse("");
  }

  private static byte[] signed(String text, String pem) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key(pem));
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The private key cannot be used.", e);
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    var form = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
    return KeyFactory.getInstance("RSA").generatePrivate(form);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
