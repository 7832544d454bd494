package io.signalbox.engine.proxy;

import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The query of a request as it came, in which a key of an app may be. Immutable.
record QueryText(String raw) {
  static QueryText of(ServerRequest request) {
    return new QueryText(request.query().isEmpty() ? "" : request.query().rawValue());
  }

  private List<String> pairs() {
    return raw.isEmpty() ? List.of() : List.of(raw.split("&", -1));
  }

  private static String name(String pair) {
    int end = pair.indexOf('=');
    return end < 0 ? pair : pair.substring(0, end);
  }

  boolean hasOneOf(Set<String> names) {
    return !names.isEmpty() && pairs().stream().map(QueryText::name).anyMatch(names::contains);
  }

  /// The values of all parameters of these names, decoded. What cannot be decoded is none.
  List<String> values(Set<String> names) {
    List<String> values = new ArrayList<>();
    for (String pair : pairs()) {
      int start = pair.indexOf('=') + 1;
      if (start > 0 && names.contains(name(pair))) {
        values.add(decoded(pair.substring(start)));
      }
    }
    return values;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// A key may be in it.
  @Override
  public String toString() {
    return "QueryText";
  }

  /// The query without these parameters.
  String without(Set<String> names) {
    return raw.isEmpty()
        ? ""
        : String.join("&", pairs().stream().filter(pair -> !names.contains(name(pair))).toList());
  }
}
