package io.signalbox.engine.cli.bench;

/** The graphs whose costs are compared with each other. */
final class BenchGraphs {
  private BenchGraphs() {}

  private static String model(int upstream) {
    return """
    models:
      canned:
        provider: vllm
        model: canned
        url: "http://127.0.0.1:%d/v1"
        labels: { region: eu }
    """
        .formatted(upstream);
  }

  /** All nodes but the first hang on a rule that never holds. */
  static String chain(int upstream, int nodes) {
    var text = new StringBuilder("signalbox: 1\nname: Chain\n");
    text.append("start: ").append(nodes == 0 ? "canned" : "n0").append('\n');
    text.append(model(upstream)).append(nodes == 0 ? "" : "nodes:\n");
    for (int i = 0; i < nodes; i++) {
      String on = i + 1 < nodes ? "n" + (i + 1) : "canned";
      text.append("  n").append(i).append(":\n    kind: rules\n    rules:\n");
      text.append("      - { when: 'metadata.team == \"t").append(i).append("\"', to: ");
      text.append(on).append(" }\n    otherwise: canned\n");
    }
    return text.toString();
  }

  /** Rules, a limit, which reserves and settles as a budget does, a fallback and a promise. */
  static String full(int upstream) {
    return """
    signalbox: 1
    name: Full
    start: pace
    """
        + model(upstream)
        + """
        nodes:
          pace: { kind: limit, requests: 100000000, per: day, of: app, within: triage, over: often }
          triage:
            kind: rules
            rules:
              - { when: 'metadata.task == "translate"', to: safe }
              - { when: 'tokens > 8000', to: safe }
              - { when: 'text.matches("(?i)\\\\bsql\\\\b")', to: safe }
            otherwise: safe
          safe: { kind: fallback, to: [ canned ] }
          often: { kind: reject, status: 429, message: "Too many requests." }
        promises:
          - name: Health data stays in Europe
            when: metadata.data == "health"
            only: model.labels.region == "eu"
        """;
  }
}
