package io.signalbox.plugins.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Signing;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is sent to Google for a token.
final class ServiceAccountSigningTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Signing.OfToken GOOGLE = new ServiceAccountSigning();
  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

  private static Secret account(KeyPair pair) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(UTF_8))
            .encodeToString(pair.getPrivate().getEncoded());
    return Secret.of(
        MAPPER.writeValueAsString(
            MAPPER
                .createObjectNode()
                .put("type", "service_account")
                .put("client_email", "router@example.iam.gserviceaccount.com")
                .put("private_key_id", "k1")
                .put(
                    "private_key",
                    "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n")
                .put("token_uri", "https://oauth2.googleapis.com/token")));
  }

  @Test
  void assertionIsSignedByTheAccount() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    Secret key = account(pair);
    assertTrue(GOOGLE.takes(GOOGLE.credentials(key)));
    var call = GOOGLE.exchange(GOOGLE.credentials(key), NOW);
    assertEquals("https://oauth2.googleapis.com/token", call.url());
    assertEquals("urn:ietf:params:oauth:grant-type:jwt-bearer", call.form().get("grant_type"));
    String[] parts = call.form().get("assertion").split("\\.", -1);
    JsonNode head = json(parts[0]);
    assertEquals("RS256", head.path("alg").stringValue());
    assertEquals("k1", head.path("kid").stringValue());
    JsonNode claims = json(parts[1]);
    assertEquals("router@example.iam.gserviceaccount.com", claims.path("iss").stringValue());
    assertEquals("https://oauth2.googleapis.com/token", claims.path("aud").stringValue());
    assertEquals(
        "https://www.googleapis.com/auth/cloud-platform", claims.path("scope").stringValue());
    assertEquals(NOW.getEpochSecond(), claims.path("iat").asLong());
    assertEquals(NOW.getEpochSecond() + 3600, claims.path("exp").asLong());
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(pair.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts[2])));
  }

  private static JsonNode json(String base64) {
    return MAPPER.readTree(Base64.getUrlDecoder().decode(base64));
  }

  @Test
  void tokenOfOnesOwnIsSentAsItIs() {
    assertFalse(GOOGLE.takes(GOOGLE.credentials(Secret.of("ya29.token"))));
  }

  @Test
  void whatIsNoKeyOfAnAccountIsRefused() {
    for (String text : new String[] {"{", "{}", "{\"private_key\":\"?\"}"}) {
      var credentials = GOOGLE.credentials(Secret.of(text));
      assertThrows(RuntimeException.class, () -> GOOGLE.exchange(credentials, NOW), text);
    }
  }
}
