package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Signing;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is sent to Microsoft Entra for a token.
final class EntraSigningTest {
  private static final Signing.OfToken ENTRA = new EntraSigning();
  private static final String KEY = "tenant_id=my/tenant client_id=app-1 client_secret=a~b+c=d";

  private static Signing.TokenCall exchange(String key) {
    return ENTRA.exchange(ENTRA.credentials(Secret.of(key)), Instant.EPOCH);
  }

  @Test
  void secretOfTheAppIsSentToItsTenant() {
    var call = exchange(KEY);
    assertEquals("https://login.microsoftonline.com/my%2Ftenant/oauth2/v2.0/token", call.url());
    assertEquals(
        Map.of(
            "grant_type", "client_credentials",
            "client_id", "app-1",
            "client_secret", "a~b+c=d",
            "scope", "https://cognitiveservices.azure.com/.default"),
        call.form());
    assertFalse(call.toString().contains("a~b"), "a form is never shown");
  }

  @Test
  void nationalCloudLogsInElsewhere() {
    var call =
        exchange(
            KEY
                + " authority_host=https://login.microsoftonline.us/"
                + " scope=https://cognitiveservices.azure.us/.default");
    assertEquals("https://login.microsoftonline.us/my%2Ftenant/oauth2/v2.0/token", call.url());
    assertEquals("https://cognitiveservices.azure.us/.default", call.form().get("scope"));
  }

  @Test
  void plainKeyIsNoSecretOfAnApp() {
    assertFalse(ENTRA.takes(ENTRA.credentials(Secret.of("0123456789abcdef"))));
  }
}
