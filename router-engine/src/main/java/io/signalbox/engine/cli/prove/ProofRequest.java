package io.signalbox.engine.cli.prove;

import io.signalbox.engine.chat.FailureClass;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A request of a proof, as a client sends it. Immutable.
///
/// @param name how people find it
/// @param body the body's members
/// @param headers names in lower case
/// @param failing which models fail and how, by id
/// @param as the shape of the body
record ProofRequest(
    String name,
    Map<String, Object> body,
    Map<String, String> headers,
    Map<String, FailureClass> failing,
    AskedAs as) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// One of OpenAI's chat completions.
  ProofRequest(
      String name,
      Map<String, Object> body,
      Map<String, String> headers,
      Map<String, FailureClass> failing) {
    this(name, body, headers, failing, AskedAs.CHAT);
  }

  ProofRequest {
    headers = Map.copyOf(headers);
    failing = Map.copyOf(failing);
  }

  /// The body as it is sent.
  byte[] bytes() {
    return JSON.writeValueAsBytes(body);
  }

  /// The labels in its body and in its header; those of the header win.
  Map<String, String> labels() {
    var labels = new LinkedHashMap<String, String>();
    if (body.get("metadata") instanceof Map<?, ?> said) {
      said.forEach((name, value) -> labels.put(String.valueOf(name), String.valueOf(value)));
    }
    labels.putAll(ofHeader());
    return labels;
  }

  /// Those in its header.
  Map<String, String> ofHeader() {
    return Stream.of(headers.getOrDefault("x-signalbox-metadata", "").split(",", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0].strip(), pair -> pair[1].strip(), (a, b) -> b));
  }

  /// The same with other headers.
  ProofRequest with(Map<String, String> others) {
    return new ProofRequest(name, body, others, failing, as);
  }

  boolean streams() {
    return Boolean.TRUE.equals(body.get("stream"));
  }

  /// The same with these models failing.
  ProofRequest failing(Map<String, FailureClass> models) {
    var words = new LinkedHashMap<String, String>();
    models.forEach((model, kind) -> words.put(model, kind.id()));
    String failed = models.isEmpty() ? name : name + ", " + words;
    return new ProofRequest(failed, body, headers, models, as);
  }
}
