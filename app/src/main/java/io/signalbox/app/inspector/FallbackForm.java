package io.signalbox.app.inspector;

import io.signalbox.app.inspector.Branches.Branch;
import io.signalbox.app.kit.Formats;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.FallbackNode.MidStream;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Slot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The fields of a fallback: when the next is tried, in which order, and how long one waits.
final class FallbackForm {
  private FallbackForm() {}

  /// @param branches whether its branches are shown too
  static Form<FallbackNode> of(Form<FallbackNode> form, boolean branches) {
    form.some(
        "Fall back on",
        List.of(FailureClass.values()),
        FallbackForm::failure,
        n -> List.copyOf(n.on()),
        (n, on) -> n.withOn(Set.copyOf(on)));
    if (branches) {
      branches(form);
    }
    return streamEnd(effort(patience(form)));
  }

  private static void branches(Form<FallbackNode> form) {
    var branches =
        new Branches<>(
            form.subject(),
            i -> new Slot.Item("to", i),
            n -> n.to().stream().map(Branch::to).toList(),
            (FallbackNode n, List<Branch> to) -> n.withTo(NodeForms.ids(to)));
    form.part("Order", branches, branches::follow);
  }

  private static Form<FallbackNode> patience(Form<FallbackNode> form) {
    return form.figure(
            "First token timeout",
            Form.span(),
            FallbackNode::firstToken,
            FallbackNode::withFirstToken)
        .figure("Total timeout", Form.span(), FallbackNode::total, FallbackNode::withTotal)
        .figure("Hedge after", Form.span(), FallbackNode::hedgeAfter, FallbackNode::withHedgeAfter);
  }

  private static Form<FallbackNode> effort(Form<FallbackNode> form) {
    return form.figure(
            "Retries per branch",
            Formats.whole(0, 10),
            n -> (long) n.retries(),
            (n, retries) -> n.withRetries(retries.intValue()))
        .figure(
            "Max calls",
            Formats.optional(Formats.whole(1, RoutingGraph.MOST_ASKED_ATTEMPTS)),
            n -> n.attempts().stream().mapToObj(each -> (long) each).findFirst(),
            (n, most) -> n.withAttempts(number(most)));
  }

  private static OptionalInt number(Optional<Long> most) {
    return most.map(each -> OptionalInt.of(each.intValue())).orElse(OptionalInt.empty());
  }

  private static Form<FallbackNode> streamEnd(Form<FallbackNode> form) {
    return form.choice(
            "If a stream breaks",
            List.of(MidStream.values()),
            FallbackForm::end,
            FallbackNode::midStream,
            FallbackNode::withMidStream)
        .words("Only plain text is continued: no tools, no JSON, no thinking.");
  }

  private static String end(MidStream midStream) {
    return switch (midStream) {
      case STOP -> "end with error event";
      case CONTINUE -> "continue with next model";
    };
  }

  /// A failure as people know it.
  static String failure(FailureClass failure) {
    return switch (failure) {
      case RATE_LIMITED -> "429 rate limited";
      case SERVER_ERROR -> "5xx";
      case UNAUTHORIZED -> "401 unauthorized";
      case BAD_REQUEST -> "400 bad request";
      case MODEL_NOT_FOUND -> "404 model not found";
      case OUT_OF_CREDIT,
          OVERLOADED,
          TIMEOUT,
          UNREACHABLE,
          CONTEXT_TOO_LONG,
          CONTENT_FILTERED,
          INTERRUPTED ->
          NodeForms.plain(failure);
    };
  }
}
