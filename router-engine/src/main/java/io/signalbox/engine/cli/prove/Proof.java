package io.signalbox.engine.cli.prove;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import io.signalbox.engine.spi.ConfigExporter.GradeReason;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.UpstreamCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks a gateway and Signalbox's own router the same, and compares which models they call, in
/// which order, with what, and the status of the answer. Belongs to one thread.
final class Proof {
  private final Engine engine;
  private final RoutingGraph graph;
  private final Map<String, Fidelity> report;
  private final boolean instructed;

  /// @param report of the export that the gateway runs
  /// @param instructed whether the requests are sent as the report tells callers to, so that what
  ///   is manual excuses nothing
  Proof(Engine engine, RoutingGraph graph, List<Fidelity> report, boolean instructed) {
    this.engine = engine;
    this.graph = graph;
    this.instructed = instructed;
    this.report =
        report.stream()
            .filter(Fidelity::isDrawn)
            .collect(Collectors.toMap(Fidelity::id, each -> each, (a, b) -> a));
  }

  /// What Signalbox does with a request.
  ///
  /// @param calls to the providers, in order
  record Predicted(Trace trace, List<UpstreamCall> calls) {
    List<String> models() {
      return calls.stream().map(UpstreamCall::model).toList();
    }
  }

  /// What Signalbox does with a request; empty if it refuses its body.
  Optional<Predicted> predicted(ProofRequest request) {
    return predicted(engine, graph, request);
  }

  /// What a graph does with a request; empty if its body is refused.
  static Optional<Predicted> predicted(Engine engine, RoutingGraph graph, ProofRequest request) {
    return read(engine, request)
        .map(read -> {
          var calls = new ArrayList<UpstreamCall>();
          var client = new Client("", "", request.headers(), request.ofHeader());
          var given = Given.NOTHING.failing(request.failing());
          var trace = engine.rehearsal().of(graph, read, client, given, calls::add);
          return new Predicted(trace, List.copyOf(calls));
        });
  }

  private static Optional<ChatRequest> read(Engine engine, ProofRequest request) {
    return engine.plugins().clientDialects().stream()
        .filter(each -> each.id().equals(request.as().dialect()))
        .findFirst()
        .map(dialect -> dialect.read(request.bytes()))
        .filter(ClientDialect.Reading.Understood.class::isInstance)
        .map(read -> ((ClientDialect.Reading.Understood) read).request());
  }

  /// Sends a request through the gateway and compares.
  ///
  /// @param asked the request as the gateway's callers have to send it
  Decided decided(
      ProofRequest request, ProofRequest asked, Gateway gateway, FakeProviders providers) {
    Optional<Predicted> predicted = predicted(request);
    providers.expect(request.failing());
    Gateway.Answer answer = gateway.ask(asked);
    List<FakeProviders.Call> came = providers.calls();
    return predicted
        .map(ours -> compared(request, ours, came, answer))
        .orElseGet(() -> refused(request, came, answer));
  }

  private static Decided refused(
      ProofRequest request, List<FakeProviders.Call> came, Gateway.Answer answer) {
    return new Decided(
        request.name(),
        List.of(),
        models(came),
        400,
        answer.status(),
        Decided.Verdict.SAME,
        "Signalbox refuses such a body");
  }

  private static List<String> models(List<FakeProviders.Call> calls) {
    return calls.stream()
        .map(call -> call.model().isEmpty() ? "(unknown key)" : call.model())
        .toList();
  }

  private Decided compared(
      ProofRequest request, Predicted ours, List<FakeProviders.Call> came, Gateway.Answer answer) {
    String unlike = unlike(ours, came, answer);
    Optional<String> told =
        unlike.isEmpty() ? Optional.empty() : declared(request, ours, came, answer);
    var verdict =
        unlike.isEmpty()
            ? Decided.Verdict.SAME
            : told.isPresent() ? Decided.Verdict.DECLARED : Decided.Verdict.WRONG;
    return new Decided(
        request.name(),
        ours.models(),
        models(came),
        ours.trace().status(),
        answer.status(),
        verdict,
        unlike + told.map(why -> "; declared: " + why).orElse(""));
  }

  private static String unlike(
      Predicted ours, List<FakeProviders.Call> came, Gateway.Answer answer) {
    if (!ours.models().equals(models(came))) {
      return "other models, or in another order";
    }
    int wanted = ours.trace().status();
    boolean graphSaysIt = came.isEmpty();
    if (graphSaysIt ? wanted != answer.status() : wanted < 400 != isFine(answer)) {
      String said = answer.body().substring(0, Math.min(200, answer.body().length()));
      return "status " + answer.status() + " instead of " + wanted + ": " + said;
    }
    for (int i = 0; i < came.size(); i++) {
      UpstreamCall call = ours.calls().get(i);
      String body = new String(call.call().body(), java.nio.charset.StandardCharsets.UTF_8);
      var sent = SentText.of(call.call().path(), body);
      String other = sent.unlike(SentText.of(came.get(i).path(), came.get(i).body()));
      if (!other.isEmpty()) {
        return "another request to " + came.get(i).model() + ": " + other;
      }
    }
    return "";
  }

  private static boolean isFine(Gateway.Answer answer) {
    return answer.status() >= 200
        && answer.status() < 400
        && !answer.body().replace(" ", "").contains("\"error\":{\"message\"");
  }

  /// What the report says of the route: only nodes and models that lie on it can declare anything,
  /// models only what is sent to them, and an estimate of tokens only what is near a border, and
  /// never that a body could not be read.
  private Optional<String> declared(
      ProofRequest request, Predicted ours, List<FakeProviders.Call> came, Gateway.Answer answer) {
    boolean sent = ours.models().equals(models(came));
    boolean unread = came.isEmpty() && answer.status() == 400;
    return Stream.of(ours.trace().path().stream(), ours.models().stream(), models(came).stream())
        .flatMap(each -> each)
        .distinct()
        .flatMap(id -> Optional.ofNullable(report.get(id)).stream())
        .flatMap(row -> reasons(row).map(why -> new Told(row, why)))
        .filter(told -> told.explains(sent))
        .filter(told -> !instructed || told.why().grade() != Grade.MANUAL)
        .filter(told -> !told.isOfTokens() || (isNearTokens(request) && !unread))
        .max(Comparator.comparing(told -> told.why().grade()))
        .map(Told::words);
  }

  private static Stream<GradeReason> reasons(Fidelity row) {
    return row.reasons().stream().filter(each -> each.grade() != Grade.EXACT);
  }

  private boolean isNearTokens(ProofRequest request) {
    return read(engine, request)
        .filter(read -> Borders.isNearTokens(graph, TokenCounter.promptTokens(read)))
        .isPresent();
  }

  /// A reason of a part on the route.
  private record Told(Fidelity row, GradeReason why) {
    boolean explains(boolean sent) {
      return sent || !row.kind().equals("model") || why.grade() == Grade.UNSUPPORTED;
    }

    boolean isOfTokens() {
      return why.text().contains("tokens are estimated");
    }

    String words() {
      return row.id() + " is " + why.grade().id() + ", " + why.text();
    }
  }
}
