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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is found of servers that do as described, and of those that are broken on purpose.
@Timeout(180)
class ConformRunTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

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
              Duration.ZERO);
      ConformReport report = ConformRun.of(plan, row -> {});
      assertTrue(server.requests.stream().anyMatch(request -> request.contains(key)));
      assertFalse(report.toString().contains(key), report.toString());
      assertFalse(report.toString().contains("secret-0123"), report.toString());
    }
  }

  @Test
  void addressWhereNothingAnswersIsTold() {
    var plan =
        new ConformPlan(
            "http://127.0.0.1:1/v1", Optional.empty(), Optional.empty(), PATIENT, Duration.ZERO);
    ConformReport report = ConformRun.of(plan, row -> {});
    assertTrue(report.trouble().contains("nothing answers at 127.0.0.1"), report.trouble());
    assertTrue(report.learned().isEmpty());
    assertEquals(1, report.calls());
  }

  private static void echoesTheKey(FakeProvider.Line line) throws IOException {
    String request = line.request();
    String key = request.replaceAll("(?s).*(?i)authorization: Bearer ([^\r]*).*", "$1");
    line.whole(
        401,
        "application/json",
        "{\"error\":{\"message\":\"wrong key " + key + "\"}}",
        "connection: close");
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
        server.url(), Optional.empty(), Optional.empty(), patience, Duration.ZERO);
  }
}
