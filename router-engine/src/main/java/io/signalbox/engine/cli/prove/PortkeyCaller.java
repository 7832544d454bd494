package io.signalbox.engine.cli.prove;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends what a caller of Portkey has to with each request: the configuration with the keys put in,
/// and the labels. Immutable.
///
/// @param config the configuration, as the value of a header
record PortkeyCaller(String config) implements UnaryOperator<ProofRequest> {
  /// Headers carry ASCII alone.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final Pattern KEY = Pattern.compile("\\$\\{SIGNALBOX_PROOF_(\\d{1,9})_KEY}");

  /// @param directory of the exported file
  static PortkeyCaller of(Path directory) {
    try {
      String text = Files.readString(directory.resolve("config.json"));
      return new PortkeyCaller(
          JSON.writeValueAsString(JSON.readTree(KEY.matcher(text).replaceAll(PortkeyCaller::key))));
    } catch (IOException e) {
      throw new EngineException("The exported file cannot be read: " + e.getMessage());
    }
  }

  private static String key(MatchResult found) {
    return Matcher.quoteReplacement(FakeProviders.key(Integer.parseInt(found.group(1))).getValue());
  }

  @Override
  public ProofRequest apply(ProofRequest request) {
    var headers = new LinkedHashMap<>(request.headers());
    headers.put("x-portkey-config", config);
    headers.put("x-portkey-metadata", JSON.writeValueAsString(request.labels()));
    return request.with(headers);
  }

  /// The version of the npm package that a program belongs to; empty if it says none.
  static Optional<String> version(Path program) {
    try {
      Path build = Optional.ofNullable(program.toRealPath().getParent()).orElse(program);
      JsonNode about = JSON.readTree(Files.readString(build.resolveSibling("package.json")));
      return Optional.of(about.path("version").asString("")).filter(said -> !said.isEmpty());
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}
