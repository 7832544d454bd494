package io.signalbox.app.inspector;

import io.signalbox.app.inspector.Branches.Branch;
import io.signalbox.app.kit.ChoiceField;
import io.signalbox.app.kit.Formats;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Node.Fallback;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The fields of a fallback: when the next is tried, in which order, and how long one waits.
final class FallbackForm {
  private FallbackForm() {}

  /// @param branches whether its branches are shown too
  static Form<Fallback> of(Form<Fallback> form, boolean branches) {
    form.some(
        "Try next when",
        List.of(FailureClass.values()),
        FallbackForm::failure,
        n -> List.copyOf(n.on()),
        (n, on) -> with(n, n.to(), on.isEmpty() ? Set.of() : EnumSet.copyOf(on)));
    if (branches) {
      branches(form);
    }
    return streamEnd(effort(patience(form)));
  }

  private static void branches(Form<Fallback> form) {
    var branches =
        new Branches<>(
            form.subject(),
            "to[%d]",
            n -> n.to().stream().map(Branch::to).toList(),
            (Fallback n, List<Branch> to) -> with(n, NodeForms.ids(to), n.on()));
    form.part("In this order", branches, branches::follow);
  }

  private static Fallback with(Fallback n, List<String> to, Set<FailureClass> on) {
    return new Fallback(
        n.id(), n.about(), to, on, n.retries(), n.firstToken(), n.total(), n.attempts());
  }

  private static Form<Fallback> patience(Form<Fallback> form) {
    return form.figure(
            "First token within",
            Form.span(),
            Fallback::firstToken,
            (n, span) ->
                new Fallback(
                    n.id(), n.about(), n.to(), n.on(), n.retries(), span, n.total(), n.attempts()))
        .figure(
            "Whole answer within",
            Form.span(),
            Fallback::total,
            (n, span) ->
                new Fallback(
                    n.id(),
                    n.about(),
                    n.to(),
                    n.on(),
                    n.retries(),
                    n.firstToken(),
                    span,
                    n.attempts()));
  }

  private static Form<Fallback> effort(Form<Fallback> form) {
    return form.figure(
            "Retries per branch",
            Formats.whole(0, 10),
            n -> (long) n.retries(),
            (n, retries) -> with(n, retries.intValue(), n.attempts()))
        .figure(
            "Calls at most",
            Formats.optional(Formats.whole(1, 20)),
            n -> n.attempts().stream().mapToObj(each -> (long) each).findFirst(),
            (n, most) -> with(n, n.retries(), number(most)));
  }

  private static OptionalInt number(Optional<Long> most) {
    return most.map(each -> OptionalInt.of(each.intValue())).orElse(OptionalInt.empty());
  }

  private static Fallback with(Fallback n, int retries, OptionalInt attempts) {
    return new Fallback(
        n.id(), n.about(), n.to(), n.on(), retries, n.firstToken(), n.total(), attempts);
  }

  private static Form<Fallback> streamEnd(Form<Fallback> form) {
    String end = "end with an error event";
    var choice = new ChoiceField<>("After the stream has begun", List.of(end), each -> each);
    choice.show(end);
    return form.part("After the stream has begun", choice, () -> {})
        .words("This version knows no other end.");
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
