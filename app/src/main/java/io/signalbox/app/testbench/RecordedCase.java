package io.signalbox.app.testbench;

import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.ToolDraft;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A request that was tried out, as a test: it must go the same way, or, where that hung on a
/// provider that failed, the way that it goes when all is well.
final class RecordedCase {
  private RecordedCase() {}

  static SuiteCase of(
      String name, RequestDraft ask, Trace trace, RoutingGraph graph, Engine engine) {
    var wanted = new SuiteCase(name, request(ask), ask.supposed(), expect(trace));
    SuiteResult.Tested tested =
        engine.test(graph, new SuiteFile("", List.of(wanted))).cases().getFirst();
    return new SuiteCase(name, wanted.request(), wanted.given(), answered(tested));
  }

  /// A request that no model answers is expected to be refused.
  private static SuiteCase.Expect answered(SuiteResult.Tested tested) {
    SuiteCase.Expect came = tested.came();
    return came.model().filter(String::isEmpty).isEmpty()
        ? came
        : SuiteCase.Expect.ANYTHING.came(
            Optional.empty(),
            came.path(),
            Optional.empty(),
            OptionalInt.of(tested.trace().status()));
  }

  private static SuiteCase.Expect expect(Trace trace) {
    Optional<String> model = trace.answer().map(Attempt::model);
    boolean rejected = model.isEmpty() && trace.attempts().isEmpty() && trace.status() >= 400;
    return SuiteCase.Expect.ANYTHING.came(
        rejected ? Optional.empty() : Optional.of(model.orElse("")),
        Optional.of(trace.path()),
        Optional.empty(),
        rejected ? OptionalInt.of(trace.status()) : OptionalInt.empty());
  }

  private static SuiteCase.Request request(RequestDraft ask) {
    ChatRequest request = ask.request();
    List<Message> words = request.messages().stream().map(RecordedCase::words).toList();
    return new SuiteCase.Request(
        words,
        ask.model(),
        ask.app(),
        Optional.empty(),
        Optional.empty(),
        ask.client().metadata(),
        Map.of(),
        ask.tools().stream().map(Tool::name).toList(),
        ask.images().size(),
        ask.sampling().maxTokens(),
        false,
        false);
  }

  private static Message words(Message message) {
    return Message.of(message.role(), message.text());
  }

  /// What a test asks, to be tried out, with the rest of what can be composed. What comes before
  /// its last question is earlier.
  static RequestDraft ask(SuiteCase test) {
    SuiteCase.Request request = test.request();
    return RequestDraft.of(request.messages(), request.metadata())
        .withModel(request.model())
        .withApp(request.app())
        .withTools(request.tools().stream().map(RecordedCase::tool).toList())
        .withSampling(Sampling.defaults().withMaxTokens(request.maxTokens()))
        .supposing(test.given());
  }

  private static Tool tool(String name) {
    return new ToolDraft(name, "", "").tool();
  }
}
