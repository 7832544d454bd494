package io.signalbox.app.fixes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.RealEngine;
import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.RoutePath;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.Notice;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.spi.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What is offered mends what is wrong and breaks nothing.
final class FixesTest {
  private static final Installation KNOWN = Desk.installation();

  private static final String MODELS =
      """
      signalbox: 1
      name: Desk
      start: %s
      models:
        opus: { provider: anthropic, model: claude-opus-4-5, labels: { region: us } }
        gpt: { provider: openai, model: gpt-5.1, labels: { region: home } }
      """;

  /// A graph with a problem, and the words of the fixes that are offered for it.
  private record Case(String code, String text, String... words) {
    /// The same with a model whose id has dots.
    Case dotted() {
      String other = dotted(text.replace("health.gtp.open", "health[\"gtp-5.1\"].open"));
      return new Case(code, other, Stream.of(words).map(Case::dotted).toArray(String[]::new));
    }

    private static String dotted(String text) {
      return text.replaceAll("\\b(gpt|gtp)\\b(?!-)", "$1-5.1");
    }
  }

  private static Case rules(String code, String rules, String... words) {
    return node(code, "kind: rules\n    rules:\n" + rules.indent(6) + "    otherwise: opus", words);
  }

  private static Case node(String code, String node, String... words) {
    return new Case(code, MODELS.formatted("a") + "nodes:\n  a:\n    " + node + "\n", words);
  }

  private static List<Case> cases() {
    var cases = new ArrayList<Case>();
    cases.add(
        rules(
            "shadowed-rule",
            "- { when: tokens > 5, to: gpt }\n- { when: tokens > 9, to: opus }",
            "Move above rule 1",
            "Remove"));
    cases.add(
        rules(
            "shadowed-rule",
            "- { when: tokens > 5, to: gpt }\n- { when: tokens > 5, to: opus }",
            "Remove"));
    cases.add(
        rules(
            "never-holds",
            "- { when: tokens > 5, to: gpt }\n- { when: tokens > 9 && tokens < 3, to: opus }",
            "Remove the rule"));
    cases.add(
        rules(
            "always-holds",
            "- { when: tokens > 5, to: gpt }\n- { when: tokens >= 0 || tokens < 0, to: opus }",
            "Use as otherwise",
            "Remove the rule"));
    cases.add(rules("unknown-model", "- { when: 'health.gtp.open', to: gpt }", "Use gpt"));
    cases.add(
        rules("unknown-target", "- { when: tokens > 5, to: gtp }", "Use gpt", "Remove the rule"));
    cases.add(
        rules(
            "no-target",
            "- { when: tokens > 5, to: '' }\n- { when: tokens > 2, to: gpt }",
            "Connect to opus",
            "Connect to gpt",
            "Remove the rule"));
    cases.add(rules("unknown-key", "- { whem: tokens > 5, when: tokens > 5, to: gpt }"));
    cases.add(node("no-rules", "kind: rules\n    rules: []\n    otherwise: opus", "Remove it"));
    cases.add(node("no-change", "kind: rewrite\n    to: opus", "Remove it"));
    cases.add(node("unknown-value", "kind: fallbak\n    to: [ gpt ]", "Use fallback"));
    cases.add(node("unknown-key", "kind: fallback\n    to: [ gpt ]\n    retrys: 2", "Use retries"));
    cases.add(
        node(
            "condition",
            "kind: rules\n    rules:\n      - { when: toknes > 5, to: gpt }\n    otherwise: opus",
            "Use tokens"));
    cases.add(
        node(
            "duplicate-branch",
            "kind: fallback\n    to: [ gpt, opus, gpt ]",
            "Remove from the list"));
    cases.add(
        node("no-branches", "kind: fallback\n    to: []", "Connect to opus", "Connect to gpt"));
    cases.add(
        node(
            "no-failure-classes",
            "kind: fallback\n    to: [ gpt, opus ]\n    on: []",
            "Use default failure classes"));
    cases.add(
        node(
            "nobody-continues",
            "kind: fallback\n    to: [ gpt ]\n    mid_stream: continue",
            "End with error event"));
    cases.add(
        node(
            "attempts-above-limit",
            "kind: fallback\n    to: [ gpt, opus ]\n    attempts: 9",
            "Use 3"));
    cases.add(
        new Case(
            "bad-id",
            MODELS.formatted("gpt") + "  'a b': { provider: openai, model: gpt-5.1 }\n",
            "Rename to a-b"));
    cases.add(
        node(
            "no-limit",
            "kind: limit\n    per: minute\n    within: gpt\n    over: opus",
            "Allow 60 requests"));
    cases.add(
        node(
            "cycle",
            "kind: fallback\n    to: [ gpt, a ]",
            "Connect to opus",
            "Remove from the list"));
    cases.add(
        node(
            "disabled",
            "kind: budget\n    usd: 1\n    per: day\n    within: gpt\n    over: b\n  b:\n"
                + "    kind: reject\n    status: 403\n    message: x\n    disabled: true",
            "Enable b"));
    cases.add(
        new Case(
            "no-start",
            MODELS.formatted("''"),
            "Set entry point to opus",
            "Set entry point to gpt"));
    cases.add(new Case("unknown-target", MODELS.formatted("gtp"), "Set entry point to gpt"));
    cases.add(new Case("unreachable", MODELS.formatted("gpt"), "Remove"));
    cases.add(
        new Case(
            "unreachable",
            MODELS.formatted("opus")
                + "nodes:\n  a:\n    kind: rewrite\n    drop: [ tools ]\n    to: gpt\n",
            "Remove"));
    cases.add(
        new Case(
            "unknown-provider",
            MODELS.formatted("x") + "  x: { provider: opneai, model: gpt-5.1 }\n",
            "Use openai"));
    cases.add(
        new Case(
            "no-price",
            MODELS.formatted("x") + "  x: { provider: openai, model: gpt-5.2 }\n",
            "Use gpt-5.1"));
    cases.add(
        new Case(
            "missing-value", MODELS.formatted("x") + "  x: { model: gpt-5.1 }\n", "Use openai"));
    cases.add(
        new Case(
            "cost-without-price",
            MODELS.formatted("a")
                + "  x: { provider: openai, model: other }\nnodes:\n  a:\n    kind: balance\n"
                + "    by: cost\n    to: [ x, gpt ]\n",
            "Balance by latency"));
    cases.add(
        new Case(
            "empty-frame",
            MODELS.formatted("gpt") + "frames:\n  - { at: [0, 0], size: [9, 9] }\n",
            "Remove the frame"));
    cases.add(
        new Case(
            "empty-promise",
            MODELS.formatted("gpt") + "promises:\n  - { name: Nothing }\n",
            "Remove promise"));
    cases.add(
        new Case(
            "promise-broken",
            MODELS.formatted("opus")
                + "promises:\n  - { name: Home, when: 'metadata.data == \"x\"',"
                + " only: 'model.labels.region == \"home\"' }\n",
            "Show path",
            "Add a rule before it"));
    cases.add(
        new Case(
            "promise-broken",
            MODELS.formatted("opus")
                + "promises:\n  - { name: Home, when: 'metadata.data == \"x\"', attempts: 3,"
                + " only: 'model.labels.region == \"home\"' }\n",
            "Show path",
            "Add a rule before it"));
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> offersWhatMends() {
    return cases().stream()
        .flatMap(each -> Stream.of(each, each.dotted()))
        .map(each ->
            DynamicTest.dynamicTest(
                each.code() + " " + String.join(", ", each.words()), () -> check(each)));
  }

  private static void check(Case each) {
    Document document = document(each.text());
    Problem problem =
        document.problems().stream()
            .filter(found -> found.code().id().equals(each.code()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(document.problems().toString()));
    List<Fix> fixes = Fixes.of(problem, document, KNOWN);
    if (each.words().length > 0) {
      assertEquals(List.of(each.words()), fixes.stream().map(Fix::words).toList());
    }
    for (Fix fix : fixes) {
      String text =
          switch (fix) {
            case Fix.Edit edit -> document.read().with(edit.edit()).text();
            case Fix.Retype retype -> retype.typed(document.text());
            case Fix.Go go -> "";
            case Fix.ShowPath path -> "";
          };
      if (!text.isEmpty()) {
        mended(fix.words(), problem, document, document(text));
      }
    }
  }

  private static void mended(String words, Problem problem, Document before, Document after) {
    assertTrue(
        after.problems().stream().noneMatch(each -> same(each, problem)),
        () -> words + " left " + after.problems() + "\n" + after.text());
    List<String> old = errors(before);
    assertTrue(
        old.containsAll(errors(after)),
        () -> words + " made " + after.problems() + "\n" + after.text());
  }

  private static boolean same(Problem one, Problem other) {
    return one.code() == other.code() && one.message().equals(other.message());
  }

  private static List<String> errors(Document document) {
    return document.problems().stream().filter(Problem::isError).map(Problem::message).toList();
  }

  private static Document document(String text) {
    Document read = Document.of("desk.yaml", text);
    return read.sound()
        ? read.checked(
            GraphCheck.check(
                read.graph(),
                model -> KNOWN.catalog().cardOf(model.provider(), model.model()),
                KNOWN.providers().stream().map(Provider::id).toList()))
        : read;
  }

  @Test
  void removesNodesReachableOnlyFromUnreachable() {
    Document document =
        document(
            MODELS.formatted("opus")
                + "nodes:\n  a:\n    kind: rewrite\n    drop: [ tools ]\n    to: b\n"
                + "  b:\n    kind: rewrite\n    drop: [ tools ]\n    to: gpt\n");
    Problem problem =
        document.problems().stream()
            .filter(each -> each.path().equals("nodes.b"))
            .findFirst()
            .orElseThrow();
    Fix fix = Fixes.of(problem, document, KNOWN).getFirst();
    assertEquals("Remove with its inputs", fix.words());
    String text = document.read().with(((Fix.Edit) fix).edit()).text();
    assertEquals(List.of(), errors(document(text)));
  }

  @Test
  void conditionFixKeepsStringLiterals() {
    String when = "health.gtp.open && metadata.q == \"health.gtp.open\"";
    Document document =
        document(
            MODELS.formatted("a")
                + "nodes:\n  a:\n    kind: rules\n    rules:\n      - { when: '"
                + when
                + "', to: gpt }\n    otherwise: opus\n");
    Problem problem =
        document.problems().stream()
            .filter(each -> each.code().id().equals("unknown-model"))
            .findFirst()
            .orElseThrow();
    Fix fix = Fixes.of(problem, document, KNOWN).getFirst();
    String text = document.read().with(((Fix.Edit) fix).edit()).text();
    assertTrue(text.contains("health.gpt.open && metadata.q == \"health.gtp.open\""), text);
  }

  @Test
  void ruleThatKeepsOnePromiseLeadsToModelThatOthersAllow() {
    Document document =
        document(
            MODELS.formatted("opus")
                + "promises:\n"
                + "  - { name: Home, when: 'app == \"x\"', only: 'model.id in [\"opus\", \"gpt\"]'"
                + " }\n"
                + "  - { name: Other, when: 'app == \"x\"', only: 'model.id == \"gpt\"' }\n");
    Problem problem =
        Problem.of(ProblemCode.PROMISE_BROKEN, Place.promise(0)).with("promise", "Home");
    Fix fix = Fixes.of(problem, document, KNOWN).getLast();
    String text = document.read().with(((Fix.Edit) fix).edit()).text();
    assertTrue(text.contains("to: gpt"), text);
  }

  private static final String GUARDED =
      MODELS.formatted("a")
          + """
          nodes:
            a:
              kind: rules
              name: Triage
              rules:
                - { when: tokens > 5, to: gpt }
                - { when: tokens > 9, to: opus }
              otherwise: gpt
          promises:
            - { name: At home, when: tokens > 9, only: 'model.id == "gpt"' }
          """;

  @TempDir private Path home;

  private static Fix move(Session session) {
    Document document = session.editor().document();
    Problem shadowed =
        document.problems().stream()
            .filter(each -> each.code() == ProblemCode.SHADOWED_RULE)
            .findFirst()
            .orElseThrow();
    Fix move = Fixes.of(shadowed, document, session.installation()).getFirst();
    assertEquals("Move above rule 1", move.words());
    return move;
  }

  private static Notice told(Session session) {
    return session.notices().noticeProperty().get().orElseThrow();
  }

  private static void changeAnyway(Session session) {
    told(session).remedy().orElseThrow().action().run();
  }

  @Test
  void fixThatBreaksPromiseIsOnlyWrittenWhenItIsAskedForAgain() {
    try (RealEngine engine = RealEngine.at(home)) {
      var session = new Session(document(GUARDED), engine.installation(), Background.direct());
      move(session).apply(session.fixContext());
      assertEquals(GUARDED, session.editor().document().text());
      assertEquals(
          "Not changed: “Move above rule 1” would break “At home”.", told(session).words());
      changeAnyway(session);
      assertEquals("opus", first(session).to());
      assertEquals("“At home” does not hold in Desk.", told(session).words());
    }
  }

  @Test
  void graphThatIsBroughtToFrontMeanwhileIsLeftAlone() {
    try (RealEngine engine = RealEngine.at(home)) {
      var session = new Session(document(GUARDED), engine.installation(), Background.direct());
      move(session).apply(session.fixContext());
      Notice asked = told(session);
      String other = GUARDED.replace("name: Desk", "name: Other");
      session.editor().open(document(other));
      asked.remedy().orElseThrow().action().run();
      assertEquals(other, session.editor().document().text());
      assertEquals("The graph has changed meanwhile. Choose the fix again.", told(session).words());
      session.editor().show(session.editor().files().getFirst());
      assertEquals(GUARDED, session.editor().document().text());
    }
  }

  @Test
  void editMadeMeanwhileIsNotOverwritten() {
    try (RealEngine engine = RealEngine.at(home)) {
      var session = new Session(document(GUARDED), engine.installation(), Background.direct());
      move(session).apply(session.fixContext());
      Notice asked = told(session);
      String edited = GUARDED.replace("tokens > 5", "tokens > 6");
      session.editor().type("Type", edited, false);
      asked.remedy().orElseThrow().action().run();
      assertEquals(edited, session.editor().document().text());
      assertEquals("The graph has changed meanwhile. Choose the fix again.", told(session).words());
    }
  }

  @Test
  void brokenTextIsSaidBeforePromisesAreChecked() {
    try (RealEngine engine = RealEngine.at(home)) {
      var session = new Session(document(GUARDED), engine.installation(), Background.direct());
      Fix move = move(session);
      session.editor().type("Type", GUARDED + "  - {\n", false);
      move.apply(session.fixContext());
      String said = told(session).words();
      assertTrue(said.startsWith("The file has an error"), said);
    }
  }

  @Test
  void wayAfterWhichNoPromiseCanBeCheckedIsAskedForAgain() {
    try (RealEngine engine = RealEngine.at(home)) {
      var session = new Session(document(GUARDED), engine.installation(), Background.direct());
      new Fix.Edit("Start nowhere", new GraphEdit.SetStart("nobody")).apply(session.fixContext());
      assertEquals(GUARDED, session.editor().document().text());
      assertEquals(
          "Not changed: no promise could be checked after “Start nowhere”.", told(session).words());
      changeAnyway(session);
      assertEquals("nobody", session.editor().document().graph().start());
    }
  }

  @Test
  void ruleForPromiseTakesModelThatBreaksNoOtherAndSaysWhereItIs() {
    String text =
        MODELS.formatted("a")
            + """
              slow: { provider: openai, model: gpt-5.1, labels: { region: home } }
            nodes:
              a: { kind: rules, name: Triage, rules: [ { when: tokens > 5, to: opus } ], otherwise: opus }
            promises:
              - { name: At home, when: 'app == "x"', only: 'model.labels.region == "home"' }
              - { name: Not gpt, when: 'app == "x" && tokens < 3', only: 'model.id != "gpt"' }
              - { name: Never slow, when: 'app == "y"', only: 'model.id != "slow"' }
            """;
    try (RealEngine engine = RealEngine.at(home)) {
      var session = new Session(document(text), engine.installation(), Background.direct());
      Problem broken =
          engine.installation().engine().check(session.editor().document().graph()).stream()
              .filter(each -> each.code() == ProblemCode.PROMISE_BROKEN)
              .findFirst()
              .orElseThrow();
      Fixes.of(broken, session.editor().document(), session.installation())
          .getLast()
          .apply(session.fixContext());
      assertEquals("slow", first(session).to(), "gpt would break another promise");
      assertEquals(
          "Added as rule 1 of Triage in Desk.",
          session.notices().noticeProperty().get().orElseThrow().words());
    }
  }

  private static RulesNode.Rule first(Session session) {
    return ((RulesNode) session.editor().document().graph().nodes().get("a")).rules().getFirst();
  }

  @Test
  void highlightsPathThatBreaksPromise() {
    Document document =
        document(
            MODELS.formatted("both")
                + "nodes:\n  a: { kind: fallback, to: [ opus, gpt ] }\n"
                + "  both: { kind: mirror, to: a, shadow: opus }\n"
                + "promises:\n  - { name: Home, only: 'model.labels.region == \"home\"' }\n");
    var session = new Session(document, KNOWN, Background.direct());
    List<RoutePath> lit =
        document.problems().stream().map(problem -> lit(problem, document, session)).toList();
    assertEquals(List.of("opus", "opus"), lit.stream().map(way -> way.end().orElse("")).toList());
    var first = Set.of(new RoutePath.NodeExit("both", 0), new RoutePath.NodeExit("a", 0));
    assertEquals(first, lit.getFirst().exits());
    assertEquals(Set.of(new RoutePath.NodeExit("both", 1)), lit.getLast().exits());
    session.editor().edit("Other", new GraphEdit.SetName("Other"));
    assertEquals(
        RoutePath.NONE, session.simulator().resultProperty().get().lit(), "it may be mended now");
  }

  private static RoutePath lit(Problem problem, Document document, Session session) {
    Fix path = Fixes.of(problem, document, KNOWN).getFirst();
    assertEquals("Show path", path.words());
    path.apply(session.fixContext());
    return session.simulator().resultProperty().get().lit();
  }
}
