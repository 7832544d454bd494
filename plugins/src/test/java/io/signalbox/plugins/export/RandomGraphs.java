package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sound graphs of all kinds of nodes, and requests for them, each the same for its seed. */
public final class RandomGraphs {
  private static final List<String> CONDITIONS =
      List.of(
          "metadata.task == \"translate\"",
          "metadata.task in [\"sum\", \"say \\\"hi\\\"\", \"${HOME}\"]",
          "metadata.tier != \"free\"",
          "metadata[\"we ird\"] == \"y\"",
          "metadata.team.startsWith(\"lab-\") && metadata.tier == \"pro\"",
          "!(metadata.tier == \"free\" || metadata.task == \"sum\")",
          "number(metadata.score) > 0.5",
          "text.contains(\"poem\")",
          "text.matches(\"(?i)\\\\b(loop|code)\\\\b\")",
          "text.matches(\"[ä-ü]+$\")",
          "system.startsWith(\"You\")",
          "headers[\"x-team\"] == \"red\"",
          "model == \"smart\"",
          "model.startsWith(\"gpt-\")",
          "user in [\"ada\", \"bob\"]",
          "stream",
          "!stream && max_tokens >= 100",
          "images > 0",
          "messages > 1 ? has_tools : wants_json",
          "\"search\" in tools",
          "tools.exists(t, t.contains(\"ea\"))",
          "size(tools) == 2",
          "tokens > 20",
          "hour < 12");

  private static final List<String> CLASSES =
      List.of(
          "",
          ", on: [ rate_limited, overloaded, server_error, timeout, unreachable ]",
          ", on: [ rate_limited, unreachable ], retries: 1",
          ", on: [ server_error ]",
          ", first_token: 5s, total: 30s",
          ", attempts: 2");

  private static final String MODELS =
      """
        opus:  { provider: anthropic, model: claude-opus-4-5, labels: { region: us } }
        gpt:   { provider: openai, model: gpt-5.1, params: { temperature: 0.2, stop: [ "a: b" ] }, labels: { region: us } }
        mini:  { provider: openai, model: gpt-5-mini, key: env:MINI_KEY, labels: { region: eu } }
        flash: { provider: gemini, model: gemini-3-flash, labels: { region: eu } }
        fast:  { provider: groq, model: openai/gpt-oss-120b, labels: { region: us } }
        home:  { provider: ollama, model: llama3.2, labels: { region: local } }
      """;

  private static final List<String> IDS = List.of("opus", "gpt", "mini", "flash", "fast", "home");

  private final Random random;

  public RandomGraphs(long seed) {
    random = new Random(seed);
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** The text of a graph. */
  public String text() {
    int count = 1 + random.nextInt(7);
    var text = new StringBuilder("signalbox: 1\nname: Random\nstart: n0\nmodels:\n" + MODELS);
    text.append("nodes:\n");
    for (int i = 0; i < count; i++) {
      text.append("  n").append(i).append(": { ").append(node(i, count)).append(" }\n");
    }
    text.append("  no: { kind: reject, status: 451, message: \"Not \\\"here\\\".\" }\n");
    return text + promises();
  }

  /** The graph, without what is wrong with it. */
  public RoutingGraph next() {
    String text = text();
    GraphText read = GraphText.read("g.yaml", text);
    assertTrue(read.isSound(), () -> read.problems() + "\n" + text);
    return read.graph().orElseThrow();
  }

  private String promises() {
    return switch (random.nextInt(6)) {
      case 0 ->
          "promises: [ { name: Home, when: 'metadata.data == \"health\"', only:"
              + " 'model.labels.region == \"local\"' } ]\n";
      case 1 -> "promises: [ { name: Few, attempts: 2 } ]\n";
      case 2 -> "promises: [ { name: Us, only: 'model.labels.region != \"eu\"' } ]\n";
      case 3 ->
          "promises: [ { name: Long, when: 'tokens > 10 && text.contains(\"secret\")', only:"
              + " 'model.labels.region == \"local\"' } ]\n";
      default -> "";
    };
  }

  private String target(int from, int count) {
    int next = from + 1 + random.nextInt(4);
    return next < count ? "n" + next : random.nextInt(9) == 0 ? "no" : any(IDS);
  }

  private List<String> targets(int from, int count, int most) {
    return IntStream.range(0, 1 + random.nextInt(most))
        .mapToObj(i -> target(from, count))
        .distinct()
        .toList();
  }

  private String node(int i, int count) {
    String to = target(i, count);
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> rules(i, count);
      case 4, 5 -> "kind: fallback, to: " + targets(i, count, 3) + any(CLASSES);
      case 6 -> split(i, count);
      case 7 ->
          "kind: balance, by: "
              + any(List.of("cost", "latency", "turns"))
              + ", to: "
              + targets(i, count, 3);
      case 8 -> rewrite(to);
      default -> quota(i, count);
    };
  }

  private String rules(int i, int count) {
    var rules = new ArrayList<String>();
    for (int j = 0; j <= random.nextInt(3); j++) {
      rules.add(
          "{ when: '" + any(CONDITIONS).replace("'", "''") + "', to: " + target(i, count) + " }");
    }
    return "kind: rules, rules: " + rules + ", otherwise: " + target(i, count);
  }

  private String split(int i, int count) {
    List<String> to = targets(i, count, 3);
    return "kind: split, sticky: "
        + any(List.of("request", "user", "conversation"))
        + ", shares: "
        + to.stream()
            .map(each ->
                "{ to: " + each + ", share: " + any(List.of("1", "0.25", "33%", "2")) + " }")
            .collect(Collectors.joining(", ", "[ ", " ]"));
  }

  private String rewrite(String to) {
    return "kind: rewrite, "
        + any(
            List.of(
                "set: { temperature: 0.4, metadata.task: sum }",
                "drop: [ tools, metadata.tier ]",
                "system: { prepend: \"Be brief: {x} ${y}.\" }",
                "system: { append: Hi }",
                "redact: [ email ]",
                "set: { max_tokens: 200 }"))
        + ", to: "
        + to;
  }

  private String quota(int i, int count) {
    String ends = "within: " + target(i, count) + ", over: " + any(List.of("no", "home"));
    return any(
        List.of(
            "kind: limit, requests: 5, per: minute, " + ends,
            "kind: limit, requests: 5, per: hour, of: user, " + ends,
            "kind: budget, usd: 5, per: day, " + ends));
  }

  /** What one request of a suite asks, as YAML. */
  public String request() {
    var request = new ArrayList<String>();
    request.add(
        "text: "
            + any(
                List.of(
                    "'hello'",
                    "'a poem about a loop'",
                    "'the secret CODE, please'",
                    "'grün über'",
                    "'loopy codes'")));
    if (random.nextBoolean()) {
      request.add("metadata: { " + labels() + " }");
    }
    if (random.nextInt(3) == 0) {
      request.add("model: " + any(List.of("smart", "gpt-x", "other")));
    }
    if (random.nextInt(3) == 0) {
      request.add("user: " + any(List.of("ada", "eve")));
    }
    if (random.nextInt(3) == 0) {
      request.add("headers: { x-team: " + any(List.of("red", "blue")) + " }");
    }
    if (random.nextInt(3) == 0) {
      request.add("tools: " + any(List.of("[ search ]", "[ read, search ]", "[ run ]")));
    }
    if (random.nextInt(4) == 0) {
      request.add("max_tokens: " + any(List.of("50", "100", "5000")));
    }
    if (random.nextInt(4) == 0) {
      request.add("images: 1");
    }
    if (random.nextInt(3) == 0) {
      request.add("stream: true");
    }
    if (random.nextInt(5) == 0) {
      request.add("json: true");
    }
    if (random.nextInt(4) == 0) {
      request.add("system: You are kind.");
    }
    return "{ " + String.join(", ", request) + " }";
  }

  private String labels() {
    return List.of(
            "task: " + any(List.of("translate", "sum", "'say \"hi\"'", "'${HOME}'")),
            "tier: " + any(List.of("free", "pro")),
            "\"we ird\": \"y\"",
            "team: " + any(List.of("lab-a", "ops")),
            "score: " + any(List.of("'0.7'", "'0.5'", "'x'")),
            "data: " + any(List.of("health", "none")))
        .stream()
        .filter(each -> random.nextBoolean())
        .collect(Collectors.joining(", "));
  }

  /** A suite of so many requests. */
  public String suite(int count) {
    return "graph: g.yaml\ncases:\n"
        + IntStream.range(0, count)
            .mapToObj(i ->
                "  - { name: c" + i + ", request: " + request() + ", expect: { status: 200 } }\n")
            .collect(Collectors.joining());
  }
}
