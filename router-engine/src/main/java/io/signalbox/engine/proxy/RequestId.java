package io.signalbox.engine.proxy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Names requests: `req_` and 32 hexadecimal digits. The first twelve are the time in milliseconds,
/// so that names which come one after the other lie beside each other in the ledger's index.
final class RequestId {
  /// Where clients of OpenAI look for it.
  static final HeaderName HEADER = HeaderNames.create("x-request-id");

  /// Where clients of Anthropic look for it.
  static final HeaderName OTHER_HEADER = HeaderNames.create("request-id");

  private static final int RANDOM_BITS = 16; // of the first half; the second half has no others

  private RequestId() {}

  /// The name that the request of this answer has been given.
  static String of(ServerResponse response) {
    return response.headers().first(HEADER).orElse("");
  }

  static String next() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    long first = (System.currentTimeMillis() << RANDOM_BITS) | random.nextInt(1 << RANDOM_BITS);
    return "req_" + hex.toHexDigits(first) + hex.toHexDigits(random.nextLong());
  }
}
