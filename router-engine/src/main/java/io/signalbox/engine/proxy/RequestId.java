package io.signalbox.engine.proxy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Names requests: `req_` and 32 hexadecimal digits.
final class RequestId {
  /// Where clients of OpenAI look for it.
  static final HeaderName HEADER = HeaderNames.create("x-request-id");

  /// Where clients of Anthropic look for it.
  static final HeaderName OTHER_HEADER = HeaderNames.create("request-id");

  private RequestId() {}

  static String next() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return "req_" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
