package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.json.BodySplice;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The client's own body, with nothing changed but the model's name and the members that the graph
/// sets.
final class VerbatimBody {
  private VerbatimBody() {}

  /// The body; empty if there is none, or if the model would not take it as it is.
  static Optional<byte[]> of(CallPlan plan) {
    return plan.original()
        .flatMap(BodySplice::of)
        .filter(body -> suits(plan))
        .map(body -> body.with(changes(body, plan)));
  }

  private static Map<String, String> changes(BodySplice body, CallPlan plan) {
    Map<String, String> changes = new LinkedHashMap<>(plan.params());
    changes.put("model", new JsonText().string(plan.model()).toString());
    boolean streams = body.value("stream").filter("true"::equals).isPresent();
    if (streams != plan.request().stream()) {
      changes.put("stream", String.valueOf(plan.request().stream()));
    }
    return changes;
  }

  /// A graph may lead to another model than the client had in mind, with other rules; and thinking
  /// that another provider's model showed before has no signature, without which it is refused.
  private static boolean suits(CallPlan plan) {
    ChatRequest request = plan.request();
    boolean unsigned =
        request.messages().stream()
            .flatMap(message -> message.parts().stream())
            .anyMatch(VerbatimBody::isUnsigned);
    boolean drawn =
        request.sampling().temperature().isPresent() || request.sampling().topP().isPresent();
    OwnMembers own = OwnMembers.of(request);
    boolean noRoom = own.budget() >= AnswerLimit.setBy(plan).orElse(Long.MAX_VALUE);
    return !unsigned
        && !noRoom
        && !AnswerLimit.isTooMuch(plan)
        && !(drawn && Thinking.refusesSampling(plan.model()))
        && own.suit(plan.model());
  }

  private static boolean isUnsigned(Part part) {
    return part instanceof Part.Reasoning thought
        && thought.signature().isEmpty()
        && thought.redacted().isEmpty();
  }
}
