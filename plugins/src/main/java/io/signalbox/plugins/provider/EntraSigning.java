package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.Credentials;
import io.signalbox.engine.spi.Signing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A token of Microsoft Entra for the secret of a registered app: the flow of client credentials
/// (learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow).
record EntraSigning() implements Signing.OfToken {
  private static final String LOGIN = "https://login.microsoftonline.com";
  private static final String SCOPE = "https://cognitiveservices.azure.com/.default";

  @Override
  public List<String> parts() {
    return List.of("tenant_id", "client_id", "client_secret");
  }

  /// National clouds log in elsewhere, and name their services otherwise.
  @Override
  public List<String> optionalParts() {
    return List.of("authority_host", "scope");
  }

  @Override
  public Signing.TokenCall exchange(Credentials credentials, Instant at) {
    String host = part(credentials, "authority_host", LOGIN).replaceAll("/+$", "");
    String tenant = URLEncoder.encode(part(credentials, "tenant_id", ""), StandardCharsets.UTF_8);
    return new Signing.TokenCall(
        host + "/" + tenant + "/oauth2/v2.0/token",
        Map.of(
            "grant_type", "client_credentials",
            "client_id", part(credentials, "client_id", ""),
            "client_secret", part(credentials, "client_secret", ""),
            "scope", part(credentials, "scope", SCOPE)));
  }

  private static String part(Credentials credentials, String name, String usual) {
    return credentials.reveal(name).orElse(usual);
  }
}
