package io.signalbox.engine.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.conform.ChatServer.Fault;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RequestRules;
import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is found of servers that do as described, and of those that are broken on purpose.
@Timeout(180)
class ConformRunTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

  /// So that no verdict depends on how fast the machine is.
  private static final Duration NEVER_SLOW = Duration.ofDays(1);

  /// Where keys may be echoed: all words that a server chooses.
  private static final String ANSWER =
      "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":\"KEY\",\"tool_calls\":[{\"id\":\"1\",\"type\":"
          + "\"function\",\"function\":{\"name\":\"KEY\",\"arguments\":\"{}\"}}]},"
          + "\"finish_reason\":\"KEY\"}]}";

  private static final String STREAM =
      "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
          + "\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"1\",\"function\":{\"name\":\"KEY\","
          + "\"arguments\":\"{}\"}}]},\"finish_reason\":\"KEY\"}]}\n\ndata: [DONE]\n\n";

  @Test
  void serverThatDoesAsDescribedHasNothingBroken() throws Exception {
    try (var server = new ChatServer()) {
      var told = new ArrayList<ConformFinding>();
      ConformReport report = ConformRun.of(plan(server, PATIENT), told::add);
      assertEquals(List.of(), broken(report));
      assertEquals(report.findings(), told);
      assertEquals("tiny", report.model());
      assertEquals("", report.trouble());
      for (String trait :
          List.of(
              "dialects.chat-completions",
              "stream.order",
              "stream.finish",
              "stream.done",
              "stream.usage",
              "tools.call",
              "tools.stream",
              "tools.parallel",
              "tools.choice-none",
              "tools.result",
              "format.json",
              "format.schema",
              "errors.model",
              "errors.key",
              "errors.body",
              "errors.too-long",
              "parameters.max-tokens",
              "parameters.stop",
              "parameters.n",
              "parameters.logprobs",
              "conversation.developer",
              "cache.hits",
              "connection.kept",
              "connection.cancel")) {
        assertEquals(ConformVerdict.YES, verdict(report, trait), trait + report.finding(trait));
      }
      assertEquals(Set.of(), report.learned().orElseThrow().quirks());
    }
  }

  @Test
  void traitsHaveNamesOfTheirOwnAndTheBoundIsKept() throws Exception {
    try (var server = new ChatServer()) {
      ConformReport report = ConformRun.of(plan(server, PATIENT), row -> {});
      var traits = report.findings().stream().map(ConformFinding::trait).toList();
      assertEquals(traits.size(), new TreeSet<>(traits).size(), traits.toString());
      assertTrue(report.calls() <= ConformPlan.MOST_CALLS, "calls " + report.calls());
      assertTrue(report.tokens() <= ConformPlan.MOST_TOKENS, "tokens " + report.tokens());
    }
  }

  @Test
  void streamThatIsCutOrEndsWithoutAReasonIsNamed() throws Exception {
    assertEquals(
        Set.of(
            "stream.order",
            "stream.finish",
            "stream.done",
            "stream.usage",
            "tools.stream",
            "tools.parallel"),
        broken(Fault.TRUNCATED_STREAM));
    assertEquals(
        Set.of("stream.finish", "stream.done", "tools.stream", "tools.parallel"),
        broken(Fault.NO_FINISH_REASON, Fault.NO_DONE));
  }

  @Test
  void wrongFragmentsOfCallsAndMissingUsageAreNamed() throws Exception {
    assertEquals(
        Set.of("tools.parallel", "stream.usage"),
        broken(Fault.INTERLEAVED_CALLS, Fault.NO_STREAM_USAGE));
    assertEquals(Set.of("tools.stream", "tools.parallel"), broken(Fault.NAMELESS_CALLS));
    assertEquals(Set.of("format.json", "format.schema"), broken(Fault.IGNORES_SCHEMA));
  }

  @Test
  void errorsOfAnotherFormAreNamed() throws Exception {
    assertEquals(
        Set.of("errors.model", "errors.key", "errors.body", "errors.too-long"),
        broken(Fault.ERRORS_AS_TEXT));
  }

  /// The server never answers again, so only the patience decides, not how fast the machine is.
  @Test
  void cancelThatIsIgnoredIsNamed() throws Exception {
    try (var server = new ChatServer(Fault.IGNORES_CANCEL)) {
      ConformReport report = ConformRun.of(plan(server, Duration.ofSeconds(8)), row -> {});
      assertEquals(Set.of("connection.cancel"), brokenTraits(report));
    }
  }

  @Test
  void errorsWithAGoodStatusAreNamed() throws Exception {
    try (var server = new ChatServer(Fault.ERRORS_WITH_STATUS_200)) {
      ConformReport report = ConformRun.of(plan(server, PATIENT), row -> {});
      assertTrue(brokenTraits(report).contains("errors.model"), broken(report).toString());
      assertTrue(brokenTraits(report).contains("errors.body"), broken(report).toString());
    }
  }

  @Test
  void whatIsRefusedIsLearned() throws Exception {
    try (var server =
        new ChatServer(
            Fault.NO_DEVELOPER_ROLE,
            Fault.ONLY_MAX_TOKENS,
            Fault.NO_STREAM_OPTIONS,
            Fault.NO_JSON_SCHEMA,
            Fault.NO_TOOL_CHOICE,
            Fault.NO_NULL_CONTENT,
            Fault.NO_LATER_SYSTEM,
            Fault.NO_STOP,
            Fault.SOME_EFFORTS)) {
      ConformReport report = ConformRun.of(plan(server, PATIENT), row -> {});
      assertEquals(List.of(), broken(report));
      LearnedTraits learned = report.learned().orElseThrow();
      assertEquals(
          Set.of(
              Quirk.NO_DEVELOPER_ROLE,
              Quirk.MAX_TOKENS,
              Quirk.NO_STREAM_OPTIONS,
              Quirk.NO_JSON_SCHEMA,
              Quirk.NO_TOOL_CHOICE,
              Quirk.NO_NULL_CONTENT,
              Quirk.NO_STOP),
          learned.quirks());
      assertEquals(Optional.of(List.of("low", "high")), learned.rules().efforts());
      assertEquals(Optional.of(RequestRules.LaterSystem.USER), learned.rules().laterSystem());
      assertEquals(List.of("tiny"), learned.models());
    }
  }

  @Test
  void nothingIsLearnedFromAnswersThatDoNotCome() throws Exception {
    try (var server = new ChatServer(Fault.FALLS_SILENT)) {
      ConformReport report = ConformRun.of(plan(server, PATIENT), row -> {});
      LearnedTraits learned = report.learned().orElseThrow();
      assertEquals(Set.of(), learned.quirks());
      assertEquals(RequestRules.NONE, learned.rules());
      assertEquals(ConformVerdict.UNTESTED, verdict(report, "tools.rest"));
      assertEquals(ConformVerdict.UNTESTED, verdict(report, "conversation.rest"));
    }
  }

  @Test
  void nothingIsLearnedFromRefusalsForTheNumberOfCalls() throws Exception {
    try (var server = new ChatServer(Fault.TOO_MANY_LATER)) {
      ConformReport report = ConformRun.of(plan(server, PATIENT), row -> {});
      LearnedTraits learned = report.learned().orElseThrow();
      assertEquals(Set.of(), learned.quirks());
      assertEquals(RequestRules.NONE, learned.rules());
      assertEquals(ConformVerdict.UNTESTED, verdict(report, "conversation.rest"));
      assertEquals(List.of(), broken(report));
    }
  }

  @Test
  void firstCallThatIsOneTooManyDoesNotSayWhatIsSpoken() throws Exception {
    try (var server = new ChatServer(Fault.TOO_MANY_FROM_THE_FIRST)) {
      var plan =
          new ConformPlan(
              server.url(),
              Optional.of("tiny"),
              Optional.empty(),
              PATIENT,
              Duration.ZERO,
              NEVER_SLOW);
      ConformReport report = ConformRun.of(plan, row -> {});
      assertTrue(report.trouble().contains("could not be asked: 429"), report.trouble());
      assertFalse(report.toString().contains("does not speak"), report.toString());
      report
          .findings()
          .forEach(row -> assertEquals(ConformVerdict.UNTESTED, row.verdict(), row.toString()));
    }
  }

  /// Servers write any number: too large, negative, nothing.
  @Test
  void windowIsTakenOnlyIfItCanBeOne() throws Exception {
    String models =
        "{\"data\":[{\"id\":\"a\",\"context_length\":99999999999999999999999},"
            + "{\"id\":\"b\",\"context_length\":9223372036854775807},"
            + "{\"id\":\"c\",\"context_length\":-5},{\"id\":\"d\",\"context_length\":0},"
            + "{\"id\":\"e\",\"context_length\":0,\"max_model_len\":4096},"
            + "{\"id\":\"f\",\"meta\":{\"n_ctx\":-1}},{\"id\":\"%s\"}]}".formatted("x".repeat(201));
    try (var server =
        new FakeProvider(
            line -> line.whole(200, "application/json", models, "connection: close"))) {
      var plan = ConformPlan.of(server.url() + "/v1", Optional.empty(), Optional.empty());
      var words = new EndpointWords(Optional.empty());
      try (var endpoint = new Endpoint(plan, words)) {
        var dialects = new DialectProbe(endpoint, new Notebook(row -> {}, words));
        dialects.list();
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), dialects.models());
        for (String model : List.of("a", "b", "c", "d", "f")) {
          assertEquals(OptionalLong.empty(), dialects.context(model), model);
        }
        assertEquals(OptionalLong.of(4096), dialects.context("e"));
      }
    }
  }

  @Test
  void newerNameOfTheLimitIsLearned() throws Exception {
    try (var server = new ChatServer(Fault.ONLY_MAX_COMPLETION_TOKENS)) {
      ConformReport report = ConformRun.of(plan(server, PATIENT), row -> {});
      assertEquals(List.of(), broken(report));
      assertEquals(
          Optional.of("max_completion_tokens"), report.learned().orElseThrow().rules().limit());
    }
  }

  @Test
  void keyIsShownNowhere() throws Exception {
    String key = "right-but-secret-0123456789";
    try (var server = new FakeProvider(ConformRunTest::echoesTheKey)) {
      var plan =
          new ConformPlan(
              server.url() + "/v1",
              Optional.of("tiny"),
              Optional.of(Secret.of(key)),
              PATIENT,
              Duration.ZERO,
              NEVER_SLOW);
      ConformReport report = ConformRun.of(plan, row -> {});
      assertTrue(server.requests.stream().anyMatch(request -> request.contains(key)));
      for (String trait :
          List.of("errors.model", "stream.type", "stream.finish", "tools.stream", "tools.call")) {
        ConformFinding row = report.finding(trait).orElseThrow();
        assertTrue((row.came() + row.reason()).contains("•••"), row.toString());
      }
      report.findings().forEach(row -> assertTrue(row.came().length() <= 100, row.toString()));
      assertFalse(report.toString().contains(key), report.toString());
      assertFalse(report.toString().contains("secret-0123"), report.toString());
    }
  }

  @Test
  void addressWhereNothingAnswersIsTold() {
    var plan =
        new ConformPlan(
            "http://127.0.0.1:1/v1",
            Optional.empty(),
            Optional.empty(),
            PATIENT,
            Duration.ZERO,
            NEVER_SLOW);
    ConformReport report = ConformRun.of(plan, row -> {});
    assertTrue(report.trouble().contains("nothing answers at 127.0.0.1"), report.trouble());
    assertTrue(report.learned().isEmpty());
    assertEquals(1, report.calls());
  }

  private static void echoesTheKey(FakeProvider.Line line) throws IOException {
    String request = line.request();
    String key = request.replaceAll("(?s).*(?i)authorization: Bearer ([^\r]*).*", "$1");
    if (request.startsWith("GET ") || request.contains(ErrorProbe.NO_MODEL)) {
      line.whole(
          404,
          "application/json",
          "{\"error\":{\"message\":\"no\",\"code\":\"KEY\",\"type\":\"KEY\"},\"data\":[{\"id\":\"KEY\"}]}"
              .replace("KEY", "x".repeat(60) + " " + key + " y".repeat(500)),
          "connection: close");
    } else if (!request.contains(" /v1/chat/completions ")) {
      line.whole(
          401,
          "application/json",
          "{\"error\":{\"message\":\"wrong key " + key + "\"}}",
          "connection: close");
    } else if (request.contains("\"stream\":true")) {
      line.whole(200, "text/" + key, STREAM.replace("KEY", key), "connection: close");
    } else {
      line.whole(200, "application/json", ANSWER.replace("KEY", key), "connection: close");
    }
  }

  private static Set<String> broken(Fault... faults) throws Exception {
    try (var server = new ChatServer(faults)) {
      return brokenTraits(ConformRun.of(plan(server, PATIENT), row -> {}));
    }
  }

  private static Set<String> brokenTraits(ConformReport report) {
    var all = new TreeSet<String>();
    broken(report).forEach(row -> all.add(row.trait()));
    return all;
  }

  private static List<ConformFinding> broken(ConformReport report) {
    return report.findings().stream()
        .filter(row -> row.verdict() == ConformVerdict.BROKEN)
        .toList();
  }

  private static ConformVerdict verdict(ConformReport report, String trait) {
    return report.finding(trait).map(ConformFinding::verdict).orElseThrow();
  }

  private static ConformPlan plan(ChatServer server, Duration patience) {
    return new ConformPlan(
        server.url(), Optional.empty(), Optional.empty(), patience, Duration.ZERO, NEVER_SLOW);
  }
}
