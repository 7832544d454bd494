package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.spi.Credentials;
import io.signalbox.engine.spi.Signing;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A signature over the whole request, by the keys of an AWS account. The region is the one in the
/// address; where that has none, as at a gateway, it is a part of the key.
record AwsSigning() implements Signing.OfRequest {
  private static final Pattern REGION =
      Pattern.compile("(?:^|\\.)([a-z]{2,3}(?:-[a-z]+)+-\\d{1,2})\\.");

  private static final String SERVICE = "bedrock";
  private static final String USUAL_REGION = "us-east-1";

  @Override
  public List<String> parts() {
    return List.of("access_key_id", "secret_access_key");
  }

  @Override
  public List<String> optionalParts() {
    return List.of("session_token", "region");
  }

  @Override
  public Map<String, String> headers(Signing.Unsigned request, Credentials credentials) {
    URI url = request.url();
    String time = SignatureV4.time(request.at());
    var signed = new TreeMap<String, String>();
    signed.put("host", url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()));
    signed.put("x-amz-date", time);
    credentials
        .reveal("session_token")
        .ifPresent(token -> signed.put("x-amz-security-token", token));
    var parts =
        new SignatureV4.Parts(
            request.method(),
            url.getRawPath(),
            url.getRawQuery() == null ? "" : url.getRawQuery(),
            signed,
            request.body());
    var signature =
        new SignatureV4(
            part(credentials, "access_key_id"),
            part(credentials, "secret_access_key"),
            region(url.getHost(), credentials),
            SERVICE);
    Map<String, String> headers = new LinkedHashMap<>(signed);
    headers.put("authorization", signature.authorization(parts, time));
    return headers;
  }

  private static String region(String host, Credentials credentials) {
    Matcher region = REGION.matcher(host);
    return region.find() ? region.group(1) : credentials.reveal("region").orElse(USUAL_REGION);
  }

  private static String part(Credentials credentials, String name) {
    return credentials.reveal(name).orElseThrow();
  }
}
