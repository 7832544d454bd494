package io.signalbox.app.inspector;

import io.signalbox.engine.graph.RewriteNode;
import java.util.List;
import java.util.Set;

/// The fields of a rewrite: what is set, left out, said before and after, and blacked out.
final class RewriteForm {
  private RewriteForm() {}

  /// @param pairs whether what is set is shown too
  static Form<RewriteNode> of(Form<RewriteNode> form, boolean pairs) {
    if (pairs) {
      var set =
          new KeyValuePairs<>(
              form.subject(), "Set", KeyValuePairs.json(), RewriteNode::set, RewriteNode::withSet);
      form.part("Set", set, set::follow);
    }
    return form.value("Drop", KeyValuePairs.words(), RewriteNode::drop, RewriteNode::withDrop)
        .words("Member names separated by commas, also tools and images.")
        .prose(
            "Prepend to system prompt",
            RewriteNode::prepend,
            (n, text) -> n.withSystem(n.system().withPrepend(text)))
        .prose(
            "Append to system prompt",
            RewriteNode::append,
            (n, text) -> n.withSystem(n.system().withAppend(text)))
        .some(
            "Redact",
            List.of(RewriteNode.Redaction.values()),
            NodeForms::plain,
            n -> List.copyOf(n.redact()),
            (n, redact) -> n.withRedact(Set.copyOf(redact)))
        .choice(
            "Restore in answers",
            List.of(false, true),
            restore -> restore ? "On" : "Off",
            RewriteNode::restore,
            RewriteNode::withRestore)
        .words("The client gets the redacted values back; the model never sees them.");
  }
}
