package io.signalbox.app.inspector;

import io.signalbox.engine.graph.Node.Rewrite;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fields of a rewrite: what is set, left out, said before and after, and blacked out.
final class RewriteForm {
  private RewriteForm() {}

  /// @param pairs whether what is set is shown too
  static Form<Rewrite> of(Form<Rewrite> form, boolean pairs) {
    if (pairs) {
      var set =
          new KeyValuePairs<>(
              form.subject(), "Set", KeyValuePairs.json(), Rewrite::set, RewriteForm::setting);
      form.part("Set", set, set::follow);
    }
    return form.value("Leave out", KeyValuePairs.words(), Rewrite::drop, RewriteForm::dropping)
        .words("Names with commas between them; tools and images can be left out too.")
        .prose(
            "Before the system prompt", Rewrite::prepend, (n, text) -> saying(n, text, n.append()))
        .prose(
            "After the system prompt", Rewrite::append, (n, text) -> saying(n, n.prepend(), text))
        .some(
            "Black out",
            List.of(Rewrite.Redaction.values()),
            NodeForms::plain,
            n -> List.copyOf(n.redact()),
            RewriteForm::redacting);
  }

  private static Rewrite setting(Rewrite n, Map<String, String> set) {
    return new Rewrite(
        n.id(), n.about(), set, n.drop(), n.prepend(), n.append(), n.redact(), n.to());
  }

  private static Rewrite dropping(Rewrite n, List<String> drop) {
    return new Rewrite(
        n.id(), n.about(), n.set(), drop, n.prepend(), n.append(), n.redact(), n.to());
  }

  private static Rewrite saying(Rewrite n, Optional<String> prepend, Optional<String> append) {
    return new Rewrite(n.id(), n.about(), n.set(), n.drop(), prepend, append, n.redact(), n.to());
  }

  private static Rewrite redacting(Rewrite n, List<Rewrite.Redaction> redact) {
    Set<Rewrite.Redaction> all = redact.isEmpty() ? Set.of() : EnumSet.copyOf(redact);
    return new Rewrite(n.id(), n.about(), n.set(), n.drop(), n.prepend(), n.append(), all, n.to());
  }
}
