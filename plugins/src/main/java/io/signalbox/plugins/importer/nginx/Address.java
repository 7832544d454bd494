package io.signalbox.plugins.importer.nginx;

import java.util.Optional;
import java.util.regex.Pattern;

/// What `proxy_pass` says. Immutable.
///
/// @param host a name with or without a port, an upstream's name or a variable with its sign
/// @param path with its slash; empty: that of the request
record Address(String scheme, String host, String path) {
  private static final Pattern FORM =
      Pattern.compile("(https?)://([^/\\s@?#]{1,250})(/[^\\s?#]{0,500})?");

  /// Empty for anything else: sockets, variables alone, addresses with names of users.
  static Optional<Address> of(String text) {
    var parts = FORM.matcher(text.strip());
    return parts.matches()
        ? Optional.of(
            new Address(
                parts.group(1), parts.group(2), parts.group(3) == null ? "" : parts.group(3)))
        : Optional.empty();
  }

  /// The same with a path, unless it has one.
  Address orPath(String other) {
    return path.isEmpty() ? new Address(scheme, host, other) : this;
  }

  /// The base address of OpenAI's dialect at a host.
  String base(String server) {
    String version = path.replaceFirst("/+$", "");
    boolean versioned = version.matches(".*/v[0-9][a-z0-9]*(/openai)?");
    return scheme + "://" + server + (versioned ? version : version + "/v1");
  }
}
