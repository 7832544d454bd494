package io.signalbox.engine.cli.practice;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The graph of a proxy that practices: rules as people write them, a budget, a fallback, and
/// models of each shape of API whose address says whether a stream is wanted.
///
/// @param plain the port of a provider without TLS
/// @param secure the port of one with it
/// @param tls whether there is one with it
record PracticeGraph(int plain, int secure, boolean tls) {
  /// What `metadata.to` may say, and the models that it leads to.
  private enum Target {
    CHAT("vllm", "practice", "/v1"),
    CLAUDE("anthropic", "claude-haiku-4-5", ""),
    GEMINI("gemini", "gemini-2.5-flash", "/v1beta"),
    SECURE("vllm", "practice", "/v1");

    private final String provider;
    private final String model;
    private final String path;

    Target(String provider, String model, String path) {
      this.provider = provider;
      this.model = model;
      this.path = path;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Stream<Target> used() {
    return Stream.of(Target.values()).filter(each -> tls || each != Target.SECURE);
  }

  List<String> targets() {
    return used().map(Target::id).toList();
  }

  /// Where models without TLS are.
  String plainOrigin() {
    return "http://127.0.0.1:" + plain;
  }

  /// @param key the name of the variable with a key
  String text(String key) {
    return """
    signalbox: 1
    name: Practice
    start: size
    models:
    %s
    nodes:
      size:
        kind: rules
        rules:
          - { when: 'tokens > 8000', to: chat-whole }
          - { when: 'metadata.task == "translate" || has_tools && "search" in tools', to: chat-whole }
          - { when: 'text.matches("(?i)\\\\bsql\\\\b")', to: chat-whole }
        otherwise: kind
      cap:
        kind: budget
        usd: 1000
        per: day
        within: claude-whole
        over: chat-whole
      kind:
        kind: rules
        rules:
    %s
        otherwise: retried
      retried:
        kind: fallback
        to: [ chat-whole, claude-whole ]
    """
        .formatted(lines(each -> models(each, key)), lines(PracticeGraph::rules));
  }

  private String lines(Function<Target, String> text) {
    return used().map(text).collect(Collectors.joining("\n"));
  }

  private String models(Target target, String key) {
    return model(target, "whole", key) + "\n" + model(target, "stream", key);
  }

  private String model(Target target, String way, String key) {
    String origin = target == Target.SECURE ? "https://localhost:" + secure : plainOrigin();
    String keyed = target.provider.equals("vllm") ? "" : ", key: \"env:" + key + "\"";
    return "  %s-%s: { provider: %s, model: %s, url: \"%s/%s%s\"%s }"
        .formatted(
            target.id(), way, target.provider, target.model, origin, way, target.path, keyed);
  }

  private static String rules(Target target) {
    String rule = "      - { when: 'metadata.to == \"%s\" && %sstream', to: %s }";
    return rule.formatted(target.id(), "", target.id() + "-stream")
        + "\n"
        + rule.formatted(
            target.id(), "!", target == Target.CLAUDE ? "cap" : target.id() + "-whole");
  }
}
