package io.signalbox.engine.spi;

import io.signalbox.engine.graph.Model;
import java.util.List;

/// Addresses as people write them: with a slash at the end, with the version that the dialect's
/// path begins with, or copied whole with the endpoint at the end. All mean the same server and
/// path.
///
/// For example `https://host/v1/`, `https://host/v1` and `https://host/v1/chat/completions` all
/// call `https://host/v1/chat/completions`. An `api-version` at the end, as Azure writes it, goes
/// with every call.
public final class BaseUrl {
  /// Endpoints that are no part of a base address.
  private static final List<String> ENDPOINTS =
      List.of(
          "/chat/completions", "/completions", "/responses", "/messages", "/embeddings", "/models");

  private BaseUrl() {}

  /// The base address: no version, no slash and no endpoint at the end.
  public static String plain(String written) {
    String base = withoutSlashes(withoutVersion(written));
    for (String endpoint : ENDPOINTS) {
      if (base.endsWith(endpoint)) {
        return withoutSlashes(base.substring(0, base.length() - endpoint.length()));
      }
    }
    return base;
  }

  /// A base address with a path behind it. What the base ends with and the path begins with stands
  /// once.
  ///
  /// @param path begins with a slash
  public static String join(String written, String path) {
    String base = plain(written);
    String whole = base + path.substring(overlap(base, path));
    String version = written.substring(withoutVersion(written).length());
    return version.isEmpty() || whole.indexOf('?') < 0
        ? whole + version
        : whole + "&" + version.substring(1);
  }

  /// An address without the `?api-version=…` at its end.
  public static String withoutVersion(String written) {
    int question = written.indexOf('?');
    return question >= 0 && Model.isVersion(written.substring(question + 1))
        ? written.substring(0, question)
        : written;
  }

  /// Whether an address names a version of the API at its end, as Azure's older ones do.
  public static boolean hasVersion(String written) {
    return withoutVersion(written).length() < written.length();
  }

  private static int overlap(String base, String path) {
    for (int end = path.length(); end > 1; end--) {
      boolean boundary = end == path.length() || path.charAt(end) == '/';
      if (boundary && base.endsWith(path.substring(0, end)) && path.charAt(0) == '/') {
        return end;
      }
    }
    return 0;
  }

  private static String withoutSlashes(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(0, end);
  }
}
