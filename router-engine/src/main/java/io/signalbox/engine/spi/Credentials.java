package io.signalbox.engine.spi;

import io.signalbox.engine.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/// What a provider knows its customer by, in named parts. It is never shown. Immutable.
public final class Credentials {
  private final Map<String, Secret> parts;

  private Credentials(Map<String, Secret> parts) {
    this.parts = Map.copyOf(parts);
  }

  /// The parts of a key: the whole key if there is one part, else what stands behind each name in
  /// `name=value` pairs with spaces between them.
  public static Credentials of(Secret key, List<String> names) {
    if (names.size() == 1) {
      return new Credentials(Map.of(names.getFirst(), key));
    }
    var parts = new LinkedHashMap<String, Secret>();
    var pairs = new StringTokenizer(key.reveal());
    while (pairs.hasMoreTokens()) {
      String pair = pairs.nextToken();
      int sign = pair.indexOf('=');
      if (sign > 0 && names.contains(pair.substring(0, sign))) {
        parts.put(pair.substring(0, sign), Secret.of(pair.substring(sign + 1)));
      }
    }
    return new Credentials(parts);
  }

  /// One part, if the key has it.
  public Optional<Secret> part(String name) {
    return Optional.ofNullable(parts.get(name)).filter(part -> !part.isEmpty());
  }

  /// The text of a part, only for the request that it goes into.
  public Optional<String> reveal(String name) {
    return part(name).map(Secret::reveal);
  }

  @Override
  public String toString() {
    return "•••";
  }
}
