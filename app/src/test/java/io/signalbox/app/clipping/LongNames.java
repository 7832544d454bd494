package io.signalbox.app.clipping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// A workspace in which whatever has a name has one of 80 characters: one long word, or many.
final class LongNames {
  private static final int LENGTH = 80;
  private static final String WORD =
      "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
  private static final String WORDS =
      "tickets of the second support level that nobody has answered since last Thursday";

  private LongNames() {}

  /// A name that is one word.
  static String word(String begin) {
    return (begin + WORD.toLowerCase(Locale.ROOT)).substring(0, LENGTH);
  }

  /// A name of many words.
  static String words(String begin) {
    return (begin + " " + WORDS).substring(0, LENGTH);
  }

  /// An id, which is ASCII.
  static String id(String begin) {
    return word(begin).replace('ä', 'a');
  }

  /// Whether a text holds one of these names, or a part of it.
  static boolean isIn(String text) {
    return text.contains("schifffahrts") || text.contains("of the second support");
  }

  /// The same graph with a promise that is broken, a model that is not there and a rule that cannot
  /// be read.
  static String broken(String graph) {
    return graph
        .replace("!= \"abroad\"", "== \"local\"")
        .replace("otherwise: " + id("asked"), "otherwise: " + id("gone"))
        .replace("tokens > 8000", "tokens > \"" + word("many") + "\"");
  }

  /// Writes a graph with its suite, a comparison and a set of prompts.
  ///
  /// @return the graph's file
  static Path write(Path folder) throws IOException {
    Files.writeString(folder.resolve(id("prompts-") + ".csv"), prompts());
    Path graph = folder.resolve(id("desk-") + ".yaml");
    String suite = id("desk-") + ".suite.yaml";
    Files.writeString(graph, graph(suite));
    Files.writeString(folder.resolve(suite), suite(graph));
    Files.writeString(folder.resolve(id("sort-") + ".compare.yaml"), comparison(graph));
    return graph;
  }

  private static String prompts() {
    var rows = new StringBuilder("id,text,word,metadata." + id("label") + "\n");
    for (int i = 0; i < 6; i++) {
      String name = i % 2 == 0 ? word("prompt" + i) : words("Prompt " + i);
      rows.append("%s,%s,%s,%s%n".formatted(name, words("Sort " + i), "ticket", word("value")));
    }
    return rows.toString();
  }

  private static String comparison(Path graph) {
    return """
    name: %s
    graph: %s
    models: [ %s, %s ]
    prompts: [ { csv: %s } ]
    checks:
      - { name: %s, cel: 'size(answer) < 100000' }
      - { name: %s, contains: '{{word}}' }
    """
        .formatted(
            words("Sort"),
            graph.getFileName(),
            id("small"),
            id("large"),
            id("prompts-") + ".csv",
            words("Short"),
            word("check"));
  }

  private static String suite(Path graph) {
    return """
    graph: %s
    cases:
      - name: %s
        request: { text: "Why is this code slow?", app: %s, metadata: { %s: %s } }
        expect: { model: %s }
      - name: %s
        request: { text: "Hello" }
        expect: { model: %s }
    """
        .formatted(
            graph.getFileName(),
            words("Code goes to"),
            word("app"),
            id("label"),
            word("value"),
            id("large"),
            word("rest"),
            id("large"));
  }

  /// `@x` stands for an id, `'word x'` and `'words x'` for names.
  private static String graph(String suite) {
    String ids = ID.matcher(GRAPH.replace("$SUITE", suite)).replaceAll(each -> id(each.group(1)));
    String one = ONE.matcher(ids).replaceAll(each -> "'" + word(each.group(1)) + "'");
    return MANY.matcher(one).replaceAll(each -> "'" + words(each.group(1)) + "'");
  }

  private static final Pattern ID = Pattern.compile("@([a-z]+)");
  private static final Pattern ONE = Pattern.compile("'word ([A-Za-z]+)'");
  private static final Pattern MANY = Pattern.compile("'words ([A-Za-z ]+)'");

  private static final String GRAPH =
      """
      signalbox: 1
      name: 'words Desk'
      start: @triage
      models:
        @small: { provider: simulated, model: gpt-5.1, name: 'word Small', labels: { @label: 'word value' } }
        @large: { provider: simulated, model: claude-opus-4-5, name: 'words Large', labels: { @label: 'word value' }, at: [ 900, 0 ] }
        @other: { provider: openai, model: @other, labels: { @label: 'word value' }, key: env:DESK_KEY, url: "https://@host.example.com/v1" }
      nodes:
        @triage:
          kind: rules
          name: 'words Triage'
          rules:
            - { when: 'text.contains("code") && metadata.@label == "x"', to: @safe, name: 'words Code' }
            - { when: 'metadata.@label == "y"', to: @topic, name: 'word Rule' }
            - { when: 'tokens > 8000', to: @cap }
            - { when: 'metadata.@label == "y"', to: @small, name: 'words The same again' }
          otherwise: @asked
        @topic:
          kind: intent
          name: 'word Topic'
          classes:
            @code: { to: @large, examples: [ 'words Why', 'word Loop' ] }
            @bill: { to: @shares, examples: [ 'words Invoice' ] }
          otherwise: @small
        @asked:
          kind: ask
          name: 'words Ask'
          model: @small
          question: 'words Which'
          answers: { @yes: @shares, @no: @rate }
          otherwise: @rate
        @shares:
          kind: split
          name: 'word Shares'
          experiment: @tone
          sticky: conversation
          shares: [ { to: @best, share: 50% }, { to: @kept, share: 50% } ]
        @best: { kind: balance, name: 'words Best', by: cost, to: [ @small, @large ], where: { p95_first_token: 3s, headroom: 10% } }
        @safe: { kind: fallback, name: 'word Safe', to: [ @large, @small, @other ], first_token: 8s }
        @kept: { kind: stay, name: 'words Stay', to: @gated }
        @cap: { kind: budget, name: 'words Budget', usd: 40, per: month, of: metadata.@label, within: @safe, over: @small, notices: [ 50% ] }
        @rate: { kind: limit, name: 'word Limit', requests: 60, per: minute, of: app, within: @store, over: @refused }
        @gated: { kind: gate, name: 'words Gate', suite: $SUITE, pass_rate: 90%, to: @small, otherwise: @large }
        @store: { kind: cache, name: 'word Cache', to: @changed }
        @changed: { kind: rewrite, name: 'words Rewrite', set: { metadata.@label: 'word value', temperature: 0 }, drop: [ tools ], redact: [ email, phone ], system: { prepend: 'words You' }, to: @copied }
        @copied: { kind: mirror, name: 'word Mirror', to: @large, shadow: @small, share: 10%, keep_texts: 7d }
        @refused: { kind: reject, name: 'words Reject', status: 429, message: 'words Too many' }
      promises:
        - { name: 'words Health', when: 'metadata.@label == "health"', only: 'model.labels.@label != "abroad"' }
        - { name: 'word Never', attempts: 3 }
      frames:
        - { name: 'words Frame', at: [ 0, -20 ], size: [ 400, 300 ] }
        - { note: 'words Ask Ada', at: [ 500, 0 ], size: [ 160, 60 ] }
      """;
}
